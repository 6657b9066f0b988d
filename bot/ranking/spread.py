"""Papers of many kinds, for somebody of whom no taste is known yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.models import Paper
from bot.ranking.vectors import Vector, dot


def spread(papers: Sequence[Paper], vectors: Mapping[str, Vector], most: int) -> list[Paper]:
    """Up to `most` of the papers, each as unlike those before it as can be, the first paper first."""
    rest, chosen = list(papers), list[Paper]()
    likeness = dict.fromkeys((paper.id for paper in rest), 0.0)
    while rest and len(chosen) < most:
        paper = min(rest, key=lambda paper: likeness[paper.id])
        rest.remove(paper)
        chosen.append(paper)
        for each in rest:
            likeness[each.id] = max(likeness[each.id], dot(vectors[each.id], vectors[paper.id]))
    return chosen
