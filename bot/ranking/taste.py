"""What a person likes, as far as saved and refused papers say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.ranking.vectors import Vector, centre, dot

REFUSED_SHARE = 0.3  # of the direction of refused papers, taken from that of the saved ones
SHARED_TERMS = 8  # of a reason, from which the words to show are chosen


class Reason(NamedTuple):
    """Why a paper stands where it does: the saved paper that is nearest, and the terms that both use."""

    paper_id: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Taste:
    """The saved papers' vectors by paper id, and the direction in which they point together."""

    saved: Mapping[str, Vector]
    direction: Vector

    def nearness(self, vector: Vector) -> float:
        """How near a paper is: 1 at most, 0 with nothing in common, less if it is like refused ones."""
        return dot(vector, self.direction)

    def reason(self, paper_id: str, vector: Vector) -> Reason | None:
        """The saved paper that is nearest to this one, which may be saved itself, and what both share, most
        telling terms first; None if no term is shared.
        """
        nearnesses = (
            (dot(vector, saved_vector), saved_id)
            for saved_id, saved_vector in self.saved.items()
            if saved_id != paper_id
        )
        nearness, nearest_id = max(nearnesses, default=(0.0, ""))
        return Reason(nearest_id, shared_terms(vector, self.saved[nearest_id])) if nearness > 0 else None


def taste(saved: Mapping[str, Vector], refused: Mapping[str, Vector]) -> Taste:
    """The taste of somebody who saved and refused these papers, given by their ids (Rocchio's rule)."""
    direction = defaultdict[str, float](float, centre(saved.values()))
    for term, weight in centre(refused.values()).items():
        direction[term] -= REFUSED_SHARE * weight
    return Taste(saved, dict(direction))


def shared_terms(left: Vector, right: Vector) -> tuple[str, ...]:
    """The terms that make two papers alike, those that do most first."""
    weights = {term: weight * right[term] for term, weight in left.items() if term in right}
    return tuple(sorted(weights, key=lambda term: (-weights[term], term))[:SHARED_TERMS])
