"""Counting the terms of stored papers, once each, in slices: at any time as many of them have counts as were
reached, and the next call goes on there.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping

from bot.models import Paper
from bot.pace import Pace
from bot.ranking.terms import VERSION, Terms, paper_terms
from bot.store import Reading, Store, editions
from bot.store import paper_terms as stored_terms

_SLICE = 50  # papers read and written at a time, between which others are served


async def count_terms(store: Store) -> int:
    """Count all papers that have no counts by today's rules; how many there were."""
    counted, last, pace = 0, "", Pace()
    while ids := await _uncounted(store, last):
        async with store.reading() as view:
            papers = await editions.papers_by_id(view, ids)
        counts = await asyncio.to_thread(_counts, papers.values())
        async with store.transaction() as tx:
            await stored_terms.keep(tx, VERSION, counts)
        counted, last = counted + len(counts), ids[-1]
        await pace.rest()
    return counted


async def terms_of(view: Reading, paper_ids: Collection[str]) -> dict[str, Terms]:
    """The terms of stored papers by id; of those not counted yet they are counted now, in a thread."""
    counts: Mapping[str, Mapping[str, int]] = await stored_terms.counts_of(view, paper_ids, VERSION)
    missing = [paper_id for paper_id in paper_ids if paper_id not in counts]
    terms = {paper_id: Counter(uses) for paper_id, uses in counts.items()}
    if not missing:
        return terms
    papers = await editions.papers_by_id(view, missing)
    return terms | await asyncio.to_thread(_counts, papers.values())


async def _uncounted(store: Store, after: str) -> list[str]:
    async with store.reading() as view:
        return await stored_terms.uncounted(view, VERSION, after=after, most=_SLICE)


def _counts(papers: Collection[Paper]) -> dict[str, Terms]:
    return {paper.id: paper_terms(paper) for paper in papers}
