"""A person's alerts: saved, listed, paused, taken back; and when their notifications come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot import due
from bot.alerts.backtest import BACK, KEPT, open_draft
from bot.alerts.keywords import meaning, meaning_or_none
from bot.errors import UserError
from bot.models import Alert, Language, Person, zone_names
from bot.settings import ScheduleSettings
from bot.store import Store, Transaction, alerts, hits, keywords, notifications, people
from bot.store.hits import PaperHits

MOST = 25  # alerts of one person: as many as a Discord select offers
SNOOZE = timedelta(days=7)
KEYWORDS_TIDIED = 20_000  # in one transaction, for which others wait
NOTIFICATION_LIFETIME = timedelta(days=60)  # for the button that shows the rest of one


class Listed(NamedTuple):
    """An alert and how many papers of the last 30 days fit it."""

    alert: Alert
    hits: int


class Kept(NamedTuple):
    """A saved alert, its owner, and when the next notification can come (UTC)."""

    alert: Alert
    person: Person
    next_notification_at: datetime


def hour(person: Person, schedule: ScheduleSettings) -> tuple[time, ZoneInfo]:
    """The person's own time of day and zone; without them, or with a zone that this machine does not know,
    the moment when a day is finished.
    """
    if person.due_time is None or person.zone not in zone_names():
        return schedule.day_ends, ZoneInfo("UTC")
    return person.due_time, ZoneInfo(person.zone)


def first_day_after(moment: datetime, schedule: ScheduleSettings) -> date:
    """The first edition day that is finished after the moment: nobody is alerted of history."""
    return due.finished_day(moment, schedule.day_ends) + due.DAY


def next_notification_at(alert: Alert, person: Person, schedule: ScheduleSettings, now: datetime) -> datetime:
    """The first of the person's hours (UTC) at which a day is finished that the alert looks at."""
    end = due.end_of(alert.looks_from, schedule.day_ends)
    return due.next_due(max(end - timedelta(seconds=1), now), *hour(person, schedule))


async def save_draft(
    store: Store,
    schedule: ScheduleSettings,
    user_id: int,
    draft_id: int,
    language: Language,
    now: datetime,
) -> Kept:
    """Make an alert of a draft; UserError if it has expired, is known, or is one too many."""
    draft = await open_draft(store, user_id, draft_id, now)
    async with store.transaction() as tx:
        if await alerts.count(tx, user_id) >= MOST:
            raise UserError("alerts-full", most=MOST)
        keyword_id = await keywords.id_of(tx, *meaning(draft.keyword))
        looks_from = first_day_after(now, schedule)
        if not await alerts.add(tx, user_id, draft.keyword, keyword_id, now, looks_from):
            raise UserError("alerts-draft-gone")
        await hits.add(tx, (PaperHits(day, paper_id, [keyword_id]) for day, paper_id in draft.hits))
        await alerts.remove_draft(tx, draft_id)
        first_due = due.next_due(now, schedule.day_ends, ZoneInfo("UTC"))
        await people.meet(tx, user_id, language, first_due)
        person, alert = await people.person(tx, user_id), (await alerts.of_user(tx, user_id))[-1]
    assert person is not None  # noqa: S101 - just met
    return Kept(alert, person, next_notification_at(alert, person, schedule, now))


async def unsubscribe(store: Store, user_id: int, alert_id: int) -> Alert | None:
    """Take back the person's alert with this id; None if there is no such alert."""
    async with store.transaction() as tx:
        if found := await _own(tx, user_id, alert_id):
            await alerts.remove(tx, found)
        return found


async def unsubscribe_keyword(store: Store, user_id: int, typed: str) -> Alert | None:
    """Take back the person's alert with this keyword; None if there is no such alert."""
    async with store.transaction() as tx:
        if found := _typed(await alerts.of_user(tx, user_id), typed):
            await alerts.remove(tx, found)
        return found


async def keywords_of(store: Store, user_id: int) -> list[Alert]:
    """The person's alerts, oldest first."""
    async with store.reading() as view:
        return await alerts.of_user(view, user_id)


