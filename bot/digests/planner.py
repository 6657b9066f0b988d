"""From stored days to delivery rows: what each due channel gets, frozen before anything is sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot import due
from bot.apart import apart, together_or_apart
from bot.digests.batches import CHANNELS_PER_TRANSACTION, batched
from bot.digests.planning_run import Planner
from bot.digests.postings import posts
from bot.models import EditionState, Subscription
from bot.models.channels import delivery_log_id
from bot.models.outbox import SUSPENDED
from bot.pace import Pace
from bot.settings import Settings
from bot.store import Reading, Store, Transaction, deliveries, editions, subscriptions
from bot.store.deliveries import PlannedDay
from bot.store.subscriptions import Move

log = logging.getLogger(__name__)

WEEK = timedelta(days=8)  # and a day for the zones


async def plan_due(
    store: Store, settings: Settings, now: datetime, begin: Callable[[], object] = lambda: None
) -> int:
    """Plan every channel whose due time has come; returns how many channel days that were.

    A channel stays due while the day that it waits for could not be fetched. `begin` is called whenever some
    are planned: their posts are not to wait until all are.
    """
    planner, count = Planner(settings, now), 0
    async with store.reading() as view:
        if not (due_ids := await subscriptions.due(view, now)):
            return 0
        states = await editions.states_since(view, await _first_day(view, settings, now))

    async def plan(ids: Sequence[int]) -> int:
        planner.forget_unsaved()
        async with store.transaction() as tx:
            planned = await _plan_batch(tx, planner, states, ids)
        planner.keep_saved()
        return planned

    pace = Pace()
    for batch in batched(due_ids, CHANNELS_PER_TRANSACTION):
        await pace.rest()  # so that what is planned leaves meanwhile
        if servable := await _servable(store, planner, states, batch):
            count += await together_or_apart(servable, plan, "channel")
            begin()
    return count


async def _first_day(view: Reading, settings: Settings, now: datetime) -> date:
    """No due channel asks for a day before it: neither for what it is owed, nor for the newest day of its
    weekdays, which lies before that if the clock was set back.
    """
    newest = due.finished_day(now, settings.schedule.day_ends)
    return min(await subscriptions.oldest_settled_day(view) or newest, newest) - WEEK


async def _servable(
    store: Store, planner: Planner, states: Mapping[date, EditionState], ids: Sequence[int]
) -> list[int]:
    """The due channels whose days are there: on a bad morning a look, and nobody has to wait for a write."""
    async with store.reading() as view:
        batch = await subscriptions.by_ids(view, ids)
    servable_ids: list[int] = []
    for subscription in batch.values():
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
    plans = [await _plan_channel(tx, planner, s, states, planned_days.get(s.id, {})) for s in batch]
    # All at once: one after the other they would take a third of the time.
    await subscriptions.move(tx, [plan.move for plan in plans])
    return sum(plan.post_count for plan in plans)


class _Planned(NamedTuple):
    """So many posts of a channel, and where that puts it."""

    post_count: int
    move: Move


async def _plan_channel(
    tx: Transaction,
    planner: Planner,
    subscription: Subscription,
    states: Mapping[date, EditionState],
    planned_days: Mapping[date, bool],
) -> _Planned:
    chosen = subscription.settings
    due_at = due.next_due(planner.now, chosen.due_time, chosen.tz, chosen.weekdays)
    if planner.is_given_up(subscription):
        return _Planned(0, Move(subscription.id, subscription.settled_day, due_at))
    owed = _owed(planner, subscription, states, planned_days)
    move = Move(subscription.id, owed.settled_day, due_at)
    if subscription.suspended_at:
        await _skip_all(tx, planner, subscription, owed, planned_days)
        return _Planned(0, move)
    for day in owed.skip:
        await deliveries.skip(tx, subscription.id, day, planner.now)
    return _Planned(sum([await _plan_post(tx, planner, subscription, days) for days in owed.post]), move)


async def _skip_all(
    tx: Transaction,
    planner: Planner,
    subscription: Subscription,
    owed: due.Owed,
    planned_days: Mapping[date, bool],
) -> None:
    """What comes due during a pause by hand is noted, and never sent by itself."""
    waiting = {day for day, untouched in planned_days.items() if untouched}
    for day in sorted({*owed.skip, *waiting, *(day for days in owed.post for day in days)}):
        await deliveries.skip(tx, subscription.id, day, planner.now, SUSPENDED)


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
        until=planner.newest_day(subscription),
        together=posts(subscription, schedule),
    )


async def _plan_post(
    tx: Transaction, planner: Planner, subscription: Subscription, days: Sequence[date]
) -> bool:
    planned_day = await planner.planned_day(tx, subscription, days)
    if planned_day:
        await deliveries.plan_new(tx, planned_day, planner.now)
        _tell(planned_day)
    return planned_day is not None


def _tell(planned_day: PlannedDay) -> None:
    for part in range(1, planned_day.parts + 1):
        subscription_id, day = planned_day.subscription_id, planned_day.day
        name = delivery_log_id(subscription_id, day, part, partial=planned_day.partial)
        log.info("%s is planned", name, extra={"delivery": name})


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
                    _tell(planned_day)
        planner.keep_saved()
        planned.update(done)
        return len(done)

    for batch in batched(subscribers, CHANNELS_PER_TRANSACTION):
        await together_or_apart(batch, plan, "posting by hand, channel")
    return planned
