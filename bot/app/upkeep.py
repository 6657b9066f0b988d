"""What the owners of the bot do with it from Discord: fetch days again, and see how all of it fares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot import due
from bot.digests.collector import Collector
from bot.digests.overview import Operation, Overviews
from bot.errors import SourceError, UserError
from bot.models.clock import Clock
from bot.store import Store, leases, notifications, subscriptions
from bot.store.outbox import Backlog

MOST_DAYS = 31  # fetched at once: the answer may take 15 minutes, and a day half a minute


class Collected(NamedTuple):
    """How many papers each day lists, and why others could not be fetched."""

    papers: Mapping[date, int]
    problems: Mapping[date, SourceError]


class Health(NamedTuple):
    """How the bot fares; `holder` is the process that delivers, and `notifications` are the DMs that wait."""

    operation: Operation
    subscriptions: int
    notifications: Backlog
    holder: str | None


@dataclass(frozen=True)
class Upkeep:
    """Who may do this is for the callers to say."""

    store: Store
    collector: Collector
    overviews: Overviews
    clock: Clock

    async def collect(self, first: date, last: date) -> Collected:
        """Fetch the days once more; UserError if they are reversed, or too many."""
        papers, problems = dict[date, int](), dict[date, SourceError]()
        for day in _days(first, last):
            try:
                papers[day] = len((await self.collector.collect_day(day)).papers)
            except SourceError as error:
                problems[day] = error
        return Collected(papers, problems)

    async def health(self) -> Health:
        """Ask the store for all that is known; the source is not asked."""
        operation = await self.overviews.operation()
        async with self.store.reading() as view:
            return Health(
                operation,
                len(await subscriptions.every(view)),
                await notifications.outbox.backlog(view),
                await leases.holder(view, self.clock()),
            )


def _days(first: date, last: date) -> Sequence[date]:
    count = (last - first).days + 1
    if count < 1:
        raise UserError("cli-days-reversed", first=first, last=last)
    if count > MOST_DAYS:
        raise UserError("admin-too-many-days", most=MOST_DAYS)
    return [first + number * due.DAY for number in range(count)]
