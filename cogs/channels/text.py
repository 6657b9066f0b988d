"""What admins are told about a channel subscription. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from discord.utils import format_dt

from bot import due
from bot.models import ChannelSettings, Delivery, DeliveryState, Language, Subscription
from bot.rendering.escape import escape, escape_within
from bot.texts import say
from cogs.channels.settings_text import LANGUAGES, special_settings

REASON = 300  # UTF-16 units shown of Discord's own words
_TROUBLES = {
    DeliveryState.FAILED: "channels-failed",
    DeliveryState.UNCONFIRMED: "channels-unconfirmed",
}
# What the newest state among a day's messages means for somebody who wants that day now.
_LATEST = {
    DeliveryState.PLANNED: "channels-latest-coming",
    DeliveryState.SENDING: "channels-latest-coming",
    DeliveryState.UNCONFIRMED: "channels-latest-unconfirmed",
    DeliveryState.FILTERED: "channels-latest-filtered",
    DeliveryState.POSTED: "channels-latest-had",
}


class Moment(NamedTuple):
    """When a report is made (UTC), and when days end (UTC)."""

    now: datetime
    day_ends: time


def mention(subscription: Subscription) -> str:
    """The channel, as Discord shows it, with the name of a subscription that has one."""
    return mention_of(subscription.settings)


def heading(subscription: Subscription) -> str:
    """How its lines begin."""
    return f"**{mention(subscription)}**"


def mention_of(chosen: ChannelSettings) -> str:
    """The channel of these settings, likewise."""
    return f"<#{chosen.channel_id}> ({escape(chosen.name)})" if chosen.name else f"<#{chosen.channel_id}>"


def next_post(subscription: Subscription, handled_days: Collection[date], day_ends: time) -> datetime:
    """The first due time (UTC) that brings something new: among the days that have ended since the due time
    before it is one that is no Saturday or Sunday, which list nothing, and that the channel has not had.
    """
    due_at, chosen = subscription.next_due_at, subscription.settings
    while not any(_is_new(day, subscription, handled_days) for day in _days_of(due_at, chosen, day_ends)):
        due_at = due.next_due(due_at, chosen.due_time, chosen.tz, chosen.weekdays)
    return due_at


def _days_of(due_at: datetime, chosen: ChannelSettings, day_ends: time) -> list[date]:
    before = due.last_due(due_at - timedelta(microseconds=1), chosen.due_time, chosen.tz, chosen.weekdays)
    first, last = due.finished_day(before, day_ends), due.finished_day(due_at, day_ends)
    return [first + n * due.DAY for n in range(1, (last - first).days + 1)]


def _is_new(day: date, subscription: Subscription, handled_days: Collection[date]) -> bool:
    return day.weekday() < due.SATURDAY and day > subscription.settled_day and day not in handled_days


def settings_line(subscription: Subscription, language: Language) -> str:
    """What the channel gets, and when, within a sentence."""
    return " · ".join(settings_lines(subscription, language))


def settings_lines(subscription: Subscription, language: Language) -> list[str]:
    """The same as lines: what all have, then each setting that few have."""
    chosen = subscription.settings
    usual = say(
        language,
        "channels-settings",
        time=chosen.due_time.strftime("%H:%M"),
        zone=escape(chosen.zone),
        spoken=say(language, LANGUAGES[chosen.language]),
        papers=chosen.papers,
        min_votes=chosen.min_votes,
        late=int(chosen.edit_late),
        live=int(chosen.live_votes),
    )
    return [usual, *special_settings(chosen, language)]


def next_line(
    subscription: Subscription, handled_days: Collection[date], language: Language, moment: Moment
) -> str:
    """When the channel's next post comes, given the days that it has had; at once if it is late."""
    due_at = next_post(subscription, handled_days, moment.day_ends)
    if due_at <= moment.now:
        return say(language, "channels-next-late", since=format_dt(due_at, "F"))
    return say(language, "channels-next", at=format_dt(due_at, "F"), distance=format_dt(due_at, "R"))


def report(
    subscription: Subscription, recent: Sequence[Delivery], language: Language, moment: Moment
) -> list[str]:
    """The lines of one channel in `/channel list`: settings, next post, pause, troubles.

    `recent` is what became of the channel's messages lately.
    """
    usual, *special = settings_lines(subscription, language)
    lines = [f"{heading(subscription)} · {usual}", *special]
    if subscription.suspended_at:
        lines.append(suspended_line(subscription, language))
    elif subscription.settings.has_valid_zone:
        lines.append(next_line(subscription, days_had(recent), language, moment))
    else:
        lines.append(say(language, "channels-unknown-zone", zone=escape(subscription.settings.zone)))
    if subscription.paused_at:
        since, reason = format_dt(subscription.paused_at, "D"), _short(subscription.paused_reason)
        lines.append(say(language, "channels-paused", since=since, reason=reason))
    return lines + [trouble_line(delivery, language) for delivery in recent if delivery.state in _TROUBLES]


def suspended_line(subscription: Subscription, language: Language) -> str:
    """Who paused it by hand, and since when."""
    who = f"<@{subscription.suspended_by}>" if subscription.suspended_by else None
    since = format_dt(subscription.suspended_at, "f") if subscription.suspended_at else "?"
    who = who or say(language, "control-somebody")
    return say(language, "control-suspended-by", who=who, since=since)


def days_had(recent: Sequence[Delivery]) -> set[date]:
    """The finished days that the channel has rows of: none of them comes again by itself."""
    return {delivery.day for delivery in recent if not delivery.partial}


def trouble_line(delivery: Delivery, language: Language) -> str:
    """One message that failed, or of which nobody knows whether it is there."""
    return say(
        language,
        _TROUBLES[delivery.state],
        day=delivery.day.isoformat(),
        part=delivery.part,
        parts=delivery.parts,
        reason=_short(delivery.reason),
    )


def latest_key(of_day: Sequence[Delivery]) -> str:
    """The text's key for what became of a day that somebody wanted to be posted now."""
    states = {delivery.state for delivery in of_day}
    return next((key for state, key in _LATEST.items() if state in states), "channels-latest-had")


def _short(reason: str | None) -> str:
    return escape_within(reason or "?", REASON)
