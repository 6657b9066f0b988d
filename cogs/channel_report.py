"""What admins are told about a channel subscription. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from discord.utils import format_dt

from bot import calendar
from bot.models import Delivery, DeliveryState, Language, Subscription
from bot.rendering.escape import escape, escape_within
from bot.texts import say

REASON = 300  # UTF-16 units shown of Discord's own words
LANGUAGES = {"ko": "commands-korean", "en": "commands-english"}
_TROUBLES = {
    DeliveryState.FAILED: "channels-failed",
    DeliveryState.UNCONFIRMED: "channels-unconfirmed",
}
# What the newest state among a day's messages means for somebody who wants that day now.
_LATEST = {
    DeliveryState.PLANNED: "channels-latest-coming",
    DeliveryState.SENDING: "channels-latest-coming",
    DeliveryState.FAILED: "channels-latest-failed",
    DeliveryState.UNCONFIRMED: "channels-latest-unconfirmed",
    DeliveryState.FILTERED: "channels-latest-filtered",
    DeliveryState.POSTED: "channels-latest-had",
}


def mention(subscription: Subscription) -> str:
    """The channel, as Discord shows it."""
    return f"<#{subscription.settings.channel_id}>"


def next_post(subscription: Subscription, day_ends: time) -> datetime:
    """The first due time (UTC) whose newest finished day is no Saturday or Sunday, which list nothing."""
    due, chosen = subscription.next_due_at, subscription.settings
    while calendar.finished_day(due, day_ends).weekday() >= calendar.SATURDAY:
        due = calendar.next_due(due, chosen.due_time, chosen.tz)
    return due


def settings_line(subscription: Subscription, language: Language) -> str:
    """What the channel gets, and when."""
    chosen = subscription.settings
    return say(
        language,
        "channels-settings",
        time=chosen.due_time.strftime("%H:%M"),
        zone=escape(chosen.zone),
        spoken=say(language, LANGUAGES[chosen.language]),
        papers=chosen.papers,
        min_votes=chosen.min_votes,
    )


def next_line(subscription: Subscription, language: Language, now: datetime, day_ends: time) -> str:
    """When the channel's next post comes; at once if its due time has passed."""
    due = next_post(subscription, day_ends)
    if due <= now:
        return say(language, "channels-next-late", since=format_dt(due, "F"))
    return say(language, "channels-next", at=format_dt(due, "F"), distance=format_dt(due, "R"))


def report(
    subscription: Subscription,
    troubles: Sequence[Delivery],
    language: Language,
    now: datetime,
    day_ends: time,
) -> list[str]:
    """The lines of one channel in `/channel list`: settings, next post, pause, troubles."""
    lines = [
        f"**{mention(subscription)}** · {settings_line(subscription, language)}",
        next_line(subscription, language, now, day_ends),
    ]
    if subscription.paused_at:
        since, reason = format_dt(subscription.paused_at, "D"), _short(subscription.paused_reason)
        lines.append(say(language, "channels-paused", since=since, reason=reason))
    return lines + [trouble_line(delivery, language) for delivery in troubles]


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


def is_trouble(delivery: Delivery) -> bool:
    """Whether an admin should hear of it."""
    return delivery.state in _TROUBLES


def latest_key(of_day: Sequence[Delivery]) -> str:
    """The text's key for what became of a day that somebody wanted to be posted now."""
    states = {delivery.state for delivery in of_day}
    return next((key for state, key in _LATEST.items() if state in states), "channels-latest-had")


def _short(reason: str | None) -> str:
    return escape_within(reason or "?", REASON)
