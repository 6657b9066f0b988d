"""Stored papers that may be like another: those that say its most telling words, from the full-text index."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from bot.store.database import Reading
from bot.store.dialect import dialect_of
from bot.store.fulltext import saying_any
from bot.store.schema import paper_texts


async def candidates(view: Reading, wordings: Sequence[str], most: int) -> list[str]:
    """The ids of the `most` papers that say most of the words or phrases, in any order."""
    rows = saying_any(dialect_of(view.connection), wordings, most)
    if rows is None:
        return []
    query = select(paper_texts.c.paper_id).join(rows, rows.c.rowid == paper_texts.c.id)
    return list((await view.connection.execute(query)).scalars())


async def indexed(view: Reading) -> int:
    """How many papers the index has, about: it is asked for each time, and to count takes long."""
    return (await view.connection.execute(select(func.max(paper_texts.c.id)))).scalar() or 0
