"""How a subscription would stand if it had other settings: nothing is written. Pure but for `look_out`."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from bot import due
from bot.digests.preview import Preview, look_ahead
from bot.models import ChannelSettings, Subscription
from bot.settings import Settings
from bot.store import Reading, deliveries

_NOT_STORED = 0  # the id of a subscription that nobody has started: no digest was ever shown to it


class Outlook(NamedTuple):
    """The subscription as it would stand, what it would be shown, and the finished days that it has had."""

    subscription: Subscription
    preview: Preview
    handled_days: frozenset[date]


def with_settings(
    chosen: ChannelSettings, current: Subscription | None, now: datetime, day_ends: time
) -> Subscription:
    """The current subscription with these settings, or without one a new one as it would begin now."""
    next_due_at = due.next_due(now, chosen.due_time, chosen.tz, chosen.weekdays)
    if current:
        return current.model_copy(update={"settings": chosen, "next_due_at": next_due_at})
    settled_day = due.first_settled_day(now, chosen.due_time, chosen.tz, day_ends)
    return Subscription(
        id=_NOT_STORED,
        settings=chosen,
        configured_by=None,
        settled_day=settled_day,
        next_due_at=next_due_at,
    )


async def look_out(
    view: Reading, settings: Settings, chosen: ChannelSettings, current: Subscription | None, now: datetime
) -> Outlook:
    """The outlook of the current subscription, or a new one, with the chosen settings."""
    subscription = with_settings(chosen, current, now, settings.schedule.day_ends)
    preview = await look_ahead(view, settings, subscription, now)
    since = subscription.settled_day
    recent = await deliveries.since(view, since, [current.id]) if current else []
    return Outlook(subscription, preview, frozenset(each.day for each in recent if not each.partial))
