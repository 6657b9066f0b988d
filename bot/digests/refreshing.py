"""Days that are over are asked for again before their posts are edited: these are to show current votes."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot import due
from bot.apart import apart
from bot.digests.collector import Collector
from bot.errors import SourceError
from bot.models import EditionState
from bot.store import editions, edits

log = logging.getLogger(__name__)


@dataclass
class Refresher:
    """Asks through a collector whose source leaves to the daily list what that needs.

    It remembers what it asked, so that a source that fails is not asked at every look.
    """

    collector: Collector
    _asked_at: dict[date, datetime] = field(default_factory=dict[date, datetime])

    async def refresh_due(self) -> None:
        """Ask for the days that posts show whose edit is due soon; a day that fails stays as it is."""
        for day in await self._days():
            self._asked_at[day] = self.collector.clock()
            try:
                with apart(f"asking again for {day}"):
                    await self.collector.refresh_day(day)
            except SourceError as error:
                log.info("%s keeps its votes: %s", day, error)

    async def _days(self) -> list[date]:
        schedule, now = self.collector.schedule, self.collector.clock()
        since = now.date() - (schedule.look_back_days + 1) * due.DAY
        async with self.collector.store.reading() as view:
            days = await edits.days_shown(view, now + due.EDIT_LEAD, since)
            states = {state.day: state for state in await editions.edition_states(view, days)}
        self._asked_at = {day: asked_at for day, asked_at in self._asked_at.items() if day in states}
        return [day for day in days if day in states and self._is_stale(states[day], now)]

    def _is_stale(self, state: EditionState, now: datetime) -> bool:
        """Whether the source is to be asked. A day of which it may say more is the collector's own to ask."""
        schedule = self.collector.schedule
        every = timedelta(minutes=schedule.collect_minutes)
        times = [state.fetched_at, self._asked_at.get(state.day)]
        is_recent = any(time is not None and now - time < every for time in times)
        return due.is_settled(state, schedule.day_ends) and not is_recent
