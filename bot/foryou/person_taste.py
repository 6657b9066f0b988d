"""A person's own papers, and the taste that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.ranking.taste import Taste, taste
from bot.ranking.vectors import Vector
from bot.store import Reading
from bot.store import taste as tastes

FEWEST_SAVED = 3  # papers that make a taste
READ_PAPERS = 100  # saved and refused last, from which a taste is made


class PersonPapers(NamedTuple):
    """The ids of the papers that a person saved and refused last, newest first."""

    saved: Sequence[str]
    refused: Sequence[str]

    @property
    def ids(self) -> list[str]:
        """All of them."""
        return [*self.saved, *self.refused]

    def taste(self, vectors: Mapping[str, Vector]) -> Taste:
        """The person's taste; without enough saved papers that of nobody. What is saved is not refused."""
        if len(self.saved) < FEWEST_SAVED:
            return taste({}, {})
        liked = {each: vectors[each] for each in self.saved if each in vectors}
        refused = {each: vectors[each] for each in self.refused if each in vectors and each not in liked}
        return taste(liked, refused)


async def person_papers(view: Reading, user_id: int) -> PersonPapers:
    """Those of one person."""
    saved = await tastes.last_saved(view, user_id, READ_PAPERS)
    return PersonPapers(saved, await tastes.last_refused(view, user_id, READ_PAPERS))