async def listed_of(store: Store, user_id: int, now: datetime) -> list[Listed]:
    """The person's alerts with their hits, oldest first."""
    since = now.astimezone(UTC).date() - timedelta(days=BACK)
    async with store.reading() as view:
        own = await alerts.of_user(view, user_id)
        counts = await hits.counts(view, [a.keyword_id for a in own if a.keyword_id is not None], since)
    return [Listed(alert, counts.get(alert.keyword_id or 0, 0)) for alert in own]


async def person_of(store: Store, user_id: int) -> Person | None:
    """The person, if they have or had alerts."""
    async with store.reading() as view:
        return await people.person(view, user_id)


async def pause(store: Store, user_id: int, alert_id: int, now: datetime) -> Alert | None:
    """Let an alert look at no day until it is resumed; None if the person has no such alert."""
    async with store.transaction() as tx:
        if found := await _own(tx, user_id, alert_id):
            await alerts.look(tx, alert_id, looks_from=found.looks_from, paused_at=now)
        return found


async def resume(
    store: Store, schedule: ScheduleSettings, user_id: int, alert_id: int, now: datetime
) -> Alert | None:
    """Let an alert look at the days that are finished from now on."""
    async with store.transaction() as tx:
        if found := await _own(tx, user_id, alert_id):
            await alerts.look(tx, alert_id, looks_from=first_day_after(now, schedule))
        return found


async def snooze(
    store: Store, schedule: ScheduleSettings, user_id: int, alert_id: int, now: datetime
) -> Alert | None:
    """Let an alert look at no day for a week."""
    until = now + SNOOZE
    async with store.transaction() as tx:
        if found := await _own(tx, user_id, alert_id):
            looks_from = first_day_after(until, schedule)
            await alerts.look(tx, alert_id, looks_from=looks_from, snoozed_until=until)
        return found


async def set_hour(
    store: Store,
    schedule: ScheduleSettings,
    user_id: int,
    due_time: time | None,
    zone: str | None,
    now: datetime,
) -> Person:
    """Send the person's notifications at this time in this zone; without them when the day is finished."""
    async with store.transaction() as tx:
        if (known := await people.person(tx, user_id)) is None:
            raise UserError("alerts-none")
        person = known.model_copy(update={"due_time": due_time, "zone": zone})
        due_at = due.next_due(now, *hour(person, schedule))
        await people.change(tx, user_id, due_time=due_time, zone=zone, next_due_at=due_at)
    return person.model_copy(update={"next_due_at": due_at})


async def retry_notifications(store: Store, user_id: int, now: datetime) -> bool:
    """Try the person's DMs again; whether a notification waited."""
    async with store.transaction() as tx:
        await people.reopen(tx, user_id)
        return await notifications.outbox.hasten(tx, [user_id], now) > 0


async def seen_again(store: Store, user_id: int, now: datetime) -> None:
    """The person used a command: a server is shared, or there is a DM, so nothing is deleted."""
    async with store.transaction() as tx:
        person = await people.person(tx, user_id)
        if person and person.unreachable_since:
            await people.change(tx, user_id, unreachable_since=None)
            await notifications.outbox.hasten(tx, [user_id], now)


async def tidy(store: Store, now: datetime) -> None:
    """Forget drafts that nobody saved, notifications of long ago, and hits that are counted no more."""
    async with store.transaction() as tx:
        await alerts.forget_drafts(tx, now - KEPT)
        await notifications.forget(tx, now - NOTIFICATION_LIFETIME)
    async with store.reading() as view:
        end = await keywords.highest_id(view) + 1
    for start in range(0, end, KEYWORDS_TIDIED):
        async with store.transaction() as tx:
            ids = range(start, min(start + KEYWORDS_TIDIED, end))
            await hits.forget(tx, ids, now.date() - 2 * timedelta(days=BACK))


async def _own(tx: Transaction, user_id: int, alert_id: int) -> Alert | None:
    return next((alert for alert in await alerts.of_user(tx, user_id) if alert.id == alert_id), None)


def _typed(own: Sequence[Alert], typed: str) -> Alert | None:
    """The alert with this very keyword, else one that means the same."""
    as_typed = next((alert for alert in own if alert.keyword.casefold() == typed.strip().casefold()), None)
    wanted = meaning_or_none(typed)
    same = (alert for alert in own if wanted and meaning_or_none(alert.keyword) == wanted)
    return as_typed or next(same, None)
