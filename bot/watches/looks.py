"""Looking at watched papers, a few at a time: their pages at Hugging Face, and what arXiv says of them.

What a look brings is stored as the paper's, or not believed; what is news to whom is for the daily DM.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from bot.apart import apart
from bot.errors import SourceError
from bot.models import ArxivRecord, Look, LookSource, Paper
from bot.models.clock import Clock
from bot.sources import Records, Source
from bot.sources.arxiv import IDS_PER_REQUEST, PAUSE_SECONDS
from bot.sources.asking import PassingError
from bot.store import Store, Transaction, editions, looks, records, watches
from bot.watches.belief import is_doubtful_page, is_doubtful_record
from bot.watches.rhythm import next_look

log = logging.getLogger(__name__)

T = TypeVar("T")

# In a run, of which there is one a minute: 150 of the 500 questions that Hugging Face grants in five minutes.
# The daily list and people have the rest.
PAGES_PER_RUN = 30


class LookResult(NamedTuple, Generic[T]):
    """What a look brought: None if the source does not know the paper, an error for no sensible answer."""

    look: Look
    answer: T | SourceError | None


@dataclass(frozen=True)
class Looks:
    """`hub` is Hugging Face for people, which leaves to the daily list what that needs."""

    store: Store
    hub: Source
    arxiv: Records
    clock: Clock

    async def run(self) -> None:
        """Look at some of the papers that are due; what could not be asked stays due."""
        await self._read_pages()
        if self.arxiv.queue_seconds() <= PAUSE_SECONDS:  # else people wait there
            await self._read_records()

    async def _read_pages(self) -> None:
        now = self.clock()
        results = await self._pages(await self._due("hub", PAGES_PER_RUN, now))
        if not results:
            return
        async with self.store.transaction() as tx:
            stored = await editions.papers_by_id(tx, [look.paper_id for look, _ in results])
            for result in results:
                with apart(f"the page of paper {result.look.paper_id}"):
                    await _keep_page(tx, result, stored.get(result.look.paper_id), now)

    async def _read_records(self) -> None:
        now = self.clock()
        results = await self._records(await self._due("arxiv", IDS_PER_REQUEST, now))
        if not results:
            return
        async with self.store.transaction() as tx:
            papers = await editions.papers_by_id(tx, [look.paper_id for look, _ in results])
            stored = await records.stored_records(tx, papers)
            for result in results:
                with apart(f"the record of paper {result.look.paper_id}"):
                    await _keep_record(tx, result, stored.get(result.look.paper_id), now)

    async def _due(self, source: LookSource, most: int, now: datetime) -> list[Look]:
        async with self.store.reading() as view:
            return await looks.due(view, source, now, most)

    async def _pages(self, due: Sequence[Look]) -> list[LookResult[Paper]]:
        """One after the other, up to the first for which the site has no time."""
        results = list[LookResult[Paper]]()
        for look in due:
            try:
                results.append(LookResult(look, await self.hub.fetch_paper(look.paper_id)))
            except PassingError as error:
                log.info("looking at watched papers pauses: %s", error)
                break
            except SourceError as error:
                results.append(LookResult(look, error))
        return results

    async def _records(self, due: Sequence[Look]) -> list[LookResult[ArxivRecord]]:
        """All in one question; none if arXiv has no time for it."""
        return [
            LookResult(look, answer)
            for look, answer in zip(due, await asyncio.gather(*map(self._record, due)), strict=True)
            if not isinstance(answer, PassingError)
        ]

    async def _record(self, look: Look) -> ArxivRecord | SourceError | None:
        try:
            return await self.arxiv.fetch_record(look.paper_id)
        except SourceError as error:
            return error


async def _keep_page(tx: Transaction, result: LookResult[Paper], stored: Paper | None, now: datetime) -> None:
    look, page = result
    is_doubtful = isinstance(page, Paper) and stored is not None and is_doubtful_page(stored, page)
    is_doubted = is_doubtful and not look.doubted
    await _put_off(tx, "hub", result, now, doubted=is_doubted)
    if isinstance(page, SourceError) or is_doubted:
        return
    if page is not None:
        await looks.keep_page(tx, page)
    await watches.begin_with(tx, page or Paper(id=look.paper_id, title="", abstract=""))


async def _keep_record(
    tx: Transaction, result: LookResult[ArxivRecord], stored: ArxivRecord | None, now: datetime
) -> None:
    look, record = result
    is_record = isinstance(record, ArxivRecord)
    is_doubted = is_record and is_doubtful_record(stored, record) and not look.doubted
    await _put_off(tx, "arxiv", result, now, doubted=is_doubted)
    if is_record and not is_doubted:
        await records.save_record(tx, record, now)


async def _put_off(
    tx: Transaction, source: LookSource, result: LookResult[Any], now: datetime, *, doubted: bool
) -> None:
    look, answer = result
    if isinstance(answer, SourceError):
        log.info("%s gave no sensible answer about paper %s: %s", source, look.paper_id, answer)
    until = next_look(look.published_at, now, is_unknown=answer is None)
    await looks.put_off(tx, source, look.paper_id, until, doubted=doubted)
