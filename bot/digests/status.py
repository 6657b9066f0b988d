"""What became of each channel's days and of people's notifications, and why: pure.

It answers “why was nothing posted this morning?”.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot import due
from bot.models import Delivery, DeliveryState, EditionState, Model, Subscription
from bot.models.notifications import trouble_of
from bot.models.outbox import SUSPENDED
from bot.settings import ScheduleSettings

ON_TIME_TOLERANCE = timedelta(minutes=15)  # a big morning takes some minutes at Discord's pace


class DayVerdict(StrEnum):
    """What became of a day in a channel."""

    POSTED = "posted"
    LATE = "late"  # posted later than due, or still to be posted though its time has come
    DUE = "due"  # its time is still to come
    EMPTY = "empty"
    FILTERED = "filtered"
    SKIPPED = "skipped"
    FAILED = "failed"
    PAUSED = "paused"
    UNCONFIRMED = "unconfirmed"
    MERGED = "merged"  # its papers stand in the post of a later day
    BEFORE = "before"  # the channel was not subscribed yet


class ChannelDay(Model):
    """One line of the report. Times are UTC.

    `why` is a key of the catalogue (`status-why-…`), `reason` what Discord or the source said, if anything.
    """

    channel_id: int
    day: date
    verdict: DayVerdict
    messages: int = 0
    due_at: datetime
    posted_at: datetime | None = None
    why: str | None = None
    reason: str | None = None
    since: datetime | None = None
    next_attempt_at: datetime | None = None


def channel_days(
    subscription: Subscription,
    days: Sequence[date],
    editions: Mapping[date, EditionState],
    deliveries: Collection[Delivery],
    *,
    now: datetime,
    schedule: ScheduleSettings,
) -> list[ChannelDay]:
    """What became of these days in the channel; `deliveries` are the channel's own, partial posts aside."""
    by_day: dict[date, list[Delivery]] = {}
    for delivery in deliveries:
        by_day.setdefault(delivery.day, []).append(delivery)
    return [
        _with_rows(subscription, day, rows, editions.get(day), schedule)
        if (rows := by_day.get(day))
        else _without_rows(subscription, day, editions.get(day), now, schedule)
        for day in days
    ]


def notification_troubles(
    ended: Mapping[tuple[DeliveryState, str | None], int],
) -> dict[tuple[DayVerdict, str], int]:
    """How many notifications failed or are unconfirmed for which trouble.

    `ended` counts them by state and reason.

    Nothing of what stood in them is told, nor to whom they went.
    """
    counts = Counter[tuple[DayVerdict, str]]()
    for (state, reason), notifications in ended.items():
        counts[_VERDICTS[state], trouble_of(reason or "?")] += notifications
    return dict(sorted(counts.items()))


def _due_at(subscription: Subscription, day: date, schedule: ScheduleSettings) -> datetime:
    chosen = subscription.settings
    return due.posting_of(day, chosen.due_time, chosen.tz, schedule.day_ends, chosen.weekdays)


def _with_rows(
    subscription: Subscription,
    day: date,
    rows: Sequence[Delivery],
    edition: EditionState | None,
    schedule: ScheduleSettings,
) -> ChannelDay:
    due_at = _due_at(subscription, day, schedule)
    gravest = max(rows, key=lambda row: _GRAVITY.index(row.state))
    line = ChannelDay(
        channel_id=subscription.settings.channel_id,
        day=day,
        verdict=_VERDICTS[gravest.state],
        messages=sum(row.state is DeliveryState.POSTED for row in rows),
        due_at=due_at,
        posted_at=max((row.posted_at for row in rows if row.posted_at), default=None),
        reason=gravest.reason,
        since=gravest.planned_at,
        next_attempt_at=gravest.next_attempt_at,
    )
    return line.model_copy(update=_explained(line, gravest, subscription, edition))


