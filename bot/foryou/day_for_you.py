"""A day held against one person's taste after the other: what all of them share is read once."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.foryou.person_taste import FEWEST_SAVED, PersonPapers, person_papers
from bot.foryou.reasons import ReasonedPlace, ranked_papers, reasoned
from bot.models import Paper, RankedPaper
from bot.ranking.nearness import Nearness
from bot.ranking.order import rank
from bot.ranking.silence import worth_telling
from bot.ranking.vectors import Vector
from bot.store import Reading, editions, hits
from bot.vectors.at_hand import Vectors

USUAL_DAYS = 14  # before a day, that say what is usual; some ten of them list papers


@dataclass(frozen=True)
class DayForYou:
    """The day's papers and what is usual, as read when it was made; `day_for_you` makes one."""

    vectors: Vectors
    papers: Sequence[Paper]
    paper_vectors: Mapping[str, Vector]
    usual: Nearness

    async def of(self, view: Reading, user_id: int, *, without: Collection[str]) -> tuple[RankedPaper, ...]:
        """The three to five papers that are clearly nearer to what the person saved than a usual day's, but
        for those with these ids; none if there are too few.
        """
        person = await person_papers(view, user_id)
        if len(person.saved) < FEWEST_SAVED or not self.papers:
            return ()
        heard_of = await hits.notified_papers(view, user_id, self.paper_vectors)
        familiar = heard_of.union(without, person.saved, person.refused)
        new = [paper for paper in self.papers if paper.id not in familiar]
        own = await self.vectors.of(view, person.ids)
        return await ranked_papers(view, await asyncio.to_thread(self._worth_telling, new, person, own))

    def _worth_telling(
        self, papers: Sequence[Paper], person: PersonPapers, own: Mapping[str, Vector]
    ) -> list[ReasonedPlace]:
        taste = person.taste(own)
        near = worth_telling(rank(papers, self.paper_vectors, taste), self.usual.to(taste.direction))
        return reasoned(near, self.paper_vectors, taste)


async def day_for_you(view: Reading, vectors: Vectors, day: date) -> DayForYou:
    """The day, to be held against any number of tastes; made within a second, most of it in a thread."""
    papers = await editions.papers_listed(view, day, day)
    paper_vectors = await vectors.of(view, [paper.id for paper in papers])
    usual_days = [await _vectors_of(view, vectors, day - timedelta(days=n)) for n in range(1, USUAL_DAYS + 1)]
    return DayForYou(vectors, papers, paper_vectors, await asyncio.to_thread(Nearness, usual_days))


async def _vectors_of(view: Reading, vectors: Vectors, day: date) -> list[Vector]:
    return list((await vectors.of(view, await editions.listed_ids(view, day))).values())
