"""Weighing the counted terms of stored papers, in slices, so that papers like one are found by them; and
comparing those papers, so that nobody who asks for the nearest waits for that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from bot.pace import Pace
from bot.ranking.telling import telling_terms
from bot.ranking.terms import VERSION, Terms
from bot.ranking.vectors import TermCounts
from bot.store import Store, likeness
from bot.vectors.comparing import compared, like_candidates
from bot.vectors.counting import terms_of

_SLICE = 5  # papers read, compared and written at a time, between which others are served
_OUTGROWN_TIMES = 4  # as many papers as the terms were weighed among: by then other terms tell


async def weigh_terms(store: Store, counts: TermCounts) -> int:
    """Weigh the terms of all papers that were counted since, and all anew that were weighed among far fewer
    papers than are counted now; how many that were. Each is compared with those weighed before.
    """
    async with store.transaction() as tx:
        await likeness.forget_outgrown(tx, counts.papers // _OUTGROWN_TIMES)
    weighed, pace = 0, Pace()
    while ids := await _unweighed(store):
        weighed += await _weigh(store, counts, ids)
        await pace.rest()
    return weighed


async def _weigh(store: Store, counts: TermCounts, ids: Sequence[str]) -> int:
    async with store.reading() as view:
        telling = await asyncio.to_thread(_telling, counts, await terms_of(view, ids))
        candidates = {
            each: [*await like_candidates(view, counts, terms), *telling] for each, terms in telling.items()
        }
        nearest = await compared(view, counts, candidates)
    async with store.transaction() as tx:
        # One that cannot be read speaks of nothing: left out, it would come again and again.
        await likeness.keep_telling(tx, counts.papers, {each: telling.get(each, {}) for each in ids})
        await likeness.keep_nearest(tx, dict.fromkeys(ids, ()) | nearest.changed)
    return len(telling)


async def _unweighed(store: Store) -> list[str]:
    async with store.reading() as view:
        return await likeness.unweighed(view, VERSION, most=_SLICE)


def _telling(counts: TermCounts, terms: Mapping[str, Terms]) -> dict[str, dict[str, int]]:
    return {each: telling_terms(vector, counts) for each, vector in counts.vectors(terms).items()}
