"""Deliveries: planned before they are sent, and their outcome after."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Result, RowMapping, delete, exists, func, select, update

from bot.models import Delivery, DeliveryState
from bot.store.database import Reading, Transaction
from bot.store.leases import DELIVERY
from bot.store.rows import model_of, readable, readable_or_none, whole
from bot.store.schema import deliveries, leases, subscriptions

_PENDING = deliveries.c.state.in_((DeliveryState.PLANNED, DeliveryState.SENDING))


class PlannedDay(NamedTuple):
    """A channel's day that is to be posted, as `parts` messages of a frozen digest."""

    subscription_id: int
    day: date
    digest_id: int
    parts: int
    partial: bool = False


async def plan(tx: Transaction, planned: PlannedDay, now: datetime) -> bool:
    """Plan a channel's day, to be sent from `now` on; False if the channel has it, or will have it.

    A day that was skipped or filtered is planned after all, and parts that failed are tried again.
    """
    of_day = _of_day(planned.subscription_id, planned.day, partial=planned.partial)
    await tx.connection.execute(delete(deliveries).where(of_day, deliveries.c.digest_id.is_(None)))
    if await _exists(tx, of_day):
        return await _reopen(tx, of_day, now) > 0
    await plan_new(tx, planned, now)
    return True


async def plan_new(tx: Transaction, planned: PlannedDay, now: datetime) -> None:
    """Plan a day of which the channel has no row yet, to be sent from `now` on."""
    of_day = _row(planned.subscription_id, planned.day, DeliveryState.PLANNED, now, partial=planned.partial)
    of_day |= {"parts": planned.parts, "digest_id": planned.digest_id, "next_attempt_at": now}
    rows = [of_day | {"part": part} for part in range(1, planned.parts + 1)]
    await tx.connection.execute(deliveries.insert(), rows)


async def put_off(
    tx: Transaction,
    subscription_id: int,
    day: date,
    state: DeliveryState,
    now: datetime,
    *,
    partial: bool = False,
) -> None:
    """Note that a channel is not sent a day, unless it has a row of it: SKIPPED or FILTERED."""
    if not await _exists(tx, _of_day(subscription_id, day, partial=partial)):
        row = _row(subscription_id, day, state, now, partial=partial) | {"part": 1, "parts": 1}
        await tx.connection.execute(deliveries.insert().values(**row))


async def skip(tx: Transaction, subscription_id: int, day: date, now: datetime) -> None:
    """Leave a day out that is too old for the channel; one that was planned and not yet begun is given up."""
    planned = _of_day(subscription_id, day, partial=False) & (deliveries.c.state == DeliveryState.PLANNED)
    if not await _change(tx, planned, state=DeliveryState.SKIPPED, next_attempt_at=None):
        await put_off(tx, subscription_id, day, DeliveryState.SKIPPED, now)


async def days_had(
    view: Reading, subscription_ids: Collection[int], since: date
) -> dict[int, dict[date, bool]]:
    """The finished days after `since` that each channel has a row of, and whether all of it still waits."""
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
    rows = readable(
        await view.connection.execute(query), whole, "delivery for subscription", "subscription_id"
    )
    for subscription_id, day, waiting in rows:
        found.setdefault(subscription_id, {})[day] = bool(waiting)
    return found


async def hasten(tx: Transaction, subscription_ids: Collection[int], now: datetime) -> None:
    """Try what is waiting for these channels now, as if it had just been planned."""
    waiting = _PENDING & deliveries.c.subscription_id.in_(subscription_ids)
    await _change(tx, waiting, next_attempt_at=now, planned_at=now, attempts=0)


async def postpone(tx: Transaction, subscription_id: int, until: datetime | None) -> None:
    """Try nothing for this channel before `until` (None: before it is hastened): messages stay in order."""
    waiting = _PENDING & (deliveries.c.subscription_id == subscription_id)
    await tx.connection.execute(update(deliveries).where(waiting).values(next_attempt_at=until))


