"""Papers' vectors by what was last learned, those asked for last at hand."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.models import Paper
from bot.ranking.terms import text_terms
from bot.ranking.vectors import TermCounts, Vector
from bot.store import Reading, terms
from bot.store.terms import Learned

REMEMBERED_PAPERS = 768  # some 20 KB each: the last days, and what their readers saved


class Vectors:
    """Vectors of papers, made once, and anew when terms were learned anew."""

    def __init__(self) -> None:
        self._learned: Learned | None = None
        self._counts = TermCounts(0, {})
        self._lock = asyncio.Lock()
        self._vector = lru_cache(REMEMBERED_PAPERS)(self._new_vector)

    async def learned(self, view: Reading) -> Learned | None:
        """What the vectors are made of now: others are made when terms were learned anew."""
        await self.counts(view)
        return self._learned

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
        """The vector of each of these papers, by its id; made in a thread, at a millisecond each."""
        learned = await self.learned(view)
        return await asyncio.to_thread(self._vectors_of, learned, list(papers))

    def _vectors_of(self, learned: Learned | None, papers: Sequence[Paper]) -> dict[str, Vector]:
        return {paper.id: self._vector(learned, paper.title, paper.abstract) for paper in papers}

    def _new_vector(self, _learned: Learned | None, title: str, abstract: str) -> Vector:
        """`_learned` keeps what an earlier question still makes apart from what later ones ask for."""
        return self._counts.vector(text_terms(title, abstract))
