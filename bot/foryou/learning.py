"""Learning how common each term is: once a day, from the papers listed last, beside the event loop."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from bot.models import Paper
from bot.ranking.terms import VERSION, paper_terms
from bot.ranking.vectors import pruned
from bot.store import Store, editions, terms
from bot.store.terms import Learned

LEARNED_PAPERS = 3_000  # a hundred days' lists: more of them make no better order
LEARNED_FOR = timedelta(days=1)
_PAPERS_AT_A_TIME = 50  # papers read at a time, for which the event loop waits


async def learn(store: Store, now: datetime) -> bool:
    """Learn the terms if that was not done within a day, or by other rules; whether it was done now."""
    async with store.reading() as view:
        last_learned = await terms.learned(view)
        if last_learned and last_learned.version == VERSION and now - last_learned.at < LEARNED_FOR:
            return False
        ids = await terms.newest_listed(view, LEARNED_PAPERS)
    counts = await _counts(store, ids)
    async with store.transaction() as tx:
        await terms.replace(tx, pruned(counts), Learned(now, len(ids), VERSION))
    return True


async def _counts(store: Store, ids: list[str]) -> Counter[str]:
    counts = Counter[str]()
    for first in range(0, len(ids), _PAPERS_AT_A_TIME):
        async with store.reading() as view:
            papers = await editions.papers_by_id(view, ids[first : first + _PAPERS_AT_A_TIME])
        await asyncio.to_thread(_count, counts, papers.values())
    return counts


def _count(counts: Counter[str], papers: Collection[Paper]) -> None:
    for paper in papers:
        counts.update(paper_terms(paper).keys())
