"""Which edition days make one post of a subscription."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot import due
from bot.models import WEEKDAYS, Subscription
from bot.settings import ScheduleSettings


def skips_weekdays(subscription: Subscription) -> bool:
    """Whether it is not posted on every day of the week, so that several days make one post."""
    return len(subscription.settings.weekdays) < len(WEEKDAYS)


def posts(subscription: Subscription, schedule: ScheduleSettings) -> Callable[[date], object]:
    """Tells of an edition day to which post it belongs: days with the same answer are ranked together."""
    if not skips_weekdays(subscription):
        return lambda day: day
    chosen = subscription.settings
    return lambda day: due.posting_of(day, chosen.due_time, chosen.tz, schedule.day_ends, chosen.weekdays)
