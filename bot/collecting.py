"""From the source into the store, a day at a time."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from bot import calendar
from bot.apart import apart
from bot.errors import SourceError
from bot.models import Edition
from bot.settings import ScheduleSettings
from bot.sources import Source
from bot.store import Store, editions, subscriptions

log = logging.getLogger(__name__)


async def collect_day(
    store: Store, source: Source, schedule: ScheduleSettings, day: date, now: datetime
) -> Edition:
    """Fetch a day and keep it; a SourceError is noted in the store and raised."""
    try:
        edition = Edition(day=day, papers=await source.fetch_day(day), fetched_at=now)
        await _refuse_vanished(store, edition)
    except SourceError as error:
        async with store.transaction() as tx:
            await editions.save_problem(tx, day, str(error), now)
        raise
    async with store.transaction() as tx:
        finished = calendar.is_finished(day, now, schedule.day_ends)
        await editions.save_edition(tx, edition, finished=finished)
    return edition


async def collected_day(
    store: Store, source: Source, schedule: ScheduleSettings, day: date, now: datetime
) -> Edition:
    """The day as stored; fetched before, if the source may have more of it. SourceError if that fails.

    A day known from an archive is history and given as it is; `collect_day` and `collect_due` fetch it.
    """
    async with store.reading() as view:
        state = next(iter(await editions.edition_states(view, [day])), None)
        known = await editions.edition(view, day)
    every = timedelta(minutes=schedule.collect_minutes)
    stale = not (state and state.archived) and calendar.wants_asking(
        day, now, state, schedule.day_ends, every
    )
    return await collect_day(store, source, schedule, day, now) if stale or known is None else known


async def latest_day(store: Store, source: Source, schedule: ScheduleSettings, now: datetime) -> date | None:
    """The last finished day that lists papers, as far as the source is asked: `look_back_days` back.

    Without an answer of the source it is the store's last one; SourceError if that has none either.
    """
    async with store.reading() as view:
        stored = await editions.latest_finished(view)
    newest = calendar.finished_day(now, schedule.day_ends)
    back = min((newest - stored).days if stored else schedule.look_back_days, schedule.look_back_days)
    try:
        for day in (newest - n * calendar.DAY for n in range(back)):
            if (await collected_day(store, source, schedule, day, now)).papers:
                return day
    except SourceError as error:
        if stored is None:
            raise
        log.warning("no day after %s could be asked for: %s", stored, error)
    return stored


async def _refuse_vanished(store: Store, edition: Edition) -> None:
    """A list shrinks by a paper now and then; one that is suddenly empty is the source's mistake."""
    async with store.reading() as view:
        known = await editions.edition_states(view, [edition.day])
    if known and known[0].papers and not edition.papers:
        raise SourceError("source-suddenly-empty", day=edition.day, papers=known[0].papers)


async def collect_due(store: Store, source: Source, schedule: ScheduleSettings, now: datetime) -> None:
    """Fetch the days that are wanted now. A failing day is logged and asked for again next time."""
    for day in await _wanted_days(store, schedule, now):
        try:
            with apart(f"fetching {day}"):
                edition = await collect_day(store, source, schedule, day, now)
                log.info("%s lists %d papers", day, len(edition.papers))
        except SourceError as error:
            log.warning("%s could not be fetched: %s", day, error)


async def _wanted_days(store: Store, schedule: ScheduleSettings, now: datetime) -> list[date]:
    async with store.reading() as view:
        known = {state.day: state for state in await editions.edition_states(view)}
        settled = await subscriptions.oldest_settled_day(view)
    newest = calendar.finished_day(now, schedule.day_ends)
    oldest = newest if settled is None else min(newest, settled + calendar.DAY)
    return calendar.days_to_collect(
        now,
        known,
        oldest=max(oldest, newest - timedelta(days=schedule.look_back_days)),
        day_ends=schedule.day_ends,
        every=timedelta(minutes=schedule.collect_minutes),
    )
