"""What the command line tells of a subscription's settings."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cli.session import language
from bot.digests.preview import Preview, a_day, spoken_caution
from bot.models import WEEKDAYS, ChannelSettings, Subscription, Weekday
from bot.texts import say, say_weekday

_LAYOUT_KEYS = {
    "compact": "cli-channel-compact",
    "thread": "cli-channel-thread",
    "forum": "cli-channel-forum",
    "posts": "cli-channel-posts",
}


def line(subscription: Subscription) -> str:
    """Where and when it is posted, and how much."""
    chosen = subscription.settings
    return say(
        language(),
        "cli-channel",
        channel=chosen.address,
        guild=str(chosen.guild_id),
        time=f"{chosen.due_time:%H:%M}",
        zone=chosen.zone,
        posts=chosen.language,
        papers=chosen.papers,
        votes=chosen.min_votes,
        next=f"{subscription.next_due_at:%Y-%m-%d %H:%M}",
    )


def details(chosen: ChannelSettings) -> Iterator[str]:
    """A line, with its end, for each setting that only few subscriptions have."""
    for key, values in _details(chosen):
        yield f"  {say(language(), key, **values)}\n"


def _details(chosen: ChannelSettings) -> Iterator[tuple[str, dict[str, object]]]:
    if chosen.topics:
        yield "cli-channel-topics", {"topics": "; ".join(chosen.topics)}
    if chosen.excluded_topics:
        yield "cli-channel-excluded", {"topics": "; ".join(chosen.excluded_topics)}
    if chosen.weekdays != WEEKDAYS:
        yield "cli-channel-weekdays", {"days": ", ".join(map(_weekday, chosen.weekdays))}
    if chosen.layout in _LAYOUT_KEYS:
        yield _LAYOUT_KEYS[chosen.layout], {}
    if not chosen.live_votes:
        yield "cli-channel-still", {}
    if chosen.weekly:
        yield "cli-channel-weekly", {"day": _weekday(chosen.weekly), "time": f"{chosen.weekly_time:%H:%M}"}
    if chosen.order_examples:
        key = "cli-channel-order-both" if chosen.order == "both" else "cli-channel-order"
        yield key, {"papers": len(chosen.examples)}
    if chosen.publish:
        yield "cli-channel-publish", {}
    if chosen.role_id:
        topics = "; ".join(chosen.role_topics) or 0
        yield "cli-channel-role", {"role": str(chosen.role_id), "topics": topics}


def preview_lines(preview: Preview) -> Iterator[str]:
    """How the last finished day would look, and what never comes; lines with their ends."""
    if preview.last_day:
        day = say(language(), "preview-day", **preview.last_day._asdict())
        yield f"  {day}\n"
    for caution in preview.cautions:
        yield f"  {spoken_caution(caution, language())}\n"


def _weekday(weekday: Weekday) -> str:
    return say_weekday(language(), a_day(weekday))
