"""Comparing papers with those that may be like them, to know which are nearest to each."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Mapping

from bot.ranking.nearest import NearestPapers
from bot.ranking.telling import affordable
from bot.ranking.vectors import TermCounts, Vector
from bot.store import Reading, likeness
from bot.vectors.counting import terms_of

_CANDIDATES = 32  # stored papers that speak most of the same as a paper, with which it is compared


async def like_candidates(view: Reading, counts: TermCounts, telling: Mapping[str, int]) -> list[str]:
    """The ids of the weighed papers that speak most of these telling terms."""
    asked = affordable(telling, counts, await likeness.stored_papers(view))
    return await likeness.speaking_of(view, asked, 1 + _CANDIDATES)


async def compared(
    view: Reading, counts: TermCounts, candidates: Mapping[str, Collection[str]]
) -> NearestPapers:
    """Stored papers compared each with its candidates, itself left out. Takes some milliseconds for each."""
    ids = {*candidates, *(each for near_ids in candidates.values() for each in near_ids)}
    terms = await terms_of(view, ids)
    vectors = await asyncio.to_thread(counts.vectors, terms)
    nearest = NearestPapers(vectors, await likeness.nearest_to(view, vectors))
    await asyncio.to_thread(_compare, nearest, _pairs(candidates, vectors))
    return nearest


def _pairs(candidates: Mapping[str, Collection[str]], vectors: Mapping[str, Vector]) -> list[tuple[str, str]]:
    """Each pair once, in an order that does not change."""
    pairs = {
        (min(paper_id, near_id), max(paper_id, near_id))
        for paper_id, near_ids in candidates.items()
        for near_id in near_ids
    }
    return sorted((left, right) for left, right in pairs if left != right and {left, right} <= vectors.keys())


def _compare(nearest: NearestPapers, pairs: Iterable[tuple[str, str]]) -> None:
    for left, right in pairs:
        nearest.compare(left, right)
