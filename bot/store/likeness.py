"""Stored papers that may be like another: those that say its most telling words, from the full-text index."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.models import Paper
from bot.store.database import Reading
from bot.store.editions import papers_by_id
from bot.store.fulltext import saying_any
from bot.store.schema import paper_texts


async def candidates(view: Reading, wordings: Sequence[str], most: int) -> list[Paper]:
    """Up to `most` papers that say one or more of the words or phrases, those that say most of them first."""
    rows = saying_any(wordings, most)
    if rows is None:
        return []
    query = select(paper_texts.c.paper_id).join(rows, rows.c.rowid == paper_texts.c.id)
    ids = list((await view.connection.execute(query)).scalars())
    papers = await papers_by_id(view, ids)
    return [papers[paper_id] for paper_id in ids if paper_id in papers]
