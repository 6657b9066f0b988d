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

    def reason(self, vector: Vector) -> Reason | None:
        """The nearest saved paper and what it shares, most telling terms first; None if no term is shared."""
        nearness, paper_id = max(((dot(vector, v), i) for i, v in self.saved.items()), default=(0.0, ""))
        return Reason(paper_id, shared_terms(vector, self.saved[paper_id])) if nearness > 0 else None


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
