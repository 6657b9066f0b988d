"""Finding papers for people who wait: in the store, else at Hugging Face, else at arXiv; then they are kept.

::

    store → Hugging Face → arXiv
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine
from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import Any, NamedTuple, TypeVar

from bot.clock import Clock
from bot.errors import SourceError, UserError
from bot.models import ArxivRecord, DigestPaper, Language, Paper
from bot.settings import SummarySettings
from bot.sources import Records, Source
from bot.store import Store, editions, records
from bot.store.titles import titles_since
from bot.summaries import best_summaries
from bot.titles import Title, Titles

log = logging.getLogger(__name__)
T = TypeVar("T")

ANSWER_SECONDS = 12.0  # of the 15 in which a person has the final answer
LONG_QUEUE = 3.0  # seconds: one turn at arXiv is no queue
ASKED_A_MINUTE = 10  # questions of one person that go out to a source
HUB_AT_ONCE = 8  # questions to Hugging Face, when a message names many papers
CHUNK = 500  # titles read in without letting others work: some 15 ms


class Found(NamedTuple):
    """A paper with its summary in the asked language, the days that list it with their votes (newest first),
    and whether its authors have withdrawn it.
    """

    shown: DigestPaper
    listings: list[tuple[date, int]]
    withdrawn: bool = False


class Lookups:
    """What is asked once is asked to the end and kept, even if nobody waits for it any more."""

    def __init__(self, store: Store, hub: Source, arxiv: Records, clock: Clock) -> None:
        self._store, self._hub, self._arxiv, self._clock = store, hub, arxiv, clock
        self._papers: dict[str, asyncio.Task[Paper | None]] = {}
        self._records: dict[str, asyncio.Task[ArxivRecord | None]] = {}
        self._hub_turns = asyncio.Semaphore(HUB_AT_ONCE)
        self._budget = Budget()
        self._titles = Titles()
        self._titles_until: datetime | None = None
        self._reading_titles = asyncio.Lock()

    async def is_stored(self, paper_id: str) -> bool:
        """Whether no source need be asked. Of a paper known from an archive alone, the rest is asked for."""
        stored = await self._stored(paper_id)
        return stored is not None and stored.abstract != ""

    async def has_record(self, paper_id: str) -> bool:
        """Whether arXiv need not be asked."""
        return await self._stored_record(paper_id) is not None

    async def paper(self, paper_id: str) -> Paper | None:
        """The paper, None if nobody knows it; SourceError if nobody could be asked, or not in 12 s."""
        return await self._in_time(_once(self._papers, paper_id, self._fetch(paper_id)))

    async def record(self, paper_id: str) -> ArxivRecord | None:
        """What arXiv says of the paper, None if it does not know it; SourceError as above."""
        return await self._in_time(_once(self._records, paper_id, self._fetch_record(paper_id)))

    def spend(self, asker: int) -> None:
        """Count a question that goes out for this person; UserError if there were too many this minute."""
        self._budget.spend(asker, self._clock())

    async def suggest(self, typed: str, limit: int) -> list[Title]:
        """Up to `limit` stored titles that come near to what was typed, best first."""
        async with self._reading_titles:
            await self._read_titles()
        return self._titles.search(typed, limit)

    async def close(self) -> None:
        """Give up what is being asked."""
        tasks: list[asyncio.Task[Any]] = [*self._papers.values(), *self._records.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _stored(self, paper_id: str) -> Paper | None:
        async with self._store.reading() as view:
            return await editions.paper(view, paper_id)

    async def _stored_record(self, paper_id: str) -> ArxivRecord | None:
        async with self._store.reading() as view:
            return await records.stored_record(view, paper_id)

    async def _fetch(self, paper_id: str) -> Paper | None:
        """The paper as stored after the sources were asked, if they had to be."""
        known = await self._stored(paper_id)
        if known is not None and known.abstract:
            return known
        try:
            await self._ask_sources(paper_id)
        except SourceError:
            if known is None:
                raise
        return await self._stored(paper_id)

    async def _ask_sources(self, paper_id: str) -> None:
        """Hugging Face first, which knows votes and code; when it is down, arXiv still knows the paper."""
        down: SourceError | None = None
        try:
            async with self._hub_turns:
                paper = await self._hub.fetch_paper(paper_id)
            if paper is not None:
                async with self._store.transaction() as tx:
                    await editions.save_papers(tx, [paper], self._clock())
                return
        except SourceError as error:
            down = error
        try:
            await self._fetch_record(paper_id)
        except SourceError as error:
            raise SourceError("lookup-both-down", hub=down, arxiv=error) if down else error from None

    async def _fetch_record(self, paper_id: str) -> ArxivRecord | None:
        if (stored := await self._stored_record(paper_id)) is not None:
            return stored
        if (record := await self._arxiv.fetch_record(paper_id)) is not None:
            async with self._store.transaction() as tx:
                await records.save_record(tx, record, self._clock())
        return record

    async def _in_time(self, asking: asyncio.Task[T]) -> T:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await asyncio.shield(asking)
        except TimeoutError:
            if (seconds := self._arxiv.queue_seconds()) > LONG_QUEUE:
                raise SourceError("lookup-queue", seconds=round(seconds)) from None
            raise SourceError("lookup-slow", seconds=round(ANSWER_SECONDS)) from None

    async def _read_titles(self) -> None:
        async with self._store.reading() as view:
            new = await titles_since(view, self._titles_until)
        for number, (paper_id, text, votes, published_at, fetched_at) in enumerate(new):
            self._titles.put(Title(paper_id, text, votes, published_at or fetched_at))
            self._titles_until = fetched_at
            if number % CHUNK == CHUNK - 1:
                await asyncio.sleep(0)


class Budget:
    """How much one person may ask of the sources, counted anew each minute."""

    def __init__(self) -> None:
        self._minute = datetime.min.replace(tzinfo=UTC)
        self._asked: Counter[int] = Counter()

    def spend(self, asker: int, now: datetime) -> None:
        """Count one question; UserError that says how long to wait if it is one too many."""
        if (minute := now.replace(second=0, microsecond=0)) != self._minute:
            self._minute, self._asked = minute, Counter()
        if self._asked[asker] >= ASKED_A_MINUTE:
            wait = minute + timedelta(minutes=1) - now
            raise UserError("lookup-budget", seconds=ceil(wait.total_seconds()))
        self._asked[asker] += 1


def _once(running: dict[str, asyncio.Task[T]], key: str, question: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    """The task that asks this already, else a new one."""
    if key in running:
        question.close()
        return running[key]
    task = running[key] = asyncio.create_task(question)
    task.add_done_callback(lambda done: _finished(running, key, done))
    return task


def _finished(running: dict[str, asyncio.Task[T]], key: str, task: asyncio.Task[T]) -> None:
    running.pop(key, None)
    if not task.cancelled() and (error := task.exception()):
        log.info("%s could not be looked up: %s", key, error)


async def find_paper(
    store: Store, lookups: Lookups, summary: SummarySettings, paper_id: str, language: Language
) -> Found | None:
    """The paper with this id, None if nobody knows it; SourceError if nobody could be asked."""
    if (paper := await lookups.paper(paper_id)) is None:
        return None
    async with store.reading() as view:
        stored = await editions.stored_summaries(view, [paper_id], language)
        listings = await editions.listing_days(view, paper_id)
        record = await records.stored_record(view, paper_id)
    summaries = best_summaries([paper], language, stored, sentences=summary.sentences)
    shown = DigestPaper(paper=paper, summary=summaries[paper_id])
    return Found(shown, listings[::-1], withdrawn=record is not None and record.withdrawn)
