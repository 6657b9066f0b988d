"""`status`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import click

from bot import calendar
from bot.cli import letters, model_use
from bot.cli.session import language, moment, tell, with_service
from bot.models import Subscription
from bot.service import Service
from bot.status import ChannelDay, Verdict, channel_days
from bot.store import deliveries, editions, leases, subscriptions, summaries
from bot.texts import say, say_weekday

DAYS = 14
_NAMES = {
    Verdict.POSTED: "status-posted",
    Verdict.LATE: "status-late",
    Verdict.DUE: "status-due",
    Verdict.EMPTY: "status-empty",
    Verdict.FILTERED: "status-filtered",
    Verdict.SKIPPED: "status-skipped",
    Verdict.FAILED: "status-failed",
    Verdict.PAUSED: "status-paused",
    Verdict.UNCONFIRMED: "status-unconfirmed",
    Verdict.BEFORE: "status-before",
}


@click.command("status")
@click.option("--days", type=click.IntRange(1, 366), default=DAYS, show_default=True, help="How far back.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, times in UTC.")
@with_service
async def command(service: Service, *, days: int, as_json: bool) -> None:
    """Tell what became of each channel's days, why, and what waits to be sent."""
    async with service.store.reading() as view:
        known = await subscriptions.every(view)
        states = {state.day: state for state in await editions.edition_states(view)}
        newest = calendar.finished_day(service.clock(), service.settings.schedule.day_ends)
        wanted = [newest - timedelta(days=back) for back in reversed(range(days))]
        rows = [row for row in await deliveries.since(view, wanted[0]) if not row.partial]
        waiting, next_attempt_at = await deliveries.waiting(view)
        holder = await leases.holder(view, service.clock())
        use = await summaries.use_since(view, wanted[0])
        counts = await letters.counted(view, wanted[0])
    lines = {
        found.settings.channel_id: channel_days(
            found,
            wanted,
            states,
            [row for row in rows if row.subscription_id == found.id],
            now=service.clock(),
            schedule=service.settings.schedule,
        )
        for found in known
    }
    if as_json:
        queue = {"waiting": waiting, "next_attempt_at": next_attempt_at and next_attempt_at.isoformat()}
        told = _report(known, lines, queue, holder)
        told["letters"] = letters.report(counts)
        told["summaries"] = model_use.report(use, service.settings.summary, wanted[0], service.clock().date())
        click.echo(json.dumps(told, indent=2))
        return
    for found in known:
        _print_channel(found, lines[found.settings.channel_id])
    if not known:
        tell("cli-no-channels")
    _print_queue(waiting, next_attempt_at, holder)
    letters.show(counts)
    model_use.show(use, service.settings.summary, wanted[0], service.clock().date())


def _report(
    known: Sequence[Subscription],
    lines: dict[int, list[ChannelDay]],
    queue: dict[str, Any],
    holder: str | None,
) -> dict[str, Any]:
    channels = [
        {
            "channel_id": str(found.settings.channel_id),
            "guild_id": str(found.settings.guild_id),
            "next_due_at": found.next_due_at.isoformat(),
            "paused_at": found.paused_at and found.paused_at.isoformat(),
            "paused_reason": found.paused_reason,
            "days": [_described(line) for line in lines[found.settings.channel_id]],
        }
        for found in known
    ]
    return {"bot": holder, "queue": queue, "channels": channels}


def _described(line: ChannelDay) -> dict[str, Any]:
    told = line.model_dump(mode="json", exclude={"channel_id", "why"})
    return told | {"why": _why(line)}


def _print_channel(found: Subscription, lines: Sequence[ChannelDay]) -> None:
    chosen = found.settings
    tell(
        "status-channel",
        channel=str(chosen.channel_id),
        guild=str(chosen.guild_id),
        time=f"{chosen.due_time:%H:%M}",
        zone=chosen.zone,
        next=moment(found.next_due_at),
    )
    for line in lines:
        verdict, weekday = say(language(), _NAMES[line.verdict]), say_weekday(language(), line.day)
        click.echo(f"  {line.day} {weekday}  {verdict:12} {_detail(line)}".rstrip())


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
    return say(language(), line.why, reason=line.reason or "?", since=since, due=due, next=next_attempt)


def _print_queue(waiting: int, next_attempt_at: datetime | None, holder: str | None) -> None:
    if holder:
        tell("status-bot-runs", holder=holder)
    else:
        tell("status-no-bot")
    if waiting and next_attempt_at:
        tell("status-queue", waiting=waiting, next=moment(next_attempt_at))
    else:
        tell("status-queue-idle", waiting=waiting)
