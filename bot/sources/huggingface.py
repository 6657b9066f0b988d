"""The Hugging Face papers API."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import date
from http import HTTPStatus
from typing import NamedTuple

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from bot.errors import SourceError
from bot.models import Paper
from bot.paper_ids import parse_paper_id
from bot.sources.parsing import parse_day, parse_paper
from bot.sources.rate_limit import asked_wait

log = logging.getLogger(__name__)

LARGEST_BODY = 20_000_000  # bytes, unpacked; the largest of 98 real days has 137,048
LONGEST_WAIT = 300.0  # seconds: the window of Hugging Face's rate limit


class PassingError(SourceError):
    """May be over at the next attempt; `wait` is how many seconds the server asked for."""

    def __init__(self, key: str, *, wait: float = 0.0, **values: object) -> None:
        super().__init__(key, **values)
        self.wait = wait


class Answer(NamedTuple):
    """What came back, neither 429 nor 5xx."""

    status: int
    body: bytes


class HuggingFace:
    """Asks one Hugging Face site. A `Source`.

    A question is tried `attempts` times, each for `timeout_seconds`. Waits between them grow from one second,
    with jitter; they are longer than the server asked for, but never longer than `longest_wait` seconds.
    Every method raises SourceError that tells what happened last.
    """

    def __init__(
        self,
        session: ClientSession,
        base_url: str,
        *,
        attempts: int = 4,
        timeout_seconds: float = 20,
        longest_wait: float = LONGEST_WAIT,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._session = session
        self._base_url = base_url.rstrip("/")
        self._attempts = attempts
        self._timeout = ClientTimeout(total=timeout_seconds)
        self._longest_wait = longest_wait
        self._backoff = wait_exponential_jitter(initial=1, max=30, jitter=1)
        self._sleep = sleep

    async def fetch_day(self, day: date) -> tuple[Paper, ...]:
        """The papers listed for `day` (UTC), most voted first; empty on weekends and before there is a list.

        One question with `limit=100`, the API's maximum: the largest day seen has 71 papers, and the default
        of 50 cuts the least voted ones without a word. Pages are not asked for: their order is by votes,
        which move between two questions, so that papers would be doubled and lost.
        """
        answer = await self._get("/api/daily_papers", {"date": day.isoformat(), "limit": "100"})
        if answer.status == HTTPStatus.BAD_REQUEST:
            raise SourceError("source-bad-date", day=day.isoformat())
        return parse_day(_good_body(answer))

    async def fetch_paper(self, paper_id: str) -> Paper | None:
        """The paper, or None if Hugging Face has no page for it; ids of the old style it never has."""
        if "/" in paper_id or parse_paper_id(paper_id) != paper_id:
            return None
        answer = await self._get(f"/api/papers/{paper_id}", {})
        return None if answer.status == HTTPStatus.NOT_FOUND else parse_paper(_good_body(answer))

    async def _get(self, path: str, query: dict[str, str]) -> Answer:
        retrying = AsyncRetrying(
            sleep=self._sleep,
            stop=stop_after_attempt(self._attempts),
            wait=self._wait,
            retry=retry_if_exception_type(PassingError),
            before_sleep=_log_failure,
            reraise=True,
        )
        return await retrying(self._ask, path, query)

    async def _ask(self, path: str, query: dict[str, str]) -> Answer:
        try:
            async with self._session.get(
                self._base_url + path, params=query, timeout=self._timeout
            ) as response:
                _raise_passing(response)
                return Answer(response.status, await _body(response))
        except TimeoutError:
            raise PassingError("source-timeout", seconds=self._timeout.total) from None
        except (ClientError, OSError) as error:
            raise PassingError("source-unreachable", problem=str(error) or type(error).__name__) from None

    def _wait(self, state: RetryCallState) -> float:
        error = _failure(state)
        asked = error.wait if isinstance(error, PassingError) else 0.0
        return min(self._longest_wait, asked + self._backoff(state))


def _failure(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _raise_passing(response: ClientResponse) -> None:
    busy = response.status == HTTPStatus.TOO_MANY_REQUESTS
    if busy or response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        key = "source-busy" if busy else "source-failing"
        raise PassingError(key, status=response.status, wait=asked_wait(response.headers))


async def _body(response: ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise SourceError("source-too-large", megabytes=LARGEST_BODY // 1_000_000)
    return bytes(body)


def _good_body(answer: Answer) -> bytes:
    if answer.status != HTTPStatus.OK:
        raise SourceError("source-refused", status=answer.status)
    return answer.body


def _log_failure(state: RetryCallState) -> None:
    log.info("attempt %d: %s", state.attempt_number, _failure(state))
