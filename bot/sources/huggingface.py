"""The Hugging Face papers API."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import date
from http import HTTPStatus
from math import ceil

from aiohttp import ClientSession, ClientTimeout
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from bot.errors import SourceError
from bot.models import Paper
from bot.models.paper_ids import parse_paper_id
from bot.sources.asking import PassingError, Site, SourceAnswer, ask
from bot.sources.parsing import parse_day, parse_paper
from bot.sources.quota import Quota
from bot.sources.rate_limit import LONGEST_WAIT

log = logging.getLogger(__name__)

SITE = Site(
    busy="source-busy",
    failing="source-failing",
    timeout="source-timeout",
    unreachable="source-unreachable",
    too_large="source-too-large",
    largest_body=2_000_000,  # the largest of 98 real days has 137,048 bytes
)
LONG_WAIT = 30.0  # seconds; of such a one the log tells, since nothing else happens


class HuggingFace:
    """Asks one Hugging Face site. A `Source`.

    A question is tried `attempts` times, each for `timeout_seconds`. Waits between them grow from one second,
    with jitter; they are longer than the server asked for, but never longer than `longest_wait` seconds.
    Nothing is asked while `quota`, shared with other clients of the site, says so, or has only `reserve`
    questions left. Every method raises SourceError that tells what happened last.
    """

    def __init__(
        self,
        session: ClientSession,
        base_url: str,
        *,
        attempts: int = 4,
        timeout_seconds: float = 20,
        longest_wait: float = LONGEST_WAIT,
        quota: Quota | None = None,
        reserve: int = 0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._session = session
        self._base_url = base_url.rstrip("/")
        self._attempts = attempts
        self._timeout = ClientTimeout(total=timeout_seconds)
        self._longest_wait = longest_wait
        self._quota, self._reserve = quota, reserve
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
        return await asyncio.to_thread(parse_day, _good_body(answer))

    async def fetch_paper(self, paper_id: str) -> Paper | None:
        """The paper, or None if Hugging Face has no page for it; ids of the old style it never has."""
        if "/" in paper_id or parse_paper_id(paper_id) != paper_id:
            return None
        answer = await self._get(f"/api/papers/{paper_id}", {})
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        paper = await asyncio.to_thread(parse_paper, _good_body(answer))
        if paper.id != paper_id:
            raise SourceError("source-other-paper", id=paper_id)
        return paper

    async def _get(self, path: str, query: dict[str, str]) -> SourceAnswer:
        retrying = AsyncRetrying(
            sleep=self._sleep,
            stop=stop_after_attempt(self._attempts),
            wait=self._wait,
            retry=retry_if_exception_type(PassingError),
            before_sleep=_log_failure,
            reraise=True,
        )
        return await retrying(self._ask, path, query)

    async def _ask(self, path: str, query: dict[str, str]) -> SourceAnswer:
        quota = self._quota
        if quota and (wait := quota.wait(self._reserve)) > 0:
            raise PassingError("source-not-yet", seconds=ceil(wait), wait=wait)
        if quota:
            quota.count()
        return await ask(
            self._session,
            self._base_url + path,
            query,
            site=SITE,
            patience=self._timeout,
            listen=quota.learn if quota else None,
        )

    def _wait(self, state: RetryCallState) -> float:
        error = _failure(state)
        asked = error.wait if isinstance(error, PassingError) else 0.0
        return min(self._longest_wait, asked + self._backoff(state))


def _failure(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _good_body(answer: SourceAnswer) -> bytes:
    if answer.status != HTTPStatus.OK:
        raise SourceError("source-refused", status=answer.status)
    return answer.body


def _log_failure(state: RetryCallState) -> None:
    wait = state.next_action.sleep if state.next_action else 0.0
    level = logging.WARNING if wait >= LONG_WAIT else logging.INFO
    log.log(level, "attempt %d: %s Next try in %.0f s", state.attempt_number, _failure(state), wait)