async def ready(
    view: Reading,
    now: datetime,
    limit: int,
    *,
    busy: Collection[int] = (),
    only: Collection[int] | None = None,
) -> list[int]:
    """Up to `limit` subscriptions that have something to send now, longest waiting first.

    None of `busy`; and none but `only`, where that is given.
    """
    there = exists().where(
        subscriptions.c.id == deliveries.c.subscription_id, subscriptions.c.removed_at.is_(None)
    )
    query = select(deliveries.c.subscription_id)
    query = query.where(_PENDING, deliveries.c.next_attempt_at <= now, there)
    query = query.where(deliveries.c.subscription_id.not_in(busy))
    if only is not None:
        query = query.where(deliveries.c.subscription_id.in_(only))
    query = query.group_by(deliveries.c.subscription_id)
    query = query.order_by(func.min(deliveries.c.next_attempt_at), deliveries.c.subscription_id)
    return list((await view.connection.execute(query.limit(limit))).scalars())


async def queue(view: Reading, subscription_id: int) -> list[Delivery]:
    """What waits for the channel, in the order in which it is to be sent.

    ValueError if one of them cannot be read: without it the others would not be in order.
    """
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
    return _readable(await view.connection.execute(query))


async def since(view: Reading, day: date, only: Collection[int] | None = None) -> list[Delivery]:
    """What became of every day from `day` on, in every channel, or for the subscriptions `only`."""
    query = select(deliveries).where(deliveries.c.day >= day).order_by(deliveries.c.day, deliveries.c.id)
    if only is not None:
        query = query.where(deliveries.c.subscription_id.in_(only))
    return _readable(await view.connection.execute(query))


async def waiting(view: Reading) -> tuple[int, datetime | None]:
    """How many messages wait to be sent, and when the next of them is to be tried."""
    query = select(func.count(), func.min(deliveries.c.next_attempt_at)).where(_PENDING)
    count, next_attempt_at = (await view.connection.execute(query)).one()
    return count, readable_or_none(next_attempt_at)


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
    """The message is there; the reason of an attempt that failed before stays, and says why it is late."""
    await _end(tx, delivery_id, DeliveryState.POSTED, message_id=message_id, posted_at=now)


async def posted_for_late_bullets(view: Reading, since: datetime) -> list[Delivery]:
    """Messages posted since then to channels that want bullets put in afterwards, oldest first."""
    query = (
        select(deliveries)
        .join(subscriptions, subscriptions.c.id == deliveries.c.subscription_id)
        .where(
            deliveries.c.state == DeliveryState.POSTED,
            deliveries.c.posted_at >= since,
            subscriptions.c.edit_late,
            subscriptions.c.removed_at.is_(None),
        )
        .order_by(deliveries.c.posted_at, deliveries.c.id)
    )
    return _readable(await view.connection.execute(query))


async def mark_edited(tx: Transaction, delivery_id: int, digest_id: int) -> None:
    """The message shows another digest now, in the same layout."""
    await _change(tx, deliveries.c.id == delivery_id, digest_id=digest_id)


async def mark_failed(tx: Transaction, delivery_id: int, reason: str) -> None:
    """The message is refused for good."""
    await _end(tx, delivery_id, DeliveryState.FAILED, reason=reason)


async def mark_unconfirmed(tx: Transaction, delivery_id: int, reason: str) -> None:
    """The message may be there, and cannot be looked for."""
    await _end(tx, delivery_id, DeliveryState.UNCONFIRMED, reason=reason)


async def mark_waiting(tx: Transaction, delivery: Delivery, reason: str, *, unknown: bool) -> None:
    """The attempt came to nothing, or (`unknown`) perhaps to something.

    `delivery` is the row before it: one that only looked for an earlier attempt counts, too.
    """
    values: dict[str, Any] = {"attempts": delivery.attempts + 1, "reason": reason}
    if not unknown:
        values |= {"state": delivery.state, "unknown_since": delivery.unknown_since}
    await _change(tx, deliveries.c.id == delivery.id, **values)


async def abandon(tx: Transaction, subscription_id: int, reason: str) -> None:
    """Send nothing more to a channel that was removed."""
    own = deliveries.c.subscription_id == subscription_id
    planned = own & (deliveries.c.state == DeliveryState.PLANNED)
    sending = own & (deliveries.c.state == DeliveryState.SENDING)
    await _change(tx, planned, state=DeliveryState.SKIPPED, next_attempt_at=None, reason=reason)
    await _change(tx, sending, state=DeliveryState.UNCONFIRMED, next_attempt_at=None, reason=reason)


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


def _readable(rows: Result[*tuple[Any, ...]]) -> list[Delivery]:
    return readable(rows.mappings(), _delivery, "delivery", "id")


def _delivery(row: RowMapping) -> Delivery:
    return model_of(Delivery, row)
