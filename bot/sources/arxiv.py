"""The arXiv API, asked as its terms want it: by one connection, once in three seconds.

https://info.arxiv.org/help/api/tou.html
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from aiohttp import ClientSession, ClientTimeout

from bot.errors import SourceError
from bot.models import ArxivRecord
from bot.sources.asking import PassingError, Site, ask
from bot.sources.atom import MalformedIdError, parse_records

log = logging.getLogger(__name__)

PAUSE_SECONDS = 3.0  # seconds between two requests, by arXiv's terms
IDS_PER_REQUEST = 50  # ids in one request: it stays under 1,200 characters
MOST_WAITING = 500  # ids; more would wait longer than half a minute
SITE = Site(
    busy="arxiv-busy",
    failing="arxiv-failing",
    timeout="arxiv-timeout",
    unreachable="arxiv-unreachable",
    too_large="arxiv-too-large",
    largest_body=5_000_000,  # an entry has some 3,000 bytes, with a thousand authors 100,000
)
GOOD = {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}  # the API explains a malformed id under either


class Arxiv:
    """Asks one arXiv API. All who wait for their turn share the next request. A `Records`.

    An attempt lasts at most `timeout_seconds`; `attempts` are made where another one may help. When arXiv
    asks to wait, all wait that long.
    """

    def __init__(
        self,
        session: ClientSession,
        base_url: str,
        *,
        attempts: int = 2,
        timeout_seconds: float = 10,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._session, self._url = session, f"{base_url.rstrip('/')}/api/query"
        self._attempts = attempts
        self._timeout = ClientTimeout(total=timeout_seconds)
        self._clock, self._sleep = clock, sleep
        self._next_at = clock()
        self._waiting: dict[str, asyncio.Future[ArxivRecord | None]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def fetch_record(self, paper_id: str) -> ArxivRecord | None:
        """The record with that id (without version), None if there is no such paper."""
        if paper_id not in self._waiting:
            if len(self._waiting) >= MOST_WAITING:
                raise SourceError("arxiv-queue-full", seconds=round(self.queue_seconds()))
            self._waiting[paper_id] = asyncio.get_running_loop().create_future()
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask_all())
        # Others may wait for the same answer.
        return await asyncio.shield(self._waiting[paper_id])

    def queue_seconds(self) -> float:
        """About how long a question asked now has to wait for its turn."""
        return max(0.0, self._next_at - self._clock()) + len(self._waiting) // IDS_PER_REQUEST * PAUSE_SECONDS

    async def _ask_all(self) -> None:
        while self._waiting:
            await self._turn()
            batch = {paper_id: self._waiting[paper_id] for paper_id in list(self._waiting)[:IDS_PER_REQUEST]}
            try:
                _answer(batch, await self._records(list(batch)))
            except Exception as error:
                _fail(batch, error)
            for paper_id in batch:
                del self._waiting[paper_id]

    async def _turn(self) -> None:
        if (wait := self._next_at - self._clock()) > 0:
            await self._sleep(wait)
        self._next_at = self._clock() + PAUSE_SECONDS

    async def _records(self, paper_ids: list[str]) -> Mapping[str, ArxivRecord]:
        try:
            return await self._asked(paper_ids)
        except MalformedIdError:
            if len(paper_ids) == 1:
                return {}
            middle, records = len(paper_ids) // 2, dict[str, ArxivRecord]()
            for half in (paper_ids[:middle], paper_ids[middle:]):
                await self._turn()
                records |= await self._records(half)
            return records

    async def _asked(self, paper_ids: list[str]) -> Mapping[str, ArxivRecord]:
        for number in range(1, self._attempts):
            try:
                return await self._ask(paper_ids)
            except MalformedIdError:
                raise
            except SourceError as error:
                log.info("attempt %d: %s", number, error)
                await self._turn()
        return await self._ask(paper_ids)

    async def _ask(self, paper_ids: list[str]) -> Mapping[str, ArxivRecord]:
        query = {"id_list": ",".join(paper_ids), "max_results": str(len(paper_ids))}
        try:
            answer = await ask(self._session, self._url, query, site=SITE, patience=self._timeout)
        except PassingError as error:
            self._next_at = max(self._next_at, self._clock() + error.wait)
            raise
        if answer.status not in GOOD:
            raise SourceError("arxiv-failing", status=answer.status)
        return await asyncio.to_thread(parse_records, answer.body)


def _answer(
    waiting: Mapping[str, asyncio.Future[ArxivRecord | None]], records: Mapping[str, ArxivRecord]
) -> None:
    for paper_id, future in waiting.items():
        future.set_result(records.get(paper_id))


def _fail(waiting: Mapping[str, asyncio.Future[ArxivRecord | None]], error: Exception) -> None:
    for future in waiting.values():
        future.set_exception(error)
        future.exception()  # those who asked may have gone: asyncio need not complain
