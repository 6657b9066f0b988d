"""When things happen: APScheduler as a clock with a few interval jobs, and nothing else.

What is due stands in the store, so a job that comes late, or twice, does no harm.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any, Protocol, cast

from bot.app.troubles import Troubles
from bot.errors import PaperboyError

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]
WATCH_SECONDS = 30.0
JUMP_SECONDS = 5.0


class _Scheduled(Protocol):
    def modify(self, **changes: Any) -> object: ...


class _IntervalClock(Protocol):
    """What we use of apscheduler.schedulers.asyncio.AsyncIOScheduler, which has no types."""

    def add_job(self, func: Callable[..., object], trigger: str, **options: Any) -> _Scheduled: ...
    def start(self) -> None: ...
    def shutdown(self, wait: bool) -> None: ...


class Scheduler:
    """Runs jobs every so often; a job is never run beside itself, and what it raises is logged: a sentence
    for people once, until what it tells of is over. A clock that is set back is noticed within
    `watch_seconds`.
    """

    def __init__(self, troubles: Troubles | None = None, watch_seconds: float = WATCH_SECONDS) -> None:
        self._troubles = troubles or Troubles(log)
        library = import_module("apscheduler.schedulers.asyncio")
        self._clock = cast(_IntervalClock, library.AsyncIOScheduler(timezone=UTC))
        self._watch_seconds = watch_seconds
        self._watch: asyncio.Task[None] | None = None
        self._scheduled: dict[Job, _Scheduled] = {}
        # APScheduler would cancel what it runs itself at its end, in the middle of a transaction.
        self._at_work: dict[Job, asyncio.Task[None]] = {}

    def every(self, seconds: float, job: Job, *, first_after: float = 0.0) -> None:
        """Run `job` so many seconds after the start and then every `seconds`; left out while it is still at
        work.
        """
        self._scheduled[job] = self._clock.add_job(
            self._begin,
            "interval",
            args=(job,),
            seconds=seconds,
            next_run_time=datetime.now(UTC) + timedelta(seconds=first_after),
            coalesce=True,
            misfire_grace_time=None,  # late is better than never
        )

    def start(self) -> None:
        """Begin; there must be a running event loop."""
        self._clock.start()
        self._watch = asyncio.create_task(self._watch_the_clock())

    async def stop(self, grace_seconds: float) -> None:
        """Begin no job any more, and give those at work so long to end."""
        if self._watch is None:
            return
        self._watch.cancel()
        self._clock.shutdown(wait=False)
        at_work = [task for task in self._at_work.values() if task is not asyncio.current_task()]
        if at_work:
            _, late = await asyncio.wait(at_work, timeout=grace_seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _begin(self, job: Job) -> None:
        earlier = self._at_work.get(job)
        if earlier is None or earlier.done():
            self._at_work[job] = asyncio.create_task(self._logged(job))

    async def _logged(self, job: Job) -> None:
        try:
            await job()
        except PaperboyError as error:
            self._troubles.begins(error, job)
        except Exception:
            log.exception("a job failed; it runs again at its next time")
        else:
            self._troubles.ends(job)

    async def _watch_the_clock(self) -> None:
        """A clock that is set back by an hour would silence APScheduler for an hour."""
        while True:
            before, steady = datetime.now(UTC), time.monotonic()
            await asyncio.sleep(self._watch_seconds)
            if was_set_back(before, datetime.now(UTC), time.monotonic() - steady):
                log.warning("the clock was set back: running all jobs now")
                self.run_all_now()

    def run_all_now(self) -> None:
        """Run every job at once, and from now on every so often."""
        for job in self._scheduled:
            self.run_now(job)

    def run_now(self, job: Job) -> None:
        """Run a job at once, unless it is at work, and from now on every so often."""
        self._scheduled[job].modify(next_run_time=datetime.now(UTC))


def was_set_back(before: datetime, now: datetime, passed_seconds: float) -> bool:
    """Whether the clock shows clearly less than `before` and the seconds that really passed since."""
    return now < before + timedelta(seconds=passed_seconds - JUMP_SECONDS)
