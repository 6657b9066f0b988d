"""From stored days to delivery rows: what each due channel gets, frozen before anything is sent.

Planning makes each distinct digest once, however many channels read it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple, TypeVar

from bot import due
from bot.apart import apart, together_or_apart
from bot.digests.composer import Composer, Kind
from bot.models import WEEKDAYS, DeliveryState, EditionState, Subscription
from bot.models.outbox import SUSPENDED
from bot.rendering.digest_message import layout
from bot.settings import ScheduleSettings, Settings
from bot.store import Reading, Store, Transaction, deliveries, digests, editions, subscriptions
from bot.store.deliveries import PlannedDay

T = TypeVar("T")
CHANNELS_PER_TRANSACTION = 50  # short enough that nobody waits for the lock


class Frozen(NamedTuple):
    """A digest in the store, as `parts` messages."""

    digest_id: int
    parts: int


@dataclass
class Planner:
    """One planning run: remembers the digests that it made. Not to be kept, since days change."""

    settings: Settings
    now: datetime
    _frozen: dict[Kind, Frozen | None] = field(default_factory=dict[Kind, Frozen | None])
    _unsaved: set[Kind] = field(default_factory=set[Kind])  # made in a transaction that is not over
    composer: Composer = field(init=False)

    def __post_init__(self) -> None:
        self.composer = Composer(self.settings)

    async def digest(
        self, tx: Transaction, subscription: Subscription, days: Sequence[date], *, partial: bool = False
    ) -> Frozen | None:
        """The subscription's digest of stored days; None if no paper is left for it."""
        kind = await self.composer.kind_for(tx, subscription, days, partial=partial)
        if kind not in self._frozen:
            self._frozen[kind] = await self._make(tx, kind)
            self._unsaved.add(kind)
        return self._frozen[kind]

    def keep_saved(self) -> None:
        """The transaction in which digests were made is over."""
        self._unsaved.clear()

    def forget_unsaved(self) -> None:
        """A transaction came to nothing, and so did the digests made in it."""
        for kind in self._unsaved:
            self._frozen.pop(kind, None)
        self._unsaved.clear()

    async def planned_day(
        self, tx: Transaction, subscription: Subscription, days: Sequence[date], *, partial: bool = False
    ) -> PlannedDay | None:
        """What to plan for the subscription: one post of the days, oldest first, under the last one.

        If nothing is left of them, it is noted as filtered; the other ones are noted as merged with it.
        """
        *earlier, day = days
        for merged in earlier:
            await deliveries.put_off(tx, subscription.id, merged, DeliveryState.MERGED, self.now)
        if frozen := await self.digest(tx, subscription, days, partial=partial):
            chosen = subscription.settings
            return PlannedDay(subscription.id, day, frozen.digest_id, frozen.parts, partial, chosen.layout)
        await deliveries.put_off(tx, subscription.id, day, DeliveryState.FILTERED, self.now, partial=partial)
        return None

    def can_be_served(self, subscription: Subscription, states: Mapping[date, EditionState]) -> bool:
        """Whether the day that the channel's due time asks for was fetched whole, and those before it, too.

        One of those that the source fails to give does not hold the others up.
        """
        newest, schedule = self.newest_day(subscription), self.settings.schedule
        return due.are_fetched(subscription.settled_day, newest, states, look_back=schedule.look_back_days)

    def newest_day(self, subscription: Subscription) -> date:
        """The newest day for which the subscription's time has come."""
        chosen = subscription.settings
        due_at = due.last_due(self.now, chosen.due_time, chosen.tz, chosen.weekdays)
        return due.finished_day(due_at, self.settings.schedule.day_ends)

    def is_given_up(self, subscription: Subscription) -> bool:
        """Whether the channel has been paused for so long that it is no longer tried."""
        longest = timedelta(days=self.settings.delivery.paused_days)
        return subscription.paused_at is not None and self.now - subscription.paused_at > longest

    async def _make(self, tx: Transaction, kind: Kind) -> Frozen | None:
        if (digest := await self.composer.compose(tx, kind)) is None:
            return None
        counts = layout(digest)
        return Frozen(await digests.freeze(tx, digest, counts), len(counts))


async def plan_due(store: Store, settings: Settings, now: datetime) -> int:
    """Plan every channel whose due time has come; returns how many channel days that were.

    A channel stays due while the day that it waits for could not be fetched.
    """
    planner, count = Planner(settings, now), 0
    async with store.reading() as view:
        if not (due_at := await subscriptions.due(view, now)):
            return 0
        states = {state.day: state for state in await editions.edition_states(view)}
        servable = await _servable(view, planner, states, due_at)

    async def plan(ids: Sequence[int]) -> int:
        planner.forget_unsaved()
        async with store.transaction() as tx:
            planned = await _plan_batch(tx, planner, states, ids)
        planner.keep_saved()
        return planned

    for batch in batched(servable, CHANNELS_PER_TRANSACTION):
        count += await together_or_apart(batch, plan, "channel")
    return count


async def _servable(
    view: Reading, planner: Planner, states: Mapping[date, EditionState], ids: Sequence[int]
) -> list[int]:
    """The due channels whose days are there: on a bad morning a look, and nobody has to wait for a write."""
    servable_ids: list[int] = []
    for batch in batched(ids, CHANNELS_PER_TRANSACTION):
        for subscription in (await subscriptions.by_ids(view, batch)).values():
            with apart(f"channel {subscription.settings.address}"):
                servable_ids += [subscription.id] if planner.can_be_served(subscription, states) else []
    return servable_ids


