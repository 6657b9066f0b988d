"""The papers nearest to each paper, by their vectors: lists that grow as one is compared with another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.models import NearPaper
from bot.ranking.taste import shared_terms
from bot.ranking.vectors import Vector, dot

LIKE_PAPERS = 5  # at most, in each list

_WHOLE = 1_000  # the nearness of a paper to itself

NearPapers = Sequence[NearPaper]  # nearest first


class NearestPapers:
    """Lists by paper id, begun with those that are stored; `changed` has those that changed since."""

    def __init__(self, vectors: Mapping[str, Vector], stored: Mapping[str, NearPapers]) -> None:
        self._vectors, self._stored = vectors, stored
        self.changed: dict[str, NearPapers] = {}

    def of(self, paper_id: str) -> NearPapers:
        """The papers nearest to this one."""
        return self.changed.get(paper_id, self._stored.get(paper_id, ()))

    def compare(self, left: str, right: str) -> None:
        """Two papers that have vectors: each takes its place among those nearest to the other."""
        nearness = round(_WHOLE * dot(self._vectors[left], self._vectors[right]))
        if nearness > 0:
            self._place(left, right, nearness)
            self._place(right, left, nearness)

    def _place(self, paper_id: str, near_id: str, nearness: int) -> None:
        near = [each for each in self.of(paper_id) if each.paper_id != near_id]
        if len(near) < LIKE_PAPERS or nearness > near[-1].nearness:
            terms = shared_terms(self._vectors[near_id], self._vectors[paper_id])
            near.append(NearPaper(paper_id=near_id, nearness=nearness, terms=terms))
            near.sort(key=lambda each: (-each.nearness, each.paper_id))
            self.changed[paper_id] = near[:LIKE_PAPERS]
