"""Papers by their words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models import Results, SearchQuery
from bot.store import Store, fulltext


@dataclass(frozen=True)
class Search:
    """Full-text search over the stored papers."""

    store: Store

    async def results(self, query: SearchQuery, *, start: int, most: int) -> Results:
        """What fits, best first: up to `most` papers from the number `start` (from 0) on."""
        async with self.store.reading() as view:
            return await fulltext.search(view, query, start=start, most=most)
