"""Finding papers for people who wait: in the store, else at Hugging Face, else at arXiv; then they are kept.

::

    store → Hugging Face → arXiv
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeVar

from bot.errors import SourceError
from bot.lookup.title_index import Title, Titles
from bot.models import ArxivRecord, Paper
from bot.models.clock import Clock
from bot.questions import LatelyAsked, RunningQuestions, SlowAnswerError, in_time
from bot.sources import Records, Source
from bot.sources.arxiv import IDS_PER_REQUEST
from bot.store import Store, editions, records
from bot.store.titles import titles_since

T = TypeVar("T")

# For one paper at Hugging Face, of `ANSWER_SECONDS`: so that there is time left to ask arXiv.
HUB_SECONDS = 4.0
LONG_QUEUE = 3.0  # seconds: one turn at arXiv is no queue
HUB_AT_ONCE = 8  # questions to Hugging Face, when a message names many papers
TITLES_AT_A_TIME = 500  # titles read in without letting others work: some 15 ms


class Lookups:
    """What is asked once is asked to the end and kept, even if nobody waits for it any more.

    `hub` is Hugging Face for people who wait: one attempt, and what the daily list needs is left to it.
    """

    def __init__(self, store: Store, hub: Source, arxiv: Records, clock: Clock) -> None:
        self._store, self._hub, self._arxiv, self._clock = store, hub, arxiv, clock
        self._papers = RunningQuestions[Paper | None]()
        self._records = RunningQuestions[ArxivRecord | None]()
        self._unknown, self._unknown_to_arxiv = LatelyAsked(), LatelyAsked()
        self._hub_turns = asyncio.Semaphore(HUB_AT_ONCE)
        self._titles = Titles()
        self._titles_until: datetime | None = None
        self._reading_titles = asyncio.Lock()

    async def is_stored(self, paper_id: str) -> bool:
        """Whether there is something to show at once, if only the title that an archive knows."""
        return await self._stored(paper_id) is not None

    async def must_ask(self, paper_ids: Collection[str]) -> list[str]:
        """Those of which there is nothing to say before a source was asked."""
        now = self._clock()
        stored = await self.stored(paper_ids)
        return [each for each in paper_ids if each not in stored and not self._unknown.has(each, now)]

    async def without_record(self, paper_ids: Collection[str]) -> list[str]:
        """Those of which arXiv is still to be asked."""
        now = self._clock()
        async with self._store.reading() as view:
            stored = await records.with_records(view, paper_ids)
        unknown = self._unknown_to_arxiv
        return [each for each in paper_ids if each not in stored and not unknown.has(each, now)]

    async def stored(self, paper_ids: Collection[str]) -> dict[str, Paper]:
        """Those of the papers that are stored, by id, in the order of the ids."""
        async with self._store.reading() as view:
            papers = await editions.papers_by_id(view, paper_ids)
        return {paper_id: papers[paper_id] for paper_id in paper_ids if paper_id in papers}

    async def unknown(self, paper_ids: Collection[str]) -> list[str]:
        """Those of a few papers that no source knows, or tells of in time; all others are stored then."""
        stored = await self.stored(paper_ids)
        missing = [paper_id for paper_id in paper_ids if paper_id not in stored]
        are_known = await asyncio.gather(*map(self._is_known, missing))
        return [paper_id for paper_id, is_known in zip(missing, are_known, strict=True) if not is_known]

    async def paper(self, paper_id: str) -> Paper | None:
        """The paper as it is stored, else as a source knows it; None if nobody knows it.

        SourceError if nobody could be asked, or not in 12 s.
        """
        if (stored := await self._stored(paper_id)) is not None:
            return stored
        return None if self._unknown.has(paper_id, self._clock()) else await self._asked(paper_id)

    def is_incomplete(self, paper: Paper) -> bool:
        """Whether it is known from an archive alone, and the sources may know the rest."""
        return not paper.abstract and not self._unknown.has(paper.id, self._clock())

    async def complete(self, paper: Paper) -> bool:
        """Ask the sources for what an archive did not know; whether that brought anything.

        SourceError if nobody could be asked, or not in 12 s: then the question goes on.
        """
        return (asked := await self._asked(paper.id)) is not None and asked != paper

    async def record(self, paper_id: str) -> ArxivRecord | None:
        """What arXiv says of the paper, None if it does not know it; SourceError as above."""
        if self._unknown_to_arxiv.has(paper_id, self._clock()):
            return None
        asking = self._records.ask(paper_id, lambda: self._fetch_record(paper_id))
        return await self._in_time(asking)

    async def records(self, papers: Sequence[Paper]) -> list[ArxivRecord]:
        """What arXiv says of each of the papers, or at least what is stored of it."""
        return await asyncio.gather(*(self._record_or_less(paper) for paper in papers))

    async def record_questions(self, paper_ids: Collection[str]) -> int:
        """How many questions to arXiv their records cost: it answers for many papers at once."""
        return -(-len(await self.without_record(paper_ids)) // IDS_PER_REQUEST)

    async def suggest(self, typed: str, limit: int) -> list[Title]:
        """Up to `limit` stored titles that come near to what was typed, best first."""
        async with self._reading_titles:
            await self._read_titles()
        return self._titles.search(typed, limit)

    async def close(self) -> None:
        """Give up what is being asked."""
        await self._papers.close()
        await self._records.close()

    async def _record_or_less(self, paper: Paper) -> ArxivRecord:
        try:
            return await self.record(paper.id) or ArxivRecord(paper=paper)
        except SourceError:
            return ArxivRecord(paper=paper)

    async def _is_known(self, paper_id: str) -> bool:
        try:
            return await self.paper(paper_id) is not None
        except SourceError:
            return False

    async def _stored(self, paper_id: str) -> Paper | None:
        return (await self.stored([paper_id])).get(paper_id)

    async def _asked(self, paper_id: str) -> Paper | None:
        return await self._in_time(self._papers.ask(paper_id, lambda: self._fetch(paper_id)))

    async def _in_time(self, asking: asyncio.Task[T]) -> T:
        """The answer if it comes in 12 s; arXiv's queue may be why it does not."""
        try:
            return await in_time(asking)
        except SlowAnswerError as error:
            if (seconds := self._arxiv.queue_seconds()) > LONG_QUEUE:
                raise SourceError("lookup-queue", seconds=round(seconds)) from error
            raise

    async def _fetch(self, paper_id: str) -> Paper | None:
        """The paper as stored after the sources were asked; what they do not know is remembered."""
        await self._ask_sources(paper_id)
        paper = await self._stored(paper_id)
        if paper is None or not paper.abstract:
            self._unknown.add(paper_id, self._clock())
        return paper

    async def _ask_sources(self, paper_id: str) -> None:
        """Hugging Face first, which knows votes and code; when it is down, arXiv still knows the paper."""
        down: SourceError | None = None
        try:
            paper = await self._at_hub(paper_id)
        except SourceError as error:
            paper, down = None, error
        if paper is not None:
            async with self._store.transaction() as tx:
                await editions.save_papers(tx, [paper], self._clock())
        if paper is not None and paper.abstract:
            return
        try:
            await self._fetch_record(paper_id)
        except SourceError as error:
            raise SourceError("lookup-both-down", hub=down, arxiv=error) if down else error from None

    async def _at_hub(self, paper_id: str) -> Paper | None:
        async with self._hub_turns:
            try:
                async with asyncio.timeout(HUB_SECONDS):
                    return await self._hub.fetch_paper(paper_id)
            except TimeoutError:
                raise SourceError("source-timeout", seconds=HUB_SECONDS) from None

    async def _fetch_record(self, paper_id: str) -> ArxivRecord | None:
        async with self._store.reading() as view:
            stored = await records.stored_record(view, paper_id)
        if stored is not None:
            return stored
        if (record := await self._arxiv.fetch_record(paper_id)) is None:
            self._unknown_to_arxiv.add(paper_id, self._clock())
            return None
        async with self._store.transaction() as tx:
            await records.save_record(tx, record, self._clock())
        return record

    async def _read_titles(self) -> None:
        async with self._store.reading() as view:
            new = await titles_since(view, self._titles_until)
        for number, (paper_id, text, votes, published_at, fetched_at) in enumerate(new):
            self._titles.put(Title(paper_id, text, votes, published_at or fetched_at))
            self._titles_until = fetched_at
            if number % TITLES_AT_A_TIME == TITLES_AT_A_TIME - 1:
                await asyncio.sleep(0)
