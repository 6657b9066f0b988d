"""From the source into the store, a day at a time."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot import due
from bot.apart import apart
from bot.digests.doubts import reason_to_doubt
from bot.digests.source_answers import (
    DoubtError,
    background_of,
    doubted,
    doubted_reason,
    take_or_keep_aside,
)
from bot.errors import SourceError
from bot.models import DoubtReason, Edition, Paper
from bot.models.clock import Clock
from bot.settings import ScheduleSettings
from bot.sources import Source
from bot.store import Store, editions, subscriptions

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Collector:
    """Asks a source for days and keeps what it lists."""

    store: Store
    source: Source
    schedule: ScheduleSettings
    clock: Clock

    async def collect_day(self, day: date) -> Edition:
        """Fetch a day and keep it; a SourceError is noted in the store and raised.

        An answer that is doubted (see `bot.digests.doubts`) is asked for again at once. If it is doubted
        still, it is kept aside as a DoubtError, and the longer list stays; a thin one is kept, but not
        finished.
        """
        now, ended_at = self.clock(), due.end_of(day, self.schedule.day_ends)
        try:
            papers = await _asked(self.store, self.source, day, finished=now >= ended_at)
        except SourceError as error:
            async with self.store.transaction() as tx:
                await editions.save_problem(tx, day, str(error), now)
            raise
        answer = Edition(day=day, papers=papers, fetched_at=now)
        async with self.store.transaction() as tx:
            doubt = await take_or_keep_aside(tx, answer, ended_at)
        if doubt and doubt.reason is not DoubtReason.THIN:
            raise doubted(day, doubt)
        return answer

    async def collected_day(self, day: date) -> Edition:
        """The day as stored; fetched before, if the source may have more of it. SourceError if that fails.

        A day known from an archive alone counts as never fetched. If the source answers, but is not believed,
        the day is given as it stays.
        """
        async with self.store.reading() as view:
            state = next(iter(await editions.edition_states(view, [day])), None)
            stored = await editions.edition(view, day)
        every = timedelta(minutes=self.schedule.collect_minutes)
        if stored and not due.wants_asking(day, self.clock(), state, self.schedule.day_ends, every):
            return stored
        try:
            return await self.collect_day(day)
        except DoubtError:
            if (stays := await self._stored(day)) is None:
                raise
            return stays

    async def refresh_day(self, day: date) -> None:
        """Take the newest counts of a day that is over, at one question; SourceError if the source fails.

        An answer that is doubted changes nothing, however often it comes: what was posted of the day is
        posted, and only its counts are wanted.
        """
        papers = await self.source.fetch_day(day)
        answer = Edition(day=day, papers=papers, fetched_at=self.clock())
        async with self.store.transaction() as tx:
            if (reason := await doubted_reason(tx, answer, finished=True)) is None:
                await editions.save_edition(tx, answer, finished=True)
        if reason is not None:
            log.info("%s stays as it is stored: its newest list is doubted (%s)", day, reason)

    async def readable_day(self, day: date) -> Edition:
        """The same for somebody who only reads: what is stored is better than nothing if the source fails."""
        try:
            return await self.collected_day(day)
        except SourceError as error:
            if (stored := await self._stored(day)) is None:
                raise
            log.warning("%s is shown as it is stored: %s", day, error)
            return stored

    async def latest_day(self) -> date | None:
        """The last finished day that lists papers, as far as the source is asked: `look_back_days` back.

        Without an answer of the source it is the store's last one; SourceError if that has none either.
        """
        async with self.store.reading() as view:
            stored = await editions.latest_finished(view)
        newest, look_back = (
            due.finished_day(self.clock(), self.schedule.day_ends),
            self.schedule.look_back_days,
        )
        back = min((newest - stored).days if stored else look_back, look_back)
        try:
            for day in (newest - n * due.DAY for n in range(back)):
                if (await self.collected_day(day)).papers:
                    return day
        except SourceError as error:
            if stored is None:
                raise
            log.warning("no day after %s could be asked for: %s", stored, error)
        return stored

    async def collect_due(self) -> None:
        """Fetch the days that are due now. A failing day is logged and asked for again next time."""
        for day in await _days_due(self.store, self.schedule, self.clock()):
            try:
                with apart(f"fetching {day}"):
                    edition = await self.collect_day(day)
                    log.info("%s lists %d papers", day, len(edition.papers))
            except DoubtError as error:
                log.warning("%s", error)
            except SourceError as error:
                log.warning("%s could not be fetched: %s", day, error)

    async def _stored(self, day: date) -> Edition | None:
        async with self.store.reading() as view:
            return await editions.edition(view, day)


async def _asked(store: Store, source: Source, day: date, *, finished: bool) -> tuple[Paper, ...]:
    """The answer; the second one, if the first is doubted."""
    papers = await source.fetch_day(day)
    async with store.reading() as view:
        background = await background_of(view, day, papers)
    if reason_to_doubt(papers, background, finished=finished) is None:
        return papers
    return await source.fetch_day(day)


async def _days_due(store: Store, schedule: ScheduleSettings, now: datetime) -> list[date]:
    newest = due.finished_day(now, schedule.day_ends)
    async with store.reading() as view:
        states = await editions.states_since(view, newest - timedelta(days=schedule.look_back_days))
        settled = await subscriptions.oldest_settled_day(view)
    oldest = newest if settled is None else min(newest, settled + due.DAY)
    return due.days_to_collect(
        now,
        states,
        oldest=max(oldest, newest - timedelta(days=schedule.look_back_days)),
        day_ends=schedule.day_ends,
        every=timedelta(minutes=schedule.collect_minutes),
    )
