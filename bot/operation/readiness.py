"""Whether the bot does all that it is for, and if not, why: Discord, the store, the source, the posts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from bot import due
from bot.errors import PaperboyError, SourceError, StoreError
from bot.models.clock import Clock
from bot.operation.presence import Presence
from bot.settings import ScheduleSettings
from bot.store import Store, editions, subscriptions, vitals

STORE_SECONDS = 5.0
# A day that the source tells oddly is posted 45 minutes after its end all the same.
LATE = timedelta(hours=1)


class Check(NamedTuple):
    """One part, by its name as a metric's label, and what is wrong with it."""

    part: str
    problem: PaperboyError | None


@dataclass(frozen=True)
class Readiness:
    """Asks each part; one that fails hides no other."""

    store: Store
    schedule: ScheduleSettings
    presence: Presence
    clock: Clock

    async def checks(self) -> list[Check]:
        """All parts, in the order in which they need each other."""
        return [
            Check("store", await _problem(self._store_problem)),
            Check("discord", self.presence.problem()),
            Check("source", await _problem(self._source_problem)),
            Check("posts", await _problem(self._overdue_problem)),
        ]

    async def _store_problem(self) -> PaperboyError | None:
        async with self.store.reading() as view:
            await vitals.overdue_channels(view, self.clock())
        return None

    async def _source_problem(self) -> PaperboyError | None:
        """The last day that was over an hour ago was not fetched since, though channels wait for it."""
        day = due.finished_day(self.clock() - LATE, self.schedule.day_ends)
        async with self.store.reading() as view:
            awaited = await subscriptions.oldest_settled_day(view)
            states = await editions.edition_states(view, [day])
        if awaited is None or any(state.finished for state in states):
            return None
        return SourceError("ready-source", day=day, problem=(states[0].problem if states else None) or "?")

    async def _overdue_problem(self) -> PaperboyError | None:
        async with self.store.reading() as view:
            channels = await vitals.overdue_channels(view, self.clock() - LATE)
        return StoreError("ready-overdue", channels=channels) if channels else None


async def _problem(check: Callable[[], Awaitable[PaperboyError | None]]) -> PaperboyError | None:
    try:
        async with asyncio.timeout(STORE_SECONDS):
            return await check()
    except TimeoutError:
        return StoreError("store-busy")
    except PaperboyError as error:
        return error
