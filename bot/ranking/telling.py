"""The terms of a paper by which papers like it are looked up, before they are compared exactly."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from bot.ranking.vectors import TermCounts, Vector

# Of 1,649 papers' five nearest, 92 in 100 are among the first 16 that share most of so many terms.
MOST_TERMS = 48
# Papers that say one of them, all in all: each is looked at, and more of them take longer than a search.
MOST_LOOKED_AT = 20_000
_WHOLE = 1_000  # the weight of a paper's only term


def telling_terms(vector: Vector, counts: TermCounts) -> dict[str, int]:
    """The heaviest terms of the vector with their weights in thousandths, heaviest first.

    Those of which others are known to use them come first: a name that stands nowhere else finds nothing.
    """
    heaviest = sorted(vector, key=lambda term: (term not in counts.counts, -vector[term], term))
    return {term: round(_WHOLE * vector[term]) for term in islice(heaviest, MOST_TERMS)}


def affordable(terms: Mapping[str, int], counts: TermCounts, papers: int) -> dict[str, int]:
    """Those of the terms, heaviest first, that few enough of so many papers say."""
    room, chosen = float(MOST_LOOKED_AT), dict[str, int]()
    for term, weight in terms.items():
        looked_at = papers * counts.share(term)
        if looked_at <= room:
            chosen[term] = weight
            room -= looked_at
    return chosen
