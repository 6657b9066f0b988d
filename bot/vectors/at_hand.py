"""Papers' vectors by what was last learned, those asked for last at hand."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.models import Paper
from bot.ranking.terms import Terms, text_terms
from bot.ranking.vectors import TermCounts, Vector
from bot.store import Reading, terms
from bot.store.terms import Learned

REMEMBERED_PAPERS = 768  # some 20 KB each: the last days, and what their readers saved
HELD_SECONDS = 0.01  # for which the others wait at most


class Vectors:
    """Vectors of papers, made once, and anew when terms were learned anew."""

    def __init__(self) -> None:
        self._learned: Learned | None = None
        self._counts = TermCounts(0, {})
        self._lock = asyncio.Lock()
        self._vector = lru_cache(REMEMBERED_PAPERS)(self._new_vector)

    async def counts(self, view: Reading) -> TermCounts:
        """How common each term is, as last learned."""
        async with self._lock:
            if (learned := await terms.learned(view)) and learned != self._learned:
                counts: dict[str, int] = {}
                async for batch in terms.counts(view):
                    counts |= batch
                self._counts, self._learned = TermCounts(learned.papers, counts), learned
                self._vector.cache_clear()
            return self._counts

    async def of(self, view: Reading, papers: Iterable[Paper]) -> dict[str, Vector]:
        """The vector of each of these papers, by its id."""
        await self.counts(view)
        vectors, since = dict[str, Vector](), time.perf_counter()
        for paper in papers:
            vectors[paper.id] = self._vector(paper.title, paper.abstract)
            if time.perf_counter() - since > HELD_SECONDS:
                await asyncio.sleep(0)
                since = time.perf_counter()
        return vectors

    async def of_terms(self, view: Reading, terms: Mapping[str, Terms]) -> dict[str, Vector]:
        """The vectors of papers of which the terms are known, by the same ids."""
        await self.counts(view)
        vectors, since = dict[str, Vector](), time.perf_counter()
        for paper_id, uses in terms.items():
            vectors[paper_id] = self._counts.vector(uses)
            if time.perf_counter() - since > HELD_SECONDS:
                await asyncio.sleep(0)
                since = time.perf_counter()
        return vectors

    def _new_vector(self, title: str, abstract: str) -> Vector:
        return self._counts.vector(text_terms(title, abstract))
