"""Why a paper stands where it does: the saved paper that it is like, and the words that both say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.models import Paper, RankedPaper
from bot.ranking.order import RankedPlace
from bot.ranking.taste import Reason, Taste
from bot.ranking.terms import wordings
from bot.ranking.vectors import Vector
from bot.store import Reading, editions

REASON_WORDS = 3


class ReasonedPlace(NamedTuple):
    """A paper in its order; None if there is no reason but votes."""

    paper: Paper
    reason: Reason | None


def reasoned(
    places: Iterable[RankedPlace], vectors: Mapping[str, Vector], taste: Taste
) -> list[ReasonedPlace]:
    """The places, each with its reason; takes long enough for a thread."""
    return [
        ReasonedPlace(place.paper, taste.reason(place.paper.id, vectors[place.paper.id])) for place in places
    ]


async def ranked_papers(view: Reading, places: Sequence[ReasonedPlace]) -> tuple[RankedPaper, ...]:
    """The places with the saved papers of their reasons, as stored, and what both say."""
    ids = {place.reason.paper_id for place in places if place.reason}
    saved = await editions.papers_by_id(view, ids) if ids else {}
    return tuple(_ranked(place, saved) for place in places)


def _ranked(place: ReasonedPlace, saved: Mapping[str, Paper]) -> RankedPaper:
    if place.reason is None or (like := saved.get(place.reason.paper_id)) is None:
        return RankedPaper(paper=place.paper, like=None, words=())
    return RankedPaper(paper=place.paper, like=like, words=words_of(place.paper, place.reason.terms))


def words_of(paper: Paper, terms: Sequence[str]) -> tuple[str, ...]:
    """The first few of the terms as the paper writes them, none of them within another."""
    written = wordings(paper, terms)
    words: list[str] = []
    for term in terms:
        word = written.get(term, "").casefold()
        if word and not any(word in chosen.casefold() or chosen.casefold() in word for chosen in words):
            words.append(written[term])
    return tuple(words[:REASON_WORDS])
