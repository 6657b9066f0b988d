"""Stored papers that may be like another: those that say its most telling words, from the full-text index."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.models import Paper
from bot.store.database import Reading
from bot.store.editions import papers_of
from bot.store.fulltext import saying_any
from bot.store.schema import paper_texts, papers


async def candidates(view: Reading, wordings: Sequence[str], most: int) -> list[Paper]:
    """Up to `most` papers that say one or more of the words or phrases, in any order."""
    rows = saying_any(wordings, most)
    if rows is None:
        return []
    of_rows = papers.join(paper_texts, paper_texts.c.paper_id == papers.c.id)
    of_rows = of_rows.join(rows, rows.c.rowid == paper_texts.c.id)
    return await papers_of(view, select(papers).select_from(of_rows))
