"""Learning how common each term is: once a day, from the papers listed last, beside the event loop."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from bot.pace import Pace
from bot.ranking.terms import VERSION
from bot.ranking.vectors import pruned
from bot.store import Store, terms
from bot.store.terms import Learned
from bot.vectors.counting import terms_of

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
    counts, pace = Counter[str](), Pace()
    for first in range(0, len(ids), _PAPERS_AT_A_TIME):
        async with store.reading() as view:
            terms_of_papers = await terms_of(view, ids[first : first + _PAPERS_AT_A_TIME])
        for paper_terms in terms_of_papers.values():
            counts.update(paper_terms.keys())
        await pace.rest()
    return counts
