"""Deliveries: what channels are to be sent of each day, and what became of it. Their ledger is `outbox`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Result, RowMapping, case, delete, exists, func, select

from bot.models import THREADED, Delivery, DeliveryState, Layout
from bot.store.database import Reading, Transaction
from bot.store.outbox import Outbox, planned
from bot.store.rows import model_of, readable, whole
from bot.store.schema import deliveries, subscriptions
from bot.store.served import IS_SERVED


def _delivery(row: RowMapping) -> Delivery:
    return model_of(Delivery, row)


outbox = Outbox(
    deliveries,
    deliveries.c.subscription_id,
    (deliveries.c.day, deliveries.c.partial.desc(), deliveries.c.part),
    _delivery,
    exists().where(
        subscriptions.c.id == deliveries.c.subscription_id, IS_SERVED, subscriptions.c.suspended_at.is_(None)
    ),
)


class PlannedDay(NamedTuple):
    """A channel's day that is to be posted, as `parts` messages of a frozen digest."""

    subscription_id: int
    day: date
    digest_id: int
    parts: int
    partial: bool = False
    layout: Layout = "full"


async def plan(tx: Transaction, planned_day: PlannedDay, now: datetime) -> bool:
    """Plan a channel's day, to be sent from `now` on; False if the channel has it, or will have it.

    A day that was skipped or filtered is planned after all, and parts that failed are tried again.
    """
    of_day = _of_day(planned_day.subscription_id, planned_day.day, partial=planned_day.partial)
    await tx.connection.execute(delete(deliveries).where(of_day, deliveries.c.digest_id.is_(None)))
    if await _exists(tx, of_day):
        return await _reopen(tx, of_day, now) > 0
    await plan_new(tx, planned_day, now)
    return True


async def plan_new(tx: Transaction, planned_day: PlannedDay, now: datetime) -> None:
    """Plan a day of which the channel has no row yet, to be sent from `now` on."""
    of_day = planned_day._asdict() | planned(now)
    rows = [of_day | {"part": part} for part in range(1, planned_day.parts + 1)]
    await tx.connection.execute(deliveries.insert(), rows)


async def put_off(
    tx: Transaction,
    subscription_id: int,
    day: date,
    state: DeliveryState,
    now: datetime,
    *,
    partial: bool = False,
    reason: str | None = None,
) -> None:
    """Note that a channel is not sent a day, unless it has a row of it: SKIPPED, FILTERED or MERGED."""
    if not await _exists(tx, _of_day(subscription_id, day, partial=partial)):
        values = planned(now, on_hold=True) | {"state": state, "part": 1, "parts": 1, "reason": reason}
        row = deliveries.insert().values(subscription_id=subscription_id, day=day, partial=partial, **values)
        await tx.connection.execute(row)


async def skip(
    tx: Transaction, subscription_id: int, day: date, now: datetime, reason: str | None = None
) -> None:
    """Leave a day out that is too old for the channel, or for another `reason`; one that was planned and not
    yet begun is given up.
    """
    waiting = _of_day(subscription_id, day, partial=False) & (deliveries.c.state == DeliveryState.PLANNED)
    ended = {"state": DeliveryState.SKIPPED, "next_attempt_at": None}
    if not await outbox.change(tx, waiting, **ended, reason=reason):
        await put_off(tx, subscription_id, day, DeliveryState.SKIPPED, now, reason=reason)


async def handled_days(
    view: Reading, subscription_ids: Collection[int], since: date
) -> dict[int, dict[date, bool]]:
    """The finished days after `since` that each channel has a row of, and whether all of it still waits."""
    untouched = func.min(case((deliveries.c.state == DeliveryState.PLANNED, 1), else_=0))
    query = (
        select(deliveries.c.subscription_id, deliveries.c.day, untouched)
        .where(
            deliveries.c.subscription_id.in_(subscription_ids),
            deliveries.c.day > since,
            deliveries.c.partial.is_(False),
        )
        .group_by(deliveries.c.subscription_id, deliveries.c.day)
    )
    days_by_subscription: dict[int, dict[date, bool]] = {}
    rows = readable(
        await view.connection.execute(query), whole, "delivery for subscription", "subscription_id"
    )
    for subscription_id, day, waiting in rows:
        days_by_subscription.setdefault(subscription_id, {})[day] = bool(waiting)
    return days_by_subscription


async def of_day(
    view: Reading, day: date, subscription_ids: Collection[int], *, partial: bool
) -> list[Delivery]:
    """What became of a day in these channels."""
    query = select(deliveries).where(
        deliveries.c.day == day,
        deliveries.c.partial.is_(partial),
        deliveries.c.subscription_id.in_(subscription_ids),
    )
    query = query.order_by(deliveries.c.subscription_id, deliveries.c.part)
    return _readable(await view.connection.execute(query))


async def since(view: Reading, day: date, subscription_ids: Collection[int]) -> list[Delivery]:
    """What became of every day from `day` on for these subscriptions."""
    query = select(deliveries).where(
        deliveries.c.day >= day, deliveries.c.subscription_id.in_(subscription_ids)
    )
    query = query.order_by(deliveries.c.day, deliveries.c.id)
    return _readable(await view.connection.execute(query))


async def begin_thread(tx: Transaction, first: Delivery, thread_id: int) -> None:
    """The day has its thread: its later messages stand there, and in a forum the first one, too; a post for
    one paper is that paper's alone.
    """
    if first.layout == "posts":
        await outbox.change_one(tx, first.id, thread_id=thread_id)
        return
    of_day = _of_day(first.subscription_id, first.day, partial=first.partial)
    in_thread = deliveries.c.layout.in_(THREADED)
    if first.layout == "thread":
        in_thread &= deliveries.c.part > first.part
    await outbox.change(tx, of_day & in_thread, thread_id=thread_id)


async def abandon(tx: Transaction, subscription_id: int, reason: str) -> None:
    """Send nothing more to a channel that was removed."""
    of_subscription = deliveries.c.subscription_id == subscription_id
    ends = {DeliveryState.PLANNED: DeliveryState.SKIPPED, DeliveryState.SENDING: DeliveryState.UNCONFIRMED}
    for state, end in ends.items():
        rows = of_subscription & (deliveries.c.state == state)
        await outbox.change(tx, rows, state=end, next_attempt_at=None, reason=reason)


async def take_up(tx: Transaction, subscription_id: int, since: date, reason: str, now: datetime) -> int:
    """Send after all what of the days since then was abandoned for this reason; how many messages."""
    of_subscription = (deliveries.c.subscription_id == subscription_id) & (deliveries.c.day >= since)
    ended = (deliveries.c.state == DeliveryState.SKIPPED) & (deliveries.c.reason == reason)
    return await outbox.change(tx, of_subscription & ended, **planned(now), reason=None)


async def _reopen(tx: Transaction, where: ColumnElement[bool], now: datetime) -> int:
    given_up = deliveries.c.state.in_((DeliveryState.FAILED, DeliveryState.SKIPPED))
    return await outbox.change(tx, where & given_up, **planned(now), reason=None)


async def _exists(view: Reading, where: ColumnElement[bool]) -> bool:
    return (await view.connection.execute(select(deliveries.c.id).where(where).limit(1))).first() is not None


def _of_day(subscription_id: int, day: date, *, partial: bool) -> ColumnElement[bool]:
    return (
        (deliveries.c.subscription_id == subscription_id)
        & (deliveries.c.day == day)
        & deliveries.c.partial.is_(partial)
    )


def _readable(rows: Result[*tuple[Any, ...]]) -> list[Delivery]:
    return readable(rows.mappings(), _delivery, "delivery", "id")
