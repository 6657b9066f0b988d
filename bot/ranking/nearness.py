"""How near many papers are to many tastes: each term is looked up once, not once a paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.ranking.vectors import Vector


class Nearness:
    """Papers, given by their vectors, that are held against one direction after the other."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self._papers = len(vectors)
        self._uses = defaultdict[str, list[tuple[int, float]]](list)
        for place, vector in enumerate(vectors):
            for term, weight in vector.items():
                self._uses[term].append((place, weight))

    def to(self, direction: Vector) -> list[float]:
        """How near each of the papers is, in their order: what `dot` gives for each."""
        totals = [0.0] * self._papers
        for term, weight in direction.items():
            for place, paper_weight in self._uses.get(term, ()):
                totals[place] += weight * paper_weight
        return totals
