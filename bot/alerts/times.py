"""When a person's alerts look, and when their notifications come: pure, with the time handed in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import due
from bot.models import Alert, Person, zone_names
from bot.settings import ScheduleSettings


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
