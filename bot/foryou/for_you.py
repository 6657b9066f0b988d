"""What people ask: a day ranked for them, papers like one, and less of this."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot import due
from bot.foryou.day_for_you import DayForYou, day_for_you
from bot.foryou.person_taste import FEWEST_SAVED, PersonPapers, person_papers
from bot.foryou.reasons import ReasonedPlace, ranked_papers, reasoned, words_of
from bot.models import Language, Paper, RankedDays, RankedPaper
from bot.models.clock import Clock
from bot.ranking.nearest import NearPapers
from bot.ranking.order import rank
from bot.ranking.spread import spread
from bot.ranking.telling import telling_terms
from bot.ranking.terms import Terms
from bot.ranking.vectors import Vector
from bot.settings import ScheduleSettings
from bot.store import Reading, Store, browse, editions, likeness, people
from bot.store import taste as tastes
from bot.vectors.at_hand import Vectors
from bot.vectors.comparing import compared, like_candidates
from bot.vectors.counting import terms_of
from bot.vectors.weighing import weigh_terms

STARTERS, STARTER_CHOICE = 10, 60  # papers offered to begin with, out of so many of the most voted

_NEWEST = 50  # papers that came since papers were last compared, which are compared when somebody asks


class ForYou:
    """What the store has for one person or another."""

    def __init__(self, store: Store, schedule: ScheduleSettings, clock: Clock) -> None:
        self._store, self._schedule, self._clock = store, schedule, clock
        self._vectors = Vectors()

    async def prepare(self) -> None:
        """Have at hand what was learned last, so that nobody waits for it."""
        async with self._store.reading() as view:
            await self._vectors.counts(view)

    async def weigh(self) -> int:
        """Weigh what new papers speak of, so that they are found as like others; how many those were."""
        async with self._store.reading() as view:
            counts = await self._vectors.counts(view)
        return await weigh_terms(self._store, counts)

    async def ranked(
        self, user_id: int, first: date, last: date, *, start: int = 0, most: int = 10
    ) -> RankedDays | None:
        """The days' papers for the person, from number `start` (from 0) on; None if no paper is known."""
        async with self._store.reading() as view:
            if not (papers := await _listed(view, first, last)):
                return None
            person = await person_papers(view, user_id)
            vectors = await self._vectors.of(view, [*person.ids, *(paper.id for paper in papers)])
            places = await asyncio.to_thread(_page, papers, person, vectors, start, most)
            page = await ranked_papers(view, places)
            marks = await tastes.marks(view, user_id, [each.paper.id for each in page])
            daily = await tastes.wants_daily(view, user_id)
        return RankedDays(
            first=first,
            last=last,
            papers=page,
            start=start,
            total=len(papers),
            taste=len(person.saved),
            needed=FEWEST_SAVED,
            saved=marks.saved,
            refused=marks.refused,
            daily=daily,
        )

    async def day(self, view: Reading, day: date) -> DayForYou:
        """The day, of which one person after the other may be told what is near to what they saved."""
        return await day_for_you(view, self._vectors, day)

    async def more_like(self, paper_id: str) -> tuple[RankedPaper, ...] | None:
        """The stored papers that are nearest to this one, nearest first; None if it is not stored."""
        async with self._store.reading() as view:
            nearest = await self._nearest(view, paper_id)
            papers = await editions.papers_by_id(view, [paper_id, *(each.paper_id for each in nearest)])
        if (paper := papers.get(paper_id)) is None:
            return None
        return tuple(
            RankedPaper(paper=near_paper, like=paper, words=words_of(near_paper, each.terms))
            for each in nearest
            if (near_paper := papers.get(each.paper_id))
        )

    async def _nearest(self, view: Reading, paper_id: str) -> NearPapers:
        nearest = (await likeness.nearest_to(view, [paper_id])).get(paper_id)
        candidates = await likeness.newest_unweighed(view, most=_NEWEST)
        if nearest is not None and not candidates:
            return nearest
        counts = await self._vectors.counts(view)
        if nearest is None:
            terms = (await terms_of(view, [paper_id])).get(paper_id, Terms())
            telling = telling_terms(counts.vector(terms), counts)
            candidates += await like_candidates(view, counts, telling)
        return (await compared(view, counts, {paper_id: candidates})).of(paper_id)

    async def wants_daily(self, user_id: int) -> bool:
        """Whether the person's DM has papers ranked for them."""
        async with self._store.reading() as view:
            return await tastes.wants_daily(view, user_id)

    async def starters(self, first: date, last: date) -> list[Paper]:
        """Papers on many topics, of the most voted of these days, for somebody who saved too few."""
        async with self._store.reading() as view:
            entries = (await browse.most_voted(view, first, last, start=0, most=STARTER_CHOICE)).entries
            papers = await editions.papers_by_id(view, [entry.paper_id for entry in entries])
            vectors = await self._vectors.of(view, papers)
        return spread([papers[e.paper_id] for e in entries if e.paper_id in papers], vectors, STARTERS)

    async def refuse(self, user_id: int, paper_id: str) -> bool:
        """Less like this, from now on; False if that is known already."""
        async with self._store.transaction() as tx:
            return await tastes.refuse(tx, user_id, paper_id, self._clock())

    async def take_back(self, user_id: int, paper_id: str) -> bool:
        """The paper is refused no longer; whether it was."""
        async with self._store.transaction() as tx:
            return await tastes.take_back(tx, user_id, paper_id)

    async def set_daily(self, user_id: int, language: Language, *, is_on: bool) -> None:
        """Whether the person's DM, in this language, is to have papers ranked for them, too."""
        now = self._clock()
        async with self._store.transaction() as tx:
            if is_on:
                await people.meet(tx, user_id, language, due.next_end(now, self._schedule.day_ends))
                await tastes.want_daily(tx, user_id, now)
            else:
                await tastes.want_no_daily(tx, user_id)


async def _listed(view: Reading, first: date, last: date) -> list[Paper]:
    """The days' papers, each once, read day by day, so that others are served between."""
    papers: dict[str, Paper] = {}
    for back in range((last - first).days + 1):
        day = last - timedelta(days=back)
        papers |= {paper.id: paper for paper in await editions.papers_listed(view, day, day)}
    return list(papers.values())


def _page(
    papers: Sequence[Paper],
    person: PersonPapers,
    vectors: Mapping[str, Vector],
    start: int,
    most: int,
) -> list[ReasonedPlace]:
    """Those in the person's order from number `start` (from 0) on; takes long enough for a thread."""
    taste = person.taste(vectors)
    return reasoned(rank(papers, vectors, taste)[start : start + most], vectors, taste)
