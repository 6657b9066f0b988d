"""What `status` says of a channel's days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from unicodedata import east_asian_width

import click

from bot.cli.session import language, moment, program, tell
from bot.digests.status import ChannelDay, DayVerdict
from bot.models import Publication, Subscription
from bot.texts import say, say_weekday

_NAMES = {
    DayVerdict.POSTED: "status-posted",
    DayVerdict.LATE: "status-late",
    DayVerdict.DUE: "status-due",
    DayVerdict.EMPTY: "status-empty",
    DayVerdict.FILTERED: "status-filtered",
    DayVerdict.MERGED: "status-merged",
    DayVerdict.SKIPPED: "status-skipped",
    DayVerdict.FAILED: "status-failed",
    DayVerdict.PAUSED: "status-paused",
    DayVerdict.UNCONFIRMED: "status-unconfirmed",
    DayVerdict.BEFORE: "status-before",
}


def report(
    subscription: Subscription, lines: Iterable[ChannelDay], unpublished: Iterable[Publication]
) -> dict[str, Any]:
    """For `--json`."""
    return {
        "channel_id": str(subscription.settings.channel_id),
        "name": subscription.settings.name,
        "guild_id": str(subscription.settings.guild_id),
        "next_due_at": subscription.next_due_at.isoformat(),
        "paused_at": subscription.paused_at and subscription.paused_at.isoformat(),
        "paused_reason": subscription.paused_reason,
        "problem": problem(subscription),
        "days": [_described(line) for line in lines],
        "unpublished": [row.model_dump(mode="json", include={"day", "reason"}) for row in unpublished],
    }


def show(subscription: Subscription, lines: Iterable[ChannelDay], unpublished: Iterable[Publication]) -> None:
    """A line for the channel, one for each day or run of days of which the same is told, and one for each
    day whose post Discord did not publish.
    """
    chosen = subscription.settings
    tell(
        "status-channel",
        channel=chosen.address,
        guild=str(chosen.guild_id),
        time=f"{chosen.due_time:%H:%M}",
        zone=chosen.zone,
        next=moment(subscription.next_due_at),
    )
    if problem(subscription):
        click.echo(f"  {problem(subscription)}")
    runs = [(_span([line.day for line in run]), text) for text, run in groupby(lines, _day_text)]
    width = max((len(span) for span, _ in runs), default=0)
    for span, text in runs:
        click.echo(f"  {span:{width}}  {text}".rstrip())
    for row in unpublished:
        tell("status-unpublished", day=str(row.day), reason=row.reason or "?")


def problem(subscription: Subscription) -> str | None:
    """Why nothing comes there at all, and what to do."""
    chosen = subscription.settings
    if chosen.has_valid_zone:
        return None
    return say(language(), "cli-channel-zone", zone=chosen.zone, channel=str(chosen.channel_id))


def _described(line: ChannelDay) -> dict[str, Any]:
    fields = line.model_dump(mode="json", exclude={"channel_id", "why"})
    return fields | {"why": _why(line)}


def _day_text(line: ChannelDay) -> str:
    return f"{_padded(say(language(), _NAMES[line.verdict]), 12)} {_detail(line)}"


def _padded(text: str, columns: int) -> str:
    # A terminal shows a syllable of Hangul two columns wide.
    return text + " " * (columns - sum(2 if east_asian_width(sign) in "FW" else 1 for sign in text))


def _span(days: Sequence[date]) -> str:
    ends = dict.fromkeys((days[0], days[-1]))
    return " – ".join(f"{day} {say_weekday(language(), day)}" for day in ends)


def _detail(line: ChannelDay) -> str:
    posted = line.posted_at and say(
        language(), "status-posted-at", at=moment(line.posted_at), messages=line.messages
    )
    return "; ".join(part for part in (posted, _why(line)) if part)


def _why(line: ChannelDay) -> str | None:
    if line.why is None:
        return None
    since = moment(line.since) if line.since else "?"
    due, after = moment(line.due_at), line.next_attempt_at
    next_attempt = moment(after) if after else "?"
    values = {"reason": line.reason or "?", "since": since, "due": due, "next": next_attempt}
    return say(language(), line.why, program=program(), **values)
