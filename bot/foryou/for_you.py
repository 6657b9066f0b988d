"""What people ask: a day ranked for them, papers like one, and less of this."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

from bot import due
from bot.models import Language, Paper, RankedDays, RankedPaper
from bot.models.clock import Clock
from bot.ranking.nearness import Nearness
from bot.ranking.order import RankedPlace, rank
from bot.ranking.silence import worth_telling
from bot.ranking.spread import spread
from bot.ranking.taste import Taste, shared_terms, taste
from bot.ranking.telling import telling_terms
from bot.ranking.terms import wordings
from bot.ranking.vectors import Vector, dot
from bot.settings import ScheduleSettings
from bot.store import Reading, Store, browse, editions, hits, likeness, people
from bot.store import taste as tastes
from bot.store.terms import Learned
from bot.vectors.at_hand import Vectors
from bot.vectors.counting import terms_of

FEWEST_SAVED = 3  # papers that make a taste
READ_PAPERS = 100  # saved and refused last, from which a taste is made
LIKE_PAPERS = 5
USUAL_DAYS = 14  # before a day, that say what is usual; some ten of them list papers
REASON_WORDS = 3
STARTERS, STARTER_CHOICE = 10, 60  # papers offered to begin with, out of so many of the most voted

_CANDIDATES = 80  # that are compared with a paper, to find the nearest to it


class ForYou:
    """What the store has for one person or another."""

    def __init__(self, store: Store, schedule: ScheduleSettings, clock: Clock) -> None:
        self._store, self._schedule, self._clock = store, schedule, clock
        self._vectors = Vectors()
        self._usual: tuple[tuple[date, Learned | None] | None, Sequence[Nearness]] = None, ()

    async def prepare(self) -> None:
        """Have at hand what was learned last, so that nobody waits for it."""
        async with self._store.reading() as view:
            await self._vectors.counts(view)

    async def ranked(
        self, user_id: int, first: date, last: date, *, start: int = 0, most: int = 10
    ) -> RankedDays | None:
        """The days' papers for the person, from number `start` (from 0) on; None if no paper is known."""
        async with self._store.reading() as view:
            if not (papers := await _listed(view, first, last)):
                return None
            saved = await tastes.saved_papers(view, user_id, READ_PAPERS)
            refused = await tastes.refused_papers(view, user_id, READ_PAPERS)
            vectors = await self._vectors.of(view, [*papers, *saved, *refused])
            page = await asyncio.to_thread(_page, papers, saved, refused, vectors, start, most)
            marks = await tastes.marks(view, user_id, [each.paper.id for each in page])
            daily = await tastes.wants_daily(view, user_id)
        return RankedDays(
            first=first,
            last=last,
            papers=page,
            start=start,
            total=len(papers),
            taste=len(saved),
            needed=FEWEST_SAVED,
            saved=marks.saved,
            refused=marks.refused,
            daily=daily,
        )

    async def daily(
        self, view: Reading, user_id: int, day: date, *, without: Collection[str]
    ) -> Sequence[RankedPaper]:
        """The three to five papers of the day that are clearly nearer to what the person saved than a usual
        day's, but for those with these ids; none if there are too few, or nobody wants them.
        """
        if not await tastes.wants_daily(view, user_id):
            return ()
        saved = await tastes.saved_papers(view, user_id, READ_PAPERS)
        refused = await tastes.refused_papers(view, user_id, READ_PAPERS)
        papers = await editions.papers_listed(view, day, day)
        if len(saved) < FEWEST_SAVED or not papers:
            return ()
        usual = await self._usual_days(view, day)
        vectors = await self._vectors.of(view, [*papers, *saved, *refused])
        familiar = {paper.id for paper in (*saved, *refused)}.union(without)
        familiar |= await hits.notified_papers(view, user_id, [paper.id for paper in papers])
        new = [paper for paper in papers if paper.id not in familiar]
        return await asyncio.to_thread(_worth_telling, new, saved, refused, vectors, usual)

    async def _usual_days(self, view: Reading, day: date) -> Sequence[Nearness]:
        """The papers of each day shortly before: the same for everybody whose day this is."""
        key = day, await self._vectors.learned(view)
        if self._usual[0] != key:
            days = [day - timedelta(days=n) for n in range(1, USUAL_DAYS + 1)]
            lists = [await editions.papers_listed(view, each, each) for each in days]
            vectors = await self._vectors.of(view, chain(*lists))
            self._usual = key, await asyncio.to_thread(_nearnesses, lists, vectors)
        return self._usual[1]

    async def more_like(self, paper_id: str) -> tuple[RankedPaper, ...] | None:
        """The stored papers that are nearest to this one, nearest first; None if it is not stored."""
        async with self._store.reading() as view:
            if (paper := await editions.paper(view, paper_id)) is None:
                return None
            paper_vector = (await self._vectors.of(view, [paper]))[paper.id]
            ids = await likeness.candidates(view, await self._telling(view, paper, paper_vector), _CANDIDATES)
            terms = await terms_of(view, [each for each in ids if each != paper.id])
            vectors = await self._vectors.of_terms(view, terms)
            nearest = sorted(vectors, key=lambda each: (-dot(paper_vector, vectors[each]), each))[
                :LIKE_PAPERS
            ]
            papers = await editions.papers_by_id(view, nearest)
        return tuple(
            RankedPaper(
                paper=papers[each],
                like=paper,
                words=_words(papers[each], shared_terms(vectors[each], paper_vector)),
            )
            for each in nearest
            if each in papers
        )

    async def wants_daily(self, user_id: int) -> bool:
        """Whether the person's DM has papers ranked for them."""
        async with self._store.reading() as view:
            return await tastes.wants_daily(view, user_id)

    async def starters(self, first: date, last: date) -> list[Paper]:
        """Papers on many topics, of the most voted of these days, for somebody who saved too few."""
        async with self._store.reading() as view:
            entries = (await browse.most_voted(view, first, last, start=0, most=STARTER_CHOICE)).entries
            papers = await editions.papers_by_id(view, [entry.paper_id for entry in entries])
            vectors = await self._vectors.of(view, papers.values())
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

    async def _telling(self, view: Reading, paper: Paper, vector: Vector) -> list[str]:
        """How the paper writes its most telling terms."""
        counts, papers = await self._vectors.counts(view), await likeness.indexed(view)
        terms = telling_terms(vector, counts, papers)
        return list(wordings(paper, terms).values())


