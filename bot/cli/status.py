"""`status`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import click

from bot import due
from bot.alerts.person_alerts import NOTIFICATION_LIFETIME
from bot.app.service import Service
from bot.cli import channel_status, list_doubts, model_use, notifications
from bot.cli.notifications import NotificationCounts
from bot.cli.session import moment, tell, with_service
from bot.digests.overview import OVERVIEW_DAYS, days_of
from bot.digests.status import ChannelDay
from bot.models import Doubt, Subscription
from bot.settings import ScheduleSettings, SummarySettings
from bot.store import Reading, deliveries, doubts, leases, subscriptions, summaries
from bot.summaries.model_use import Use


class _Report(NamedTuple):
    """What is told, as of `now`; `use` and the notifications that came to nothing are counted since a day."""

    now: datetime
    channels: Sequence[tuple[Subscription, Sequence[ChannelDay]]]
    holder: str | None
    waiting: int
    next_attempt_at: datetime | None
    notifications: NotificationCounts
    doubts: Mapping[date, Doubt]
    use: Use
    since: date


@click.command("status")
@click.option(
    "--days",
    metavar="N",
    type=click.IntRange(1, 366),
    default=OVERVIEW_DAYS,
    show_default=True,
    help="How far back.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, times in UTC.")
@with_service
async def command(service: Service, *, days: int, as_json: bool) -> None:
    """Tell what became of each channel's days, why, and what waits to be sent."""
    now, schedule = service.clock(), service.settings.schedule
    newest = due.finished_day(now, schedule.day_ends)
    report_days = [newest - timedelta(days=back) for back in reversed(range(days))]
    async with service.store.reading() as view:
        report = await _gathered(view, schedule, report_days, now)
    if as_json:
        click.echo(json.dumps(_as_json(report, service.settings.summary), indent=2))
    else:
        _print(report, service.settings.summary)


async def _gathered(
    view: Reading, schedule: ScheduleSettings, report_days: Sequence[date], now: datetime
) -> _Report:
    waiting, next_attempt_at, on_hold = await deliveries.outbox.backlog(view)
    return _Report(
        now=now,
        channels=await days_of(
            view, await subscriptions.every(view), report_days, now=now, schedule=schedule
        ),
        holder=await leases.holder(view, now),
        waiting=waiting + on_hold,
        next_attempt_at=next_attempt_at,
        notifications=await notifications.counted(
            view, max(report_days[0], (now - NOTIFICATION_LIFETIME).date())
        ),
        doubts=await doubts.doubts_of(view, [*report_days, now.date()]),
        use=await summaries.use_since(view, report_days[0]),
        since=report_days[0],
    )


def _as_json(report: _Report, model: SummarySettings) -> dict[str, Any]:
    after = report.next_attempt_at
    return {
        "bot": report.holder,
        "queue": {"waiting": report.waiting, "next_attempt_at": after and after.isoformat()},
        "channels": [channel_status.report(subscription, lines) for subscription, lines in report.channels],
        "doubts": list_doubts.report(report.doubts),
        "letters": notifications.report(report.notifications),
        "summaries": model_use.report(report.use, model, report.since, report.now.date()),
    }


def _print(report: _Report, model: SummarySettings) -> None:
    for subscription, lines in report.channels:
        channel_status.show(subscription, lines)
    if not report.channels:
        tell("cli-no-channels")
    list_doubts.show(report.doubts)
    _print_queue(report.waiting, report.next_attempt_at, report.holder)
    notifications.show(report.notifications)
    model_use.show(report.use, model, report.since, report.now.date())


def _print_queue(waiting: int, next_attempt_at: datetime | None, holder: str | None) -> None:
    if holder:
        tell("status-bot-runs", holder=holder)
    else:
        tell("status-no-bot")
    if waiting and next_attempt_at:
        tell("status-queue", waiting=waiting, next=moment(next_attempt_at))
    else:
        tell("status-queue-idle", waiting=waiting)
