"""What became of channels, notifications and the language model: what `status` tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot import due
from bot.alerts.person_alerts import NOTIFICATION_LIFETIME
from bot.app.shard_lease import processes
from bot.digests.batches import CHANNELS_PER_TRANSACTION, batched
from bot.digests.overview import days_of
from bot.digests.status import ChannelDay, DayVerdict, notification_troubles
from bot.models import Doubt, Publication, Shards, Subscription
from bot.models.clock import Clock
from bot.settings import ScheduleSettings
from bot.store import (
    Reading,
    Store,
    deliveries,
    doubts,
    edits,
    leases,
    notifications,
    publications,
    subscriptions,
    summaries,
    weeks,
)
from bot.store.outbox import Backlog
from bot.summaries.model_use import Use


class NotificationCounts(NamedTuple):
    """All people's notifications: those still to be sent, and what came to nothing since the day `since`."""

    since: date
    backlog: Backlog
    troubles: dict[tuple[DayVerdict, str], int]


class LaterBacklogs(NamedTuple):
    """What is still to be done to posts or beside them."""

    edits: Backlog
    publications: Backlog
    weeks: Backlog


class StatusReport(NamedTuple):
    """As of `now`; `holder` delivers, and `processes` are those that share the shards. `use` and what came to
    nothing are counted since a day. `unpublished` goes by the id of a subscription, newest day first.
    """

    now: datetime
    channels: Sequence[tuple[Subscription, Sequence[ChannelDay]]]
    holder: str | None
    processes: Mapping[str, Shards]
    waiting: int
    next_attempt_at: datetime | None
    later: LaterBacklogs
    unpublished: Mapping[int, Sequence[Publication]]
    notifications: NotificationCounts
    doubts: Mapping[date, Doubt]
    use: Use
    since: date


@dataclass(frozen=True)
class StatusReports:
    """Reads it all as of one moment."""

    store: Store
    schedule: ScheduleSettings
    clock: Clock

    async def report(self, days: int) -> StatusReport:
        """Of the last so many finished days."""
        now = self.clock()
        newest = due.finished_day(now, self.schedule.day_ends)
        report_days = [newest - timedelta(days=back) for back in reversed(range(days))]
        async with self.store.reading() as view:
            waiting, next_attempt_at, on_hold = await deliveries.outbox.backlog(view)
            configured = await subscriptions.every(view)
            return StatusReport(
                now=now,
                channels=await days_of(view, configured, report_days, now=now, schedule=self.schedule),
                holder=await leases.holder(view, now),
                processes=processes(await leases.holders(view, now)),
                waiting=waiting + on_hold,
                next_attempt_at=next_attempt_at,
                later=await _later(view),
                unpublished=await _unpublished(view, report_days[0], configured),
                notifications=await _counted(view, max(report_days[0], (now - NOTIFICATION_LIFETIME).date())),
                doubts=await doubts.doubts_of(view, [*report_days, now.date()]),
                use=await summaries.use_since(view, report_days[0]),
                since=report_days[0],
            )


async def _counted(view: Reading, since: date) -> NotificationCounts:
    ended = await notifications.came_to_nothing(view, since)
    return NotificationCounts(since, await notifications.outbox.backlog(view), notification_troubles(ended))


async def _later(view: Reading) -> LaterBacklogs:
    outboxes = edits.outbox, publications.outbox, weeks.outbox
    return LaterBacklogs(*[await outbox.backlog(view) for outbox in outboxes])


async def _unpublished(
    view: Reading, since: date, configured: Sequence[Subscription]
) -> dict[int, list[Publication]]:
    of_subscription: defaultdict[int, list[Publication]] = defaultdict(list)
    for batch in batched(configured, CHANNELS_PER_TRANSACTION):
        for row in await publications.failed_since(view, since, [each.id for each in batch]):
            of_subscription[row.subscription_id].append(row)
    return of_subscription
