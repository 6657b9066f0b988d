"""Finding one paper: in the store, else at the source, and then it is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from bot.models import DigestPaper, Language
from bot.settings import SummarySettings
from bot.sources import Source
from bot.store import Store, editions
from bot.summaries import best_summaries


class Found(NamedTuple):
    """A paper with its summary in the asked language, and the days that list it with their votes."""

    shown: DigestPaper
    listings: list[tuple[date, int]]


async def find_paper(
    store: Store, source: Source, summary: SummarySettings, paper_id: str, language: Language, now: datetime
) -> Found | None:
    """The paper with this id, None if nobody knows it; SourceError if nobody could be asked."""
    async with store.reading() as view:
        paper = await editions.paper(view, paper_id)
    if paper is None:
        if (paper := await source.fetch_paper(paper_id)) is None:
            return None
        async with store.transaction() as tx:
            await editions.save_papers(tx, [paper], now)
    async with store.reading() as view:
        stored = await editions.stored_summaries(view, [paper_id], language)
        listings = await editions.listing_days(view, paper_id)
    summaries = best_summaries([paper], language, stored, sentences=summary.sentences)
    return Found(DigestPaper(paper=paper, summary=summaries[paper_id]), listings[::-1])