async def _listed(view: Reading, first: date, last: date) -> list[Paper]:
    """The days' papers, each once, read day by day, so that others are served between."""
    papers: dict[str, Paper] = {}
    for back in range((last - first).days + 1):
        day = last - timedelta(days=back)
        papers |= {paper.id: paper for paper in await editions.papers_listed(view, day, day)}
    return list(papers.values())


def _nearnesses(lists: Sequence[Sequence[Paper]], vectors: Mapping[str, Vector]) -> list[Nearness]:
    return [Nearness([vectors[paper.id] for paper in papers]) for papers in lists]


def _page(
    papers: Sequence[Paper],
    saved: Sequence[Paper],
    refused: Sequence[Paper],
    vectors: Mapping[str, Vector],
    start: int,
    most: int,
) -> tuple[RankedPaper, ...]:
    """Those in the person's order from number `start` (from 0) on; takes long enough for a thread."""
    person_taste = taste_of(saved, refused, vectors)
    page = rank(papers, vectors, person_taste)[start : start + most]
    return with_reasons(page, vectors, person_taste, {paper.id: paper for paper in saved})


def _worth_telling(
    papers: Sequence[Paper],
    saved: Sequence[Paper],
    refused: Sequence[Paper],
    vectors: Mapping[str, Vector],
    usual: Sequence[Nearness],
) -> tuple[RankedPaper, ...]:
    """Those that are clearly nearer than on usual days; takes long enough for a thread."""
    person_taste = taste_of(saved, refused, vectors)
    near = worth_telling(
        rank(papers, vectors, person_taste), [each.to(person_taste.direction) for each in usual]
    )
    return with_reasons(near, vectors, person_taste, {paper.id: paper for paper in saved})


def taste_of(saved: Sequence[Paper], refused: Sequence[Paper], vectors: Mapping[str, Vector]) -> Taste:
    """The person's taste; without enough saved papers that of nobody. What is saved, too, is not refused."""
    if len(saved) < FEWEST_SAVED:
        return taste({}, {})
    liked = {paper.id: vectors[paper.id] for paper in saved}
    return taste(liked, {paper.id: vectors[paper.id] for paper in refused if paper.id not in liked})


def with_reasons(
    places: Sequence[RankedPlace],
    vectors: Mapping[str, Vector],
    person_taste: Taste,
    saved: Mapping[str, Paper],
) -> tuple[RankedPaper, ...]:
    """The places' papers, each with its reason; `saved` are the taste's papers by id."""
    ranked: list[RankedPaper] = []
    for place in places:
        reason = person_taste.reason(place.paper.id, vectors[place.paper.id])
        like = saved[reason.paper_id] if reason else None
        words = _words(place.paper, reason.terms) if reason else ()
        ranked.append(RankedPaper(paper=place.paper, like=like, words=words))
    return tuple(ranked)


def _words(paper: Paper, terms: Sequence[str]) -> tuple[str, ...]:
    """The first few of the terms as the paper writes them, none of them within another."""
    written = wordings(paper, terms)
    words: list[str] = []
    for term in terms:
        word = written[term].casefold()
        if not any(word in chosen.casefold() or chosen.casefold() in word for chosen in words):
            words.append(written[term])
    return tuple(words[:REASON_WORDS])
