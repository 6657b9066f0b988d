"""Papers in the order of a taste, the first of them not all alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot.models import Paper
from bot.ranking.taste import Taste
from bot.ranking.vectors import Vector, dot

FIRST_PAPERS = 5  # that are to be of several kinds
ALIKE_NEARNESS = 0.4  # nearness from which two papers of a day say much the same


class RankedPlace(NamedTuple):
    """A paper in its order, and how near it is to the taste; `Taste.reason` says why."""

    paper: Paper
    nearness: float


def rank(papers: Sequence[Paper], vectors: Mapping[str, Vector], taste: Taste) -> list[RankedPlace]:
    """The papers, nearest to the taste first; between equals votes decide. Vectors are by paper id."""
    places = [RankedPlace(paper, taste.nearness(vectors[paper.id])) for paper in papers]
    places.sort(key=lambda place: (-place.nearness, -place.paper.votes, place.paper.id))
    return diverse(places, lambda left, right: dot(vectors[left.paper.id], vectors[right.paper.id]))


def by_votes_and_nearness(places: Sequence[RankedPlace]) -> list[RankedPlace]:
    """The same places by the mean of two ranks, by nearness and by votes; of equals the nearer one first."""
    voted = sorted(places, key=lambda place: (-place.paper.votes, place.paper.id))
    ranks = {place.paper.id: rank for rank, place in enumerate(voted)}
    numbered = enumerate(places)
    return [place for _, place in sorted(numbered, key=lambda each: each[0] + ranks[each[1].paper.id])]


def diverse(
    places: Sequence[RankedPlace], likeness: Callable[[RankedPlace, RankedPlace], float]
) -> list[RankedPlace]:
    """The same places; what is much like one of the first five comes right behind them."""
    first, alike = list[RankedPlace](), list[RankedPlace]()
    rest = iter(places)
    for place in rest:
        is_alike = any(likeness(place, earlier) >= ALIKE_NEARNESS for earlier in first)
        (alike if is_alike else first).append(place)
        if len(first) == FIRST_PAPERS:
            break
    return [*first, *alike, *rest]
