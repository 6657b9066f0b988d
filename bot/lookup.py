"""Finding one paper: in the store, else at the source, and then it is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from bot.errors import SourceError
from bot.models import DigestPaper, Language, Paper
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
    """The paper with this id, None if nobody knows it; SourceError if nobody could be asked.

    Of a paper that is known from an archive alone, the source is asked for the rest.
    """
    async with store.reading() as view:
        known = await editions.paper(view, paper_id)
    paper = known if known and known.abstract else await _fetched(store, source, paper_id, known, now)
    if paper is None:
        return None
    async with store.reading() as view:
        stored = await editions.stored_summaries(view, [paper_id], language)
        listings = await editions.listing_days(view, paper_id)
    summaries = best_summaries([paper], language, stored, sentences=summary.sentences)
    return Found(DigestPaper(paper=paper, summary=summaries[paper_id]), listings[::-1])


async def _fetched(
    store: Store, source: Source, paper_id: str, known: Paper | None, now: datetime
) -> Paper | None:
    try:
        paper = await source.fetch_paper(paper_id)
    except SourceError:
        if known is None:
            raise
        return known
    if paper is None:
        return known
    async with store.transaction() as tx:
        await editions.save_papers(tx, [paper], now)
    return paper
