"""Terms weighed: the rarer in the stored papers, the more a term says. TF-IDF, as vectors of length 1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.ranking.terms import Terms

Vector = Mapping[str, float]

FEWEST_PAPERS = 3  # that use a term which is counted; all rarer ones, most of all terms, weigh alike


@dataclass(frozen=True)
class TermCounts:
    """In how many of `papers` papers each term stands; those in too few need not be there (see `pruned`)."""

    papers: int
    counts: Mapping[str, int]

    def weight(self, term: str) -> float:
        """What the term says of a paper: as in BM25, nothing if half of all papers use it.

        Before anything is learned all terms weigh alike.
        """
        return _weights(self.papers)[self.counts.get(term, FEWEST_PAPERS - 1)]

    def share(self, term: str) -> float:
        """Which share of the papers uses the term, about; of a rare one, at most."""
        return self.counts.get(term, FEWEST_PAPERS - 1) / self.papers if self.papers else 0.0

    def vector(self, terms: Terms) -> Vector:
        """The paper's vector: a term used again counts less than one more, by its logarithm."""
        users, weights = self.counts.get, _weights(self.papers)
        return unit(
            {
                term: _FREQUENCIES[uses] * weights[users(term, FEWEST_PAPERS - 1)]
                for term, uses in terms.items()
            }
        )

    def vectors(self, terms: Mapping[str, Terms]) -> dict[str, Vector]:
        """The vectors of these papers, by id; so many take long enough for a thread."""
        return {paper_id: self.vector(uses) for paper_id, uses in terms.items()}


def counted(papers: Iterable[Terms]) -> TermCounts:
    """The counts of these papers' terms."""
    total, counts = 0, Counter[str]()
    for total, terms in enumerate(papers, start=1):  # noqa: B007 - read behind the loop
        counts.update(terms.keys())
    return TermCounts(total, pruned(counts))


def pruned(counts: Mapping[str, int]) -> dict[str, int]:
    """Without the terms of too few papers."""
    return {term: users for term, users in counts.items() if users >= FEWEST_PAPERS}


def dot(left: Vector, right: Vector) -> float:
    """How near two vectors are: 1 for the same paper, 0 with no term in common."""
    # In the order of the shorter one, not of a set, which differs in each process, and sums with it.
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    return sum([weight * long[term] for term, weight in short.items() if term in long])


def unit(vector: Vector) -> Vector:
    """The vector with length 1, without what weighs nothing."""
    length = math.hypot(*vector.values())
    return {term: weight / length for term, weight in vector.items() if weight} if length else {}


def centre(vectors: Iterable[Vector]) -> Vector:
    """The direction in which all these vectors point together, with length 1."""
    total: dict[str, float] = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    return unit(total)


class _Table(dict[int, float]):
    """A function's values: a look-up takes a third of the time of a call, and a page takes 50,000."""

    def __init__(self, function: Callable[[int], float]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, number: int) -> float:
        self[number] = value = self._function(number)
        return value


_FREQUENCIES = _Table(lambda uses: 1 + math.log(uses))


@lru_cache(4)  # terms are learned anew once a day
def _weights(papers: int) -> _Table:
    """What a term says by the number of its users among so many papers."""
    return _Table(lambda users: max(0.0, math.log((papers - users + 0.5) / (users + 0.5))) if papers else 1.0)
