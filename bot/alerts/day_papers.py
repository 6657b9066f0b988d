"""What keywords are held against: a day's papers with the bullets that exist of them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot.matching.fit import Document, prepare
from bot.models import LANGUAGES, Paper
from bot.store import Reading, editions


class DayPaper(NamedTuple):
    """A paper of a day with its bullets in all languages: alike for the daily matching and the backtest."""

    day: date
    paper: Paper
    bullets: tuple[str, ...]

    def document(self) -> Document:
        """The paper made ready for any number of keywords; takes some milliseconds."""
        return prepare(self.paper, self.bullets)


async def of_day(view: Reading, day: date) -> list[DayPaper]:
    """The stored papers of a day, in its order."""
    edition = await editions.edition(view, day)
    papers = edition.papers if edition else ()
    ids = [paper.id for paper in papers]
    stored = [await editions.stored_summaries(view, ids, language) for language in LANGUAGES]
    return [
        DayPaper(
            day,
            paper,
            tuple(b for summaries in stored if paper.id in summaries for b in summaries[paper.id].bullets),
        )
        for paper in papers
    ]
