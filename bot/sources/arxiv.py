"""The arXiv API, asked as its terms want it: by one connection, once in three seconds.

https://info.arxiv.org/help/api/tou.html
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from aiohttp import ClientError, ClientSession, ClientTimeout, StreamReader

from bot.errors import SourceError
from bot.models import ArxivRecord
from bot.sources.atom import MalformedIdError, parse_records

log = logging.getLogger(__name__)

PAUSE = 3.0  # seconds between two requests, by arXiv's terms
BATCH = 50  # ids in one request: it stays under 1,200 characters
MOST_WAITING = 500  # ids; more would wait longer than half a minute
LARGEST_BODY = 5_000_000  # bytes; an entry has some 3,000, with a thousand authors 100,000
GOOD = {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}  # the API explains a malformed id under either


class Arxiv:
    """Asks one arXiv API. All who wait for their turn share the next request. A `Records`.

    An attempt lasts at most `timeout_seconds`; `attempts` are made where another one may help.
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
        return max(0.0, self._next_at - self._clock()) + len(self._waiting) // BATCH * PAUSE

    async def _ask_all(self) -> None:
        while self._waiting:
            await self._turn()
            batch = {paper_id: self._waiting[paper_id] for paper_id in list(self._waiting)[:BATCH]}
            try:
                _answer(batch, await self._records(list(batch)))
            except Exception as error:
                _fail(batch, error)
            for paper_id in batch:
                del self._waiting[paper_id]

    async def _turn(self) -> None:
        if (wait := self._next_at - self._clock()) > 0:
            await self._sleep(wait)
        self._next_at = self._clock() + PAUSE

    async def _records(self, paper_ids: list[str]) -> Mapping[str, ArxivRecord]:
        try:
            return await self._asked(paper_ids)
        except MalformedIdError:
            if len(paper_ids) == 1:
                return {}
            middle, found = len(paper_ids) // 2, dict[str, ArxivRecord]()
            for half in (paper_ids[:middle], paper_ids[middle:]):
                await self._turn()
                found |= await self._records(half)
            return found

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
            async with self._session.get(self._url, params=query, timeout=self._timeout) as response:
                if response.status not in GOOD:
                    raise SourceError("arxiv-failing", status=response.status)
                return parse_records(await _body(response.content))
        except TimeoutError:
            raise SourceError("arxiv-timeout", seconds=self._timeout.total) from None
        except (ClientError, OSError) as error:
            raise SourceError("arxiv-unreachable", problem=str(error) or type(error).__name__) from None


async def _body(content: StreamReader) -> bytes:
    body = bytearray()
    while chunk := await content.read(65_536):
        body += chunk
        if len(body) > LARGEST_BODY:
            raise SourceError("arxiv-not-atom")
    return bytes(body)


def _answer(
    waiting: Mapping[str, asyncio.Future[ArxivRecord | None]], records: Mapping[str, ArxivRecord]
) -> None:
    for paper_id, future in waiting.items():
        future.set_result(records.get(paper_id))


def _fail(waiting: Mapping[str, asyncio.Future[ArxivRecord | None]], error: Exception) -> None:
    for future in waiting.values():
        future.set_exception(error)
        future.exception()  # those who asked may have gone: asyncio need not complain
