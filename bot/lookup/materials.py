"""What keywords are held against when people ask: papers with their bullets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from bot.models import LANGUAGES, Paper
from bot.store import Reading, editions

Material = tuple[Paper, tuple[str, ...]]  # a paper, and its bullets in all languages


async def materials(view: Reading, paper_ids: Sequence[str]) -> dict[str, Material]:
    """What alerts see of each of these papers that can be read, by its id."""
    papers = await editions.papers_by_id(view, paper_ids)
    stored = [await editions.stored_summaries(view, paper_ids, language) for language in LANGUAGES]
    bullets = {
        paper_id: tuple(chain.from_iterable(s[paper_id].bullets for s in stored if paper_id in s))
        for paper_id in papers
    }
    return {paper_id: (paper, bullets[paper_id]) for paper_id, paper in papers.items()}
