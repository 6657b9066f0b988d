"""Papers that are near to what a person saved, as a part of their notification."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from bot.models import Language, RankedPaper
from bot.models.notifications import FOR_YOU, NotificationGroup, NotificationPaper, Passage, Span, apart
from bot.rendering.escape import plain
from bot.rendering.units import shorten
from bot.store import Reading, editions
from bot.summaries import best_summaries
from bot.texts import say

_LIKE_TITLE_UNITS = 60  # UTF-16 units of the saved paper's title


class DayRecommender(Protocol):
    """Who knows which papers of a day are near to what people saved."""

    async def of(self, view: Reading, user_id: int, *, without: Collection[str]) -> Sequence[RankedPaper]:
        """Those that the person is to be told of, but for those with these ids; often none."""
        ...


class Recommender(Protocol):
    """Who knows it of every day."""

    async def day(self, view: Reading, day: date) -> DayRecommender:
        """The day, for any number of people."""
        ...


async def for_you_group(
    view: Reading, ranked: Sequence[RankedPaper], language: Language, *, sentences: int
) -> NotificationGroup:
    """The group of these papers; `sentences` is the setting for papers without bullets."""
    papers = [each.paper for each in ranked]
    stored = await editions.stored_summaries(view, [paper.id for paper in papers], language)
    best = best_summaries(papers, language, stored, sentences=sentences)
    bullets = {paper.id: next(iter(best[paper.id].bullets), "") for paper in papers}
    return NotificationGroup(
        alert_id=FOR_YOU,
        keyword=say(language, "foryou-letter"),
        papers=tuple(_paper(each, bullets[each.paper.id], language) for each in ranked),
    )


def _paper(each: RankedPaper, bullet: str, language: Language) -> NotificationPaper:
    return NotificationPaper(
        paper_id=each.paper.id,
        votes=each.paper.votes,
        title=Passage(text=plain(each.paper.title)),
        bullet=Passage(text=plain(bullet)),
        excerpt=_reason(each, language),
    )


def _reason(each: RankedPaper, language: Language) -> Passage | None:
    if each.like is None or not each.words:
        return None
    words = ", ".join(map(plain, each.words))
    title = shorten(plain(each.like.title), _LIKE_TITLE_UNITS)
    text = say(language, "foryou-letter-reason", title=title, words=words)
    return Passage(text=text, spans=_spans(text, words))


def _spans(text: str, words: str) -> tuple[Span, ...]:
    """Where the words stand, which are the end of the text."""
    start, spans = text.rfind(words), list[Span]()
    for word in words.split(", "):
        spans.append((start, start + len(word)))
        start += len(word) + len(", ")
    return apart(spans)
