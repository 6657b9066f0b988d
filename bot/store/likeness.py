"""Stored papers that may be like another: those that say its most telling words, from the full-text index."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select

from bot.store.database import Reading
from bot.store.dialect import dialect_of
from bot.store.fulltext import saying_most
from bot.store.schema import paper_texts


async def candidates(view: Reading, weights: Mapping[str, float], most: int) -> list[str]:
    """The ids of the `most` papers that say most of the words or phrases, given with what each weighs, in any
    order.
    """
    rows = saying_most(dialect_of(view.connection), weights, most)
    # One by one, by the index: a planner that takes them for many would read all papers for a join.
    paper_id = select(paper_texts.c.paper_id).where(paper_texts.c.id == rows.c.rowid).scalar_subquery()
    return list((await view.connection.execute(select(paper_id).select_from(rows))).scalars())


async def indexed(view: Reading) -> int:
    """How many papers the index has, about: it is asked for each time, and to count takes long."""
    return (await view.connection.execute(select(func.max(paper_texts.c.id)))).scalar() or 0
