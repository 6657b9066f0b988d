"""Deliveries: planned before they are sent, and their outcome after."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, exists, func, select, update

from bot.models import Delivery, DeliveryState
from bot.store.database import Reading, Transaction
from bot.store.leases import DELIVERY
from bot.store.schema import deliveries, leases

_PENDING = deliveries.c.state.in_((DeliveryState.PLANNED, DeliveryState.SENDING))


async def plan(
    tx: Transaction,
    subscription_id: int,
    day: date,
    digest_id: int,
    parts: int,
    *,
    partial: bool,
    now: datetime,
) -> bool:
    """Plan a channel's day, to be sent from `now` on; False if the channel has it, or will have it.

    A day that was skipped or filtered is planned after all, and parts that failed are tried again.
    """
    of_day = _of_day(subscription_id, day, partial=partial)
    await tx.connection.execute(delete(deliveries).where(of_day, deliveries.c.digest_id.is_(None)))
    if await _exists(tx, of_day):
        return await _reopen(tx, of_day, now) > 0
    rows = [
        _row(subscription_id, day, DeliveryState.PLANNED, now, partial=partial)
        | {"part": part, "parts": parts, "digest_id": digest_id, "next_attempt_at": now}
        for part in range(1, parts + 1)
    ]
    await tx.connection.execute(deliveries.insert(), rows)
    return True


async def put_off(
    tx: Transaction,
    subscription_id: int,
    day: date,
    state: DeliveryState,
    now: datetime,
    *,
    partial: bool = False,
) -> None:
    """Note that a channel does not get a day, unless it has it: SKIPPED or FILTERED."""
    if not await _exists(tx, _of_day(subscription_id, day, partial=partial)):
        row = _row(subscription_id, day, state, now, partial=partial) | {"part": 1, "parts": 1}
        await tx.connection.execute(deliveries.insert().values(**row))


async def days_had(
    view: Reading, subscription_ids: Collection[int], since: date
) -> dict[int, dict[date, bool]]:
    """The finished days after `since` that each channel has a row of, and whether nothing of it was sent yet."""
    untouched = func.min(deliveries.c.state == DeliveryState.PLANNED)
    query = (
        select(deliveries.c.subscription_id, deliveries.c.day, untouched)
        .where(
            deliveries.c.subscription_id.in_(subscription_ids),
            deliveries.c.day > since,
            deliveries.c.partial.is_(False),
        )
        .group_by(deliveries.c.subscription_id, deliveries.c.day)
    )
    found: dict[int, dict[date, bool]] = {}
    for subscription_id, day, waiting in await view.connection.execute(query):
        found.setdefault(subscription_id, {})[day] = bool(waiting)
    return found


async def hasten(tx: Transaction, subscription_ids: Collection[int], now: datetime) -> None:
    """Try what is waiting for these channels now, whatever its next attempt was to be."""
    waiting = _PENDING & deliveries.c.subscription_id.in_(subscription_ids)
    await tx.connection.execute(update(deliveries).where(waiting).values(next_attempt_at=now))


async def postpone(tx: Transaction, subscription_id: int, until: datetime) -> None:
    """Try nothing for this channel before `until`, so that its messages stay in order."""
    waiting = _PENDING & (deliveries.c.subscription_id == subscription_id)
    await tx.connection.execute(update(deliveries).where(waiting).values(next_attempt_at=until))


async def ready(view: Reading, now: datetime, limit: int, busy: Collection[int]) -> list[int]:
    """Up to `limit` subscriptions, none of them `busy`, that have something to send now, longest waiting first."""
    query = (
        select(deliveries.c.subscription_id)
        .where(_PENDING, deliveries.c.next_attempt_at <= now, deliveries.c.subscription_id.not_in(busy))
        .group_by(deliveries.c.subscription_id)
        .order_by(func.min(deliveries.c.next_attempt_at), deliveries.c.subscription_id)
        .limit(limit)
    )
    return list((await view.connection.execute(query)).scalars())


async def next_ready_at(view: Reading) -> datetime | None:
    """When the next waiting delivery is to be tried."""
    return (
        await view.connection.execute(select(func.min(deliveries.c.next_attempt_at)).where(_PENDING))
    ).scalar()


async def queue(view: Reading, subscription_id: int) -> list[Delivery]:
    """What waits for the channel, in the order in which it is to be sent."""
    query = select(deliveries).where(_PENDING, deliveries.c.subscription_id == subscription_id)
    query = query.order_by(deliveries.c.day, deliveries.c.partial.desc(), deliveries.c.part)
    return [_delivery(row) for row in (await view.connection.execute(query)).mappings()]


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
    return [_delivery(row) for row in (await view.connection.execute(query)).mappings()]


async def since(view: Reading, day: date) -> list[Delivery]:
    """What became of every day from `day` on, in every channel."""
    query = select(deliveries).where(deliveries.c.day >= day).order_by(deliveries.c.day, deliveries.c.id)
    return [_delivery(row) for row in (await view.connection.execute(query)).mappings()]


async def mark_sending(tx: Transaction, delivery_id: int, holder: str, now: datetime) -> bool:
    """Claim one message for sending; False if it no longer waits or `holder` lost the lease."""
    leased = exists().where(leases.c.name == DELIVERY, leases.c.holder == holder)
    claimed = await _change(
        tx,
        (deliveries.c.id == delivery_id) & _PENDING & leased,
        state=DeliveryState.SENDING,
        attempts=deliveries.c.attempts + 1,
        unknown_since=func.coalesce(deliveries.c.unknown_since, now),
    )
    return claimed > 0


async def mark_posted(tx: Transaction, delivery_id: int, message_id: int, now: datetime) -> None:
    """The message is there."""
    await _end(tx, delivery_id, DeliveryState.POSTED, message_id=message_id, posted_at=now, reason=None)


async def mark_failed(tx: Transaction, delivery_id: int, reason: str) -> None:
    """The message is refused for good."""
    await _end(tx, delivery_id, DeliveryState.FAILED, reason=reason)


async def mark_unconfirmed(tx: Transaction, delivery_id: int, reason: str) -> None:
    """The message may be there, and cannot be looked for."""
    await _end(tx, delivery_id, DeliveryState.UNCONFIRMED, reason=reason)


async def mark_waiting(tx: Transaction, delivery: Delivery, reason: str, *, unknown: bool) -> None:
    """The attempt came to nothing, or (`unknown`) perhaps to something; `delivery` is the row before it."""
    came_to_nothing: dict[str, Any] = {"state": delivery.state, "unknown_since": delivery.unknown_since}
    await _change(tx, deliveries.c.id == delivery.id, reason=reason, **({} if unknown else came_to_nothing))


async def mark_absent(tx: Transaction, delivery_id: int) -> None:
    """The message was looked for and is not there: it can be sent like a new one."""
    await _change(tx, deliveries.c.id == delivery_id, state=DeliveryState.PLANNED, unknown_since=None)


async def skip_untouched(tx: Transaction, subscription_id: int, days: Sequence[date]) -> None:
    """Give up days of which nothing was sent yet."""
    where = (
        (deliveries.c.subscription_id == subscription_id)
        & deliveries.c.day.in_(days)
        & (deliveries.c.state == DeliveryState.PLANNED)
    )
    await _change(tx, where, state=DeliveryState.SKIPPED)


async def _end(tx: Transaction, delivery_id: int, state: DeliveryState, **values: object) -> None:
    ended = {"state": state, "next_attempt_at": None, "unknown_since": None}
    await _change(tx, deliveries.c.id == delivery_id, **ended, **values)


async def _reopen(tx: Transaction, where: ColumnElement[bool], now: datetime) -> int:
    given_up = deliveries.c.state.in_((DeliveryState.FAILED, DeliveryState.SKIPPED))
    again = {"state": DeliveryState.PLANNED, "attempts": 0, "planned_at": now, "next_attempt_at": now}
    return await _change(tx, where & given_up, **again, reason=None)


async def _change(tx: Transaction, where: ColumnElement[bool], **values: object) -> int:
    return (await tx.connection.execute(update(deliveries).where(where).values(**values))).rowcount


async def _exists(view: Reading, where: ColumnElement[bool]) -> bool:
    return (await view.connection.execute(select(deliveries.c.id).where(where).limit(1))).first() is not None


def _of_day(subscription_id: int, day: date, *, partial: bool) -> ColumnElement[bool]:
    return (
        (deliveries.c.subscription_id == subscription_id)
        & (deliveries.c.day == day)
        & deliveries.c.partial.is_(partial)
    )


def _row(
    subscription_id: int, day: date, state: DeliveryState, now: datetime, *, partial: bool
) -> dict[str, Any]:
    return {
        "subscription_id": subscription_id,
        "day": day,
        "partial": partial,
        "state": state,
        "attempts": 0,
        "planned_at": now,
    }


def _delivery(row: RowMapping | Mapping[str, Any]) -> Delivery:
    values = {name: row[name] for name in Delivery.model_fields}
    return Delivery.model_construct(**values | {"state": DeliveryState(row["state"])})
