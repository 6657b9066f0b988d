"""The next morning: the clock leaps to when a new sample day is due, and the bot does what it then does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot import due
from bot.app.client import Paperboy
from bot.app.service import Service
from bot.demo.clock import LeapingClock
from bot.demo.sample_days import sample_days, sample_summaries
from bot.demo.stage import Stage
from bot.demo.within import Within
from bot.models import ChannelSettings
from bot.store import editions

# The channels of people who chose nothing else have their papers at this time, in this zone.
_USUAL = ChannelSettings(guild_id=0, channel_id=0)


def morning_of(day: date) -> datetime:
    """When an edition day is due in a channel with the usual settings (UTC)."""
    return due.due_at(day + due.DAY, _USUAL.due_time, _USUAL.tz)


@dataclass(frozen=True)
class Mornings:
    """The mornings of the sample days that are still to come."""

    stage: Stage
    bot: Paperboy
    within: Within
    service: Service
    clock: LeapingClock

    def next_day(self) -> date | None:
        """The day whose papers come next; None if there are no more sample days."""
        return next((day for day in sample_days() if morning_of(day) > self.clock()), None)

    def leap(self, day: date) -> None:
        """Make it the morning on which this day's papers are due. The bot must be at rest: work that the leap
        interrupts looks to it as if it had taken a day, and some of it then waits for time to pass.
        """
        self.clock.leap(morning_of(day))
        env = self.stage.env
        env.backend.advance_clock(max((self.clock() - env.now()).total_seconds(), 0))

    async def post(self, day: date) -> None:
        """Let the bot fetch the day's papers, post them, and tell people of them by DM.

        What is sent appears while it is sent, also after this has ended.
        """
        await self.within.run(self._post(day))

    async def _post(self, day: date) -> None:
        await self.service.pipeline.collect()
        async with self.service.store.transaction() as tx:
            stored = await editions.edition(tx, day)
            ids = {paper.id for paper in stored.papers} if stored else set[str]()
            await editions.save_summaries(tx, [s for s in sample_summaries() if s.paper_id in ids])
        if term := self.bot.term:
            await term.edit_due()
            await term.post_due()
            await term.write_due()
