"""Papers' vectors by what was last learned, those asked for last at hand."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Collection, Mapping

from bot.ranking.vectors import TermCounts, Vector
from bot.store import Reading, terms
from bot.store.terms import Learned
from bot.vectors.counting import terms_of

REMEMBERED_PAPERS = 768  # some 20 KB each: the last days, and what their readers saved


class Vectors:
    """Vectors of stored papers, made once, and anew when terms were learned anew. Until then a paper whose
    text changes may keep the one of its earlier text.
    """

    def __init__(self) -> None:
        self._learned: Learned | None = None
        self._counts = TermCounts(0, {})
        self._lock = asyncio.Lock()
        self._at_hand = OrderedDict[str, Vector]()  # by paper id, those asked for last at the end

    async def counts(self, view: Reading) -> TermCounts:
        """How common each term is, as last learned."""
        async with self._lock:
            if (learned := await terms.learned(view)) and learned != self._learned:
                counts: dict[str, int] = {}
                async for batch in terms.counts(view):
                    counts |= batch
                self._counts, self._learned = TermCounts(learned.papers, counts), learned
                self._at_hand = OrderedDict[str, Vector]()
            return self._counts

    async def of(self, view: Reading, paper_ids: Collection[str]) -> dict[str, Vector]:
        """The vectors of those of these papers that are stored, by id; made in a thread."""
        counts = await self.counts(view)
        at_hand = self._at_hand  # learned anew meanwhile, this one is forgotten with what is put into it
        vectors = {paper_id: at_hand[paper_id] for paper_id in paper_ids if paper_id in at_hand}
        missing = [paper_id for paper_id in dict.fromkeys(paper_ids) if paper_id not in at_hand]
        if missing:
            uses = await terms_of(view, missing)
            vectors |= await asyncio.to_thread(counts.vectors, uses)
        _put_last(at_hand, vectors)
        return vectors


def _put_last(at_hand: OrderedDict[str, Vector], vectors: Mapping[str, Vector]) -> None:
    for paper_id, vector in vectors.items():
        at_hand[paper_id] = vector
        at_hand.move_to_end(paper_id)
    while len(at_hand) > REMEMBERED_PAPERS:
        at_hand.popitem(last=False)
