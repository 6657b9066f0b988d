"""`status`."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import click

from bot.app.service import Service
from bot.app.status_reports import LaterBacklogs, StatusReport
from bot.cli import channel_status, list_doubts, model_use, notifications
from bot.cli.session import moment, tell, with_service
from bot.digests.overview import OVERVIEW_DAYS
from bot.settings import SummarySettings


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
    report = await service.status_reports.report(days)
    if as_json:
        click.echo(json.dumps(_as_json(report, service.settings.summary), indent=2))
    else:
        _print(report, service.settings.summary)


def _as_json(report: StatusReport, model: SummarySettings) -> dict[str, Any]:
    after = report.next_attempt_at
    return {
        "bot": report.holder,
        "processes": {holder: str(shards) for holder, shards in report.processes.items()},
        "queue": {"waiting": report.waiting, "next_attempt_at": after and after.isoformat()},
        "later": {kind: backlog.waiting for kind, backlog in report.later._asdict().items()},
        "channels": [
            channel_status.report(subscription, lines, report.unpublished.get(subscription.id, []))
            for subscription, lines in report.channels
        ],
        "doubts": list_doubts.report(report.doubts),
        "letters": notifications.report(report.notifications),
        "summaries": model_use.report(report.use, model, report.since, report.now.date()),
    }


def _print(report: StatusReport, model: SummarySettings) -> None:
    for subscription, lines in report.channels:
        channel_status.show(subscription, lines, report.unpublished.get(subscription.id, []))
    if not report.channels:
        tell("cli-no-channels")
    list_doubts.show(report.doubts)
    _print_processes(report)
    _print_queue(report.waiting, report.next_attempt_at)
    _print_later(report.later)
    notifications.show(report.notifications)
    model_use.show(report.use, model, report.since, report.now.date())


def _print_processes(report: StatusReport) -> None:
    if report.holder and report.holder not in report.processes:
        tell("status-bot-runs", holder=report.holder)
    for holder, shards in report.processes.items():
        tell("status-leads" if holder == report.holder else "status-follows", holder=holder, shards=shards)
    if not report.holder and not report.processes:
        tell("status-no-bot")


def _print_queue(waiting: int, next_attempt_at: datetime | None) -> None:
    if waiting and next_attempt_at:
        tell("status-queue", waiting=waiting, next=moment(next_attempt_at))
    else:
        tell("status-queue-idle", waiting=waiting)


def _print_later(later: LaterBacklogs) -> None:
    counts = {kind: backlog.waiting for kind, backlog in later._asdict().items()}
    if any(counts.values()):
        tell("status-later", **counts)
