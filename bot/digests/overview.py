"""What became of subscriptions' days and papers, for those who manage a server or run the bot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from bot import due
from bot.digests.absence import AbsenceReason, PaperPost, absence_of
from bot.digests.batches import CHANNELS_PER_TRANSACTION, batched
from bot.digests.composer import Composer, stored_bullets
from bot.digests.postings import posts
from bot.digests.status import ChannelDay, channel_days
from bot.digests.topics import fitting
from bot.models import Delivery, Doubt, EditionState, Publication, Subscription
from bot.models.clock import Clock
from bot.settings import ScheduleSettings, Settings
from bot.store import (
    Reading,
    Store,
    deliveries,
    doubts,
    editions,
    posted_messages,
    publications,
    subscriptions,
    summaries,
)
from bot.summaries.model_use import Use

OVERVIEW_DAYS = 14
_WEEK_DAYS = 7  # the most that one post can rank together

SubscriptionDays = tuple[Subscription, list[ChannelDay]]


class SubscriptionOverview(NamedTuple):
    """What became of each of the days in a subscription, oldest first, and what of it was not published."""

    subscription: Subscription
    days: Sequence[ChannelDay]
    unpublished: Sequence[Publication]


class Operation(NamedTuple):
    """How the bot as a whole fares: what waits to be sent, what the source failed to give, the model's use
    since the oldest day of the overview.
    """

    today: date
    waiting: int
    next_attempt_at: datetime | None
    paused: int
    problems: Sequence[EditionState]
    doubts: Mapping[date, Doubt]
    use: Use


async def days_of(
    view: Reading,
    reported: Collection[Subscription],
    days: Sequence[date],
    *,
    now: datetime,
    schedule: ScheduleSettings,
) -> list[SubscriptionDays]:
    """What became of the days, oldest first, in each subscription; no day where its zone is not known here,
    since nobody can say when they were due.
    """
    states = {state.day: state for state in await editions.edition_states(view, days)}
    rows: defaultdict[int, list[Delivery]] = defaultdict(list)
    for batch in batched(reported, CHANNELS_PER_TRANSACTION):
        for row in await deliveries.since(view, days[0], [each.id for each in batch]):
            if not row.partial:
                rows[row.subscription_id].append(row)
    return [
        (
            each,
            channel_days(each, days, states, rows[each.id], now=now, schedule=schedule)
            if each.settings.has_valid_zone
            else [],
        )
        for each in reported
    ]


@dataclass(frozen=True)
class Overviews:
    """Reads only."""

    store: Store
    settings: Settings
    clock: Clock

    @property
    def days(self) -> list[date]:
        """The last 14 finished days, oldest first."""
        newest = due.finished_day(self.clock(), self.settings.schedule.day_ends)
        return [newest - back * due.DAY for back in reversed(range(OVERVIEW_DAYS))]

    async def of_guild(self, guild_id: int) -> list[SubscriptionOverview]:
        """What became of these days in the guild's subscriptions."""
        async with self.store.reading() as view:
            reported = await subscriptions.of_guild(view, guild_id)
            failed = await publications.failed_since(view, self.days[0], [each.id for each in reported])
            return [
                SubscriptionOverview(each, days, [row for row in failed if row.subscription_id == each.id])
                for each, days in await self._days_of(view, reported, self.days)
            ]

    async def operation(self) -> Operation:
        """How the bot as a whole fares."""
        days, today = self.days, self.clock().date()
        async with self.store.reading() as view:
            waiting, next_attempt_at, paused = await deliveries.outbox.backlog(view)
            states = await editions.edition_states(view, [*days, today])
            return Operation(
                today=today,
                waiting=waiting,
                next_attempt_at=next_attempt_at,
                paused=paused,
                problems=[state for state in states if state.problem],
                doubts=await doubts.doubts_of(view, [*days, today]),
                use=await summaries.use_since(view, days[0]),
            )

    async def absence(self, subscription: Subscription, paper_id: str) -> AbsenceReason:
        """What became of a paper there; see `bot.digests.absence`."""
        async with self.store.reading() as view:
            return await self._absence(view, subscription, paper_id)

    async def _absence(self, view: Reading, subscription: Subscription, paper_id: str) -> AbsenceReason:
        finished = due.finished_day(self.clock(), self.settings.schedule.day_ends)
        listed = [day for day, _ in await editions.listing_days(view, paper_id) if day <= finished]
        day = max(listed, default=None)
        postings = [
            PaperPost(*row) for row in await posted_messages.postings_in(view, paper_id, subscription.id)
        ]
        if day is None or not subscription.settings.has_valid_zone:
            return absence_of(
                paper_id, listed_on=day, postings=postings, channel_day=None, kind=None, choice=None
            )
        ((_, (channel_day,)),) = await self._days_of(view, [subscription], [day])
        composer = Composer(self.settings)
        kind = await composer.kind_for(view, subscription, self._post_of(subscription, day))
        choice = await composer.choose(view, kind)
        paper = [each for each in choice.edition.papers if each.id == paper_id] if choice else []
        return absence_of(
            paper_id,
            listed_on=day,
            postings=postings,
            channel_day=channel_day,
            kind=kind,
            choice=choice,
            excluded=fitting(paper, kind.excluded_topics, await stored_bullets(view, paper)),
        )

    def _post_of(self, subscription: Subscription, day: date) -> list[date]:
        """The days whose papers stand in one post with those of `day`, oldest first."""
        post = posts(subscription, self.settings.schedule)
        nearby = [day + number * due.DAY for number in range(-_WEEK_DAYS, _WEEK_DAYS + 1)]
        return [each for each in nearby if post(each) == post(day)]

    async def _days_of(
        self, view: Reading, reported: Collection[Subscription], days: Sequence[date]
    ) -> list[SubscriptionDays]:
        schedule = self.settings.schedule
        return await days_of(view, reported, days, now=self.clock(), schedule=schedule)