async def _plan_batch(
    tx: Transaction, planner: Planner, states: Mapping[date, EditionState], ids: Sequence[int]
) -> int:
    batch = (await subscriptions.by_ids(tx, ids)).values()
    planned_days = await deliveries.handled_days(
        tx, ids, min((s.settled_day for s in batch), default=date.max)
    )
    return sum([await _plan_channel(tx, planner, s, states, planned_days.get(s.id, {})) for s in batch])


async def _plan_channel(
    tx: Transaction,
    planner: Planner,
    subscription: Subscription,
    states: Mapping[date, EditionState],
    planned_days: Mapping[date, bool],
) -> int:
    chosen = subscription.settings
    due_at = due.next_due(planner.now, chosen.due_time, chosen.tz, chosen.weekdays)
    if planner.is_given_up(subscription):
        await subscriptions.move(
            tx, subscription.id, settled_day=subscription.settled_day, next_due_at=due_at
        )
        return 0
    owed = _owed(planner, subscription, states, planned_days)
    await subscriptions.move(tx, subscription.id, settled_day=owed.settled_day, next_due_at=due_at)
    if subscription.suspended_at:
        return await _skip_all(tx, planner, subscription, owed, planned_days)
    for day in owed.skip:
        await deliveries.skip(tx, subscription.id, day, planner.now)
    return sum([await _plan_post(tx, planner, subscription, days) for days in owed.post])


async def _skip_all(
    tx: Transaction,
    planner: Planner,
    subscription: Subscription,
    owed: due.Owed,
    planned_days: Mapping[date, bool],
) -> int:
    """What comes due during a pause by hand is noted, and never sent by itself."""
    waiting = {day for day, untouched in planned_days.items() if untouched}
    for day in sorted({*owed.skip, *waiting, *(day for days in owed.post for day in days)}):
        await deliveries.skip(tx, subscription.id, day, planner.now, SUSPENDED)
    return 0


def _owed(
    planner: Planner,
    subscription: Subscription,
    states: Mapping[date, EditionState],
    planned_days: Mapping[date, bool],
) -> due.Owed:
    schedule = planner.settings.schedule
    return due.owed(
        subscription.settled_day,
        states,
        handled=planned_days,
        waiting=[day for day, untouched in planned_days.items() if untouched],
        catch_up=schedule.catch_up_posts,
        look_back=schedule.look_back_days,
        day_ends=schedule.day_ends,
        until=planner.newest_day(subscription) if skips_weekdays(subscription) else date.max,
        together=posts(subscription, schedule),
    )


def skips_weekdays(subscription: Subscription) -> bool:
    """Whether it is not posted on every day of the week, so that several days make one post."""
    return len(subscription.settings.weekdays) < len(WEEKDAYS)


def posts(subscription: Subscription, schedule: ScheduleSettings) -> Callable[[date], object]:
    """Tells of an edition day to which post it belongs: days with the same answer are ranked together."""
    if not skips_weekdays(subscription):
        return lambda day: day
    chosen = subscription.settings
    return lambda day: due.posting_of(day, chosen.due_time, chosen.tz, schedule.day_ends, chosen.weekdays)


async def _plan_post(
    tx: Transaction, planner: Planner, subscription: Subscription, days: Sequence[date]
) -> bool:
    planned_day = await planner.planned_day(tx, subscription, days)
    if planned_day:
        await deliveries.plan_new(tx, planned_day, planner.now)
    return planned_day is not None


async def plan_by_hand(
    store: Store,
    settings: Settings,
    day: date,
    subscribers: Iterable[Subscription],
    now: datetime,
    *,
    partial: bool = False,
) -> set[int]:
    """Plan a stored day for these channels, whatever their place in the calendar, which stays as it is.

    Returns the subscriptions to which there is now something to send.
    """
    planner, planned = Planner(settings, now), set[int]()

    async def plan(batch: Sequence[Subscription]) -> int:
        planner.forget_unsaved()
        done = set[int]()
        async with store.transaction() as tx:
            for subscription in batch:
                planned_day = await planner.planned_day(tx, subscription, [day], partial=partial)
                if planned_day and await deliveries.plan(tx, planned_day, now):
                    done.add(subscription.id)
        planner.keep_saved()
        planned.update(done)
        return len(done)

    for batch in batched(subscribers, CHANNELS_PER_TRANSACTION):
        await together_or_apart(batch, plan, "posting by hand, channel")
    return planned


async def recompute_due_times(store: Store, now: datetime) -> None:
    """Put due times right that lie further ahead than any can: the clock or a zone's rules have changed."""
    latest = now + due.LONGEST_WAIT
    async with store.reading() as view:
        late = await subscriptions.due_after(view, latest)
    ids = [subscription.id for subscription in late if _is_astray(subscription, now)]
    for batch in batched(ids, CHANNELS_PER_TRANSACTION):
        async with store.transaction() as tx:
            for subscription in (await subscriptions.by_ids(tx, batch)).values():
                due_at = _next_due(subscription, now)
                if subscription.next_due_at > due_at:
                    await subscriptions.move(
                        tx, subscription.id, settled_day=subscription.settled_day, next_due_at=due_at
                    )


def _next_due(subscription: Subscription, now: datetime) -> datetime:
    chosen = subscription.settings
    return due.next_due(now, chosen.due_time, chosen.tz, chosen.weekdays)


def _is_astray(subscription: Subscription, now: datetime) -> bool:
    """Whether its due time lies ahead of the next one; one that has none is for planning to tell of."""
    with apart(f"channel {subscription.settings.address}"):
        return subscription.next_due_at > _next_due(subscription, now)
    return False


def batched(values: Iterable[T], size: int) -> Generator[list[T]]:
    """The values in lists of up to `size` (itertools has it from Python 3.12 on)."""
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch
