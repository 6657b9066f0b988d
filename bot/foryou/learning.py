"""Learning how common each term is: once a day, from the papers listed last, in short stretches."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from bot.pace import Pace
from bot.ranking.terms import VERSION, paper_terms
from bot.ranking.vectors import pruned
from bot.store import Store, editions, terms
from bot.store.terms import Learned

LEARNED_PAPERS = 10_000  # a year of lists: older ones say little of what is common now
LEARNED_FOR = timedelta(days=1)
_BATCH = 200  # papers read at a time


async def learn(store: Store, now: datetime) -> bool:
    """Learn the terms if that was not done within a day, or by other rules; whether it was done now."""
    async with store.reading() as view:
        known = await terms.learned(view)
        if known and known.version == VERSION and now - known.at < LEARNED_FOR:
            return False
        ids = await terms.newest_listed(view, LEARNED_PAPERS)
    counts = await _counts(store, ids)
    async with store.transaction() as tx:
        await terms.replace(tx, pruned(counts), Learned(now, len(ids), VERSION))
    return True


async def _counts(store: Store, ids: list[str]) -> Counter[str]:
    pace, counts = Pace(), Counter[str]()
    for first in range(0, len(ids), _BATCH):
        async with store.reading() as view:
            papers = await editions.papers_by_id(view, ids[first : first + _BATCH])
        for paper in papers.values():
            counts.update(paper_terms(paper).keys())
            await pace.rest()
    return counts