def _explained(
    line: ChannelDay, gravest: Delivery, subscription: Subscription, edition: EditionState | None
) -> dict[str, object]:
    if line.verdict is DayVerdict.POSTED:
        return _posted(line, edition)
    if gravest.state is DeliveryState.SKIPPED and gravest.reason == SUSPENDED:
        return {"verdict": DayVerdict.PAUSED, "why": "status-why-suspended-then", "reason": None}
    if line.verdict is DayVerdict.LATE and subscription.suspended_at:
        return _suspended(subscription)
    if line.verdict is DayVerdict.LATE and subscription.paused_at:
        return {
            "verdict": DayVerdict.PAUSED,
            "why": "status-why-paused",
            "reason": subscription.paused_reason,
            "since": subscription.paused_at,
        }
    if line.verdict is DayVerdict.LATE:
        return {"why": "status-why-retried" if gravest.attempts else "status-why-waiting"}
    return {"why": _WHYS[line.verdict]}


def _posted(line: ChannelDay, edition: EditionState | None) -> dict[str, object]:
    if line.posted_at is None or line.posted_at - line.due_at <= ON_TIME_TOLERANCE:
        return {"reason": None}
    fetched_late = edition and edition.fetched_at and edition.fetched_at > line.due_at
    why = "status-why-fetched-late" if fetched_late else "status-why-sent-late"
    return {"verdict": DayVerdict.LATE, "why": why}


def _suspended(subscription: Subscription) -> dict[str, object]:
    return {
        "verdict": DayVerdict.PAUSED,
        "why": "status-why-suspended",
        "reason": None,
        "since": subscription.suspended_at,
    }


def _without_rows(
    subscription: Subscription,
    day: date,
    edition: EditionState | None,
    now: datetime,
    schedule: ScheduleSettings,
) -> ChannelDay:
    due_at = _due_at(subscription, day, schedule)
    verdict, why = _unplanned(subscription, day, edition, due_at=due_at, now=now)
    reason, since = (edition.problem, edition.problem_since) if edition else (None, None)
    if verdict is DayVerdict.PAUSED:
        reason, since = subscription.paused_reason, subscription.paused_at
    line = ChannelDay(
        channel_id=subscription.settings.channel_id,
        day=day,
        verdict=verdict,
        due_at=due_at,
        why=why,
        reason=reason,
        since=since,
    )
    if subscription.suspended_at and verdict in _OPEN:
        return line.model_copy(update=_suspended(subscription))
    return line


def _unplanned(
    subscription: Subscription, day: date, edition: EditionState | None, *, due_at: datetime, now: datetime
) -> tuple[DayVerdict, str]:
    if edition and edition.finished and not edition.papers:
        is_weekend = day.weekday() >= due.SATURDAY
        return DayVerdict.EMPTY, "status-why-weekend" if is_weekend else "status-why-nothing-listed"
    if day <= subscription.settled_day:
        return DayVerdict.BEFORE, "status-why-before"
    if subscription.paused_at:
        return DayVerdict.PAUSED, "status-why-paused"
    if due_at > now:
        return DayVerdict.DUE, "status-why-due"
    return DayVerdict.LATE, _why_unplanned(edition)


def _why_unplanned(edition: EditionState | None) -> str:
    if edition and edition.problem:
        return "status-why-source"
    is_fetched = edition is not None and edition.finished
    return "status-why-not-planned" if is_fetched else "status-why-not-fetched"


_VERDICTS = {
    DeliveryState.POSTED: DayVerdict.POSTED,
    DeliveryState.FILTERED: DayVerdict.FILTERED,
    DeliveryState.MERGED: DayVerdict.MERGED,
    DeliveryState.SKIPPED: DayVerdict.SKIPPED,
    DeliveryState.UNCONFIRMED: DayVerdict.UNCONFIRMED,
    DeliveryState.PLANNED: DayVerdict.LATE,
    DeliveryState.SENDING: DayVerdict.LATE,
    DeliveryState.FAILED: DayVerdict.FAILED,
}
_OPEN = (DayVerdict.PAUSED, DayVerdict.DUE, DayVerdict.LATE)
_WHYS = {
    DayVerdict.FILTERED: "status-why-filtered",
    DayVerdict.MERGED: "status-why-merged",
    DayVerdict.SKIPPED: "status-why-skipped",
    DayVerdict.FAILED: "status-why-failed",
    DayVerdict.UNCONFIRMED: "status-why-unconfirmed",
}
_GRAVITY = list(_VERDICTS)  # of a day with several messages, the one that an admin must know of
