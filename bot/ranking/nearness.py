"""How near the papers of many days are to many tastes: each term is looked up once, not once a paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, islice

from bot.ranking.vectors import Vector


class Nearness:
    """Days, each given by the vectors of its papers, that are held against one direction after the other."""

    def __init__(self, days: Sequence[Sequence[Vector]]) -> None:
        self._papers = [len(vectors) for vectors in days]
        # Not lists: tens of thousands of them would hold up every look of the garbage collector.
        self._uses = defaultdict[str, dict[int, float]](dict)
        for place, vector in enumerate(chain(*days)):
            for term, weight in vector.items():
                self._uses[term][place] = weight

    def to(self, direction: Vector) -> list[list[float]]:
        """How near each paper of each day is, in their order: what `dot` gives for each."""
        totals = [0.0] * sum(self._papers)
        for term, weight in direction.items():
            for place, paper_weight in self._uses.get(term, {}).items():
                totals[place] += weight * paper_weight
        nearnesses = iter(totals)
        return [list(islice(nearnesses, papers)) for papers in self._papers]
