"""What a notification says of a paper: title, first bullet, and the place that matched, with marked words."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from bot.alerts.day_papers import DayPaper
from bot.matching.fields import fields
from bot.matching.grammar import Keyword, from_canonical
from bot.matching.word_places import WordPlace, places
from bot.models import Language, Paper
from bot.models.notifications import NotificationPaper, Passage, Span, apart
from bot.rendering.escape import plain
from bot.store import Reading, editions
from bot.summaries import best_summaries

_CONTEXT_CHARACTERS = 90  # characters of the abstract shown on each side of what matched
_CACHED_PAPERS = 2_048  # papers as they stand in notifications: popular keywords have the same for everybody


class Passages:
    """Makes and remembers them. `sentences` is the setting for papers without bullets."""

    def __init__(self, sentences: int) -> None:
        self._sentences = sentences
        self._papers: OrderedDict[tuple[str, str, Language], NotificationPaper] = OrderedDict()

    async def paper(
        self, view: Reading, day_paper: DayPaper, form: str, language: Language
    ) -> NotificationPaper:
        """The paper as it stands under a keyword of this canonical form."""
        key = (form, day_paper.paper.id, language)
        if key not in self._papers:
            stored = await editions.stored_summaries(view, [day_paper.paper.id], language)
            best = best_summaries([day_paper.paper], language, stored, sentences=self._sentences)
            bullet = next(iter(best[day_paper.paper.id].bullets), "")
            self._papers[key] = notification_paper(day_paper, bullet, from_canonical(form))
            if len(self._papers) > _CACHED_PAPERS:
                self._papers.popitem(last=False)
        self._papers.move_to_end(key)
        return self._papers[key]


def notification_paper(day_paper: DayPaper, bullet: str, keyword: Keyword) -> NotificationPaper:
    """The paper with the words of the keyword marked; an excerpt only if title and bullet have none."""
    title, first = _marked(day_paper.paper.title, keyword), _marked(bullet, keyword)
    excerpt = None if title.spans or first.spans else _excerpt(day_paper, keyword)
    paper = day_paper.paper
    return NotificationPaper(paper_id=paper.id, votes=paper.votes, title=title, bullet=first, excerpt=excerpt)


def _marked(text: str, keyword: Keyword) -> Passage:
    """The text, single-spaced, with every wanted word that stands in it marked."""
    text = plain(text)
    occurrences = places(keyword.required, Paper(id="", title=text, abstract=""), ())
    return Passage(text=text, spans=apart((place.start, place.end) for place in occurrences))


def _excerpt(day_paper: DayPaper, keyword: Keyword) -> Passage | None:
    """The first place that matched, with some words around it; None if none is there any more."""
    occurrences = places(keyword.required, day_paper.paper, day_paper.bullets)
    return _around(day_paper, occurrences[0], occurrences) if occurrences else None


def _around(day_paper: DayPaper, first: WordPlace, occurrences: Iterable[WordPlace]) -> Passage:
    text = fields(day_paper.paper, day_paper.bullets)[first.where][first.item]
    start, end = (
        _word_start(text, first.start - _CONTEXT_CHARACTERS),
        _word_end(text, first.end + _CONTEXT_CHARACTERS),
    )
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    here: list[Span] = [
        (place.start - start + len(head), place.end - start + len(head))
        for place in occurrences
        if (place.where, place.item) == (first.where, first.item)
        and start <= place.start
        and place.end <= end
    ]
    return Passage(text=head + text[start:end] + tail, spans=apart(here))


def _word_start(text: str, at: int) -> int:
    return text.rfind(" ", 0, at) + 1 if at > 0 else 0


def _word_end(text: str, at: int) -> int:
    end = text.find(" ", at)
    return end if at < len(text) and end >= 0 else len(text)
