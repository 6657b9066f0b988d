"""What a letter says of a paper: title, first bullet, and the place that matched, with the words marked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from bot.alerts.material import Material
from bot.letters import LetterPaper, Passage, Span, apart
from bot.matching.grammar import Keyword, from_canonical
from bot.matching.matching import Hit, match, prepare
from bot.models import Language, Paper
from bot.rendering.escape import plain
from bot.store import Reading, editions
from bot.summaries import best_summaries

_AROUND = 90  # characters of the abstract shown on each side of what matched
_KEPT = 2_048  # papers as they stand in letters: popular keywords have the same for everybody


class Passages:
    """Makes and remembers them. `sentences` is the setting for papers without bullets."""

    def __init__(self, sentences: int) -> None:
        self._sentences = sentences
        self._made: OrderedDict[tuple[str, str, Language], LetterPaper] = OrderedDict()

    async def paper(self, view: Reading, some: Material, form: str, language: Language) -> LetterPaper:
        """The paper as it stands under a keyword of this canonical form."""
        key = (form, some.paper.id, language)
        if key not in self._made:
            stored = await editions.stored_summaries(view, [some.paper.id], language)
            best = best_summaries([some.paper], language, stored, sentences=self._sentences)
            bullet = next(iter(best[some.paper.id].bullets), "")
            self._made[key] = letter_paper(some, bullet, from_canonical(form))
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        self._made.move_to_end(key)
        return self._made[key]


def letter_paper(some: Material, bullet: str, keyword: Keyword) -> LetterPaper:
    """The paper with the words of the keyword marked; an excerpt only if title and bullet have none."""
    title, first = _marked(some.paper.title, keyword), _marked(bullet, keyword)
    excerpt = None if title.spans or first.spans else _excerpt(some, keyword)
    paper = some.paper
    return LetterPaper(paper_id=paper.id, votes=paper.votes, title=title, bullet=first, excerpt=excerpt)


def _marked(text: str, keyword: Keyword) -> Passage:
    """The text, single-spaced, with every wanted word that stands in it marked."""
    text = plain(text)
    document = prepare(Paper(id="", title=text, abstract=""), ())
    hits = (hit for term in keyword.wanted for hit in match(Keyword("", (term,)), document) or ())
    return Passage(text=text, spans=apart((hit.start, hit.end) for hit in hits))


def _excerpt(some: Material, keyword: Keyword) -> Passage | None:
    """The first place that matched, with some words around it; None if it no longer matches."""
    hits = match(keyword, some.document())
    return _around(_text(some, hits[0]), hits[0], hits) if hits else None


def _text(some: Material, hit: Hit) -> str:
    texts: dict[str, Iterable[str]] = {
        "title": (some.paper.title,),
        "abstract": (some.paper.abstract,),
        "authors": some.paper.authors,
        "ai_keywords": some.paper.ai_keywords,
        "bullets": some.bullets,
        "organization": (some.paper.organization or "",),
    }
    return tuple(texts[hit.where])[hit.item]


def _around(text: str, first: Hit, hits: Iterable[Hit]) -> Passage:
    start, end = _word_start(text, first.start - _AROUND), _word_end(text, first.end + _AROUND)
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    here: list[Span] = [
        (hit.start - start + len(head), hit.end - start + len(head))
        for hit in hits
        if (hit.where, hit.item) == (first.where, first.item) and start <= hit.start and hit.end <= end
    ]
    return Passage(text=head + text[start:end] + tail, spans=apart(here))


def _word_start(text: str, at: int) -> int:
    return text.rfind(" ", 0, at) + 1 if at > 0 else 0


def _word_end(text: str, at: int) -> int:
    end = text.find(" ", at)
    return end if at < len(text) and end >= 0 else len(text)
