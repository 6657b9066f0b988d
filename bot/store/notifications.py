"""Notifications: planned before they are sent, and their outcome after, like deliveries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, RowMapping, Select, delete, exists, func, select, update

from bot.models import DeliveryState
from bot.models.notifications import Notification, NotificationContent
from bot.store.database import Reading, Transaction
from bot.store.leases import DELIVERY
from bot.store.rows import model_of, readable, readable_or_none
from bot.store.schema import leases, letters

_PENDING = letters.c.state.in_((DeliveryState.PLANNED, DeliveryState.SENDING))


class Backlog(NamedTuple):
    """Notifications `waiting` for their turn, the first until `next_attempt_at`, and those `held`."""

    waiting: int
    next_attempt_at: datetime | None
    held: int


async def plan(
    tx: Transaction, user_id: int, day: date, content: NotificationContent, now: datetime, *, held: bool
) -> None:
    """Plan a notification to be sent from now on, or `held` until it is hastened."""
    values = {
        "user_id": user_id,
        "day": day,
        "content": content.model_dump_json(),
        "state": DeliveryState.PLANNED,
        "attempts": 0,
        "planned_at": now,
        "next_attempt_at": None if held else now,
    }
    await tx.connection.execute(letters.insert().values(**values))


async def replan(
    tx: Transaction,
    notification: Notification,
    day: date,
    content: NotificationContent,
    now: datetime,
    *,
    held: bool,
) -> None:
    """Let a notification that Discord surely does not have carry more, and reach up to a later day."""
    values = {"day": day, "content": content.model_dump_json(), "planned_at": now, "attempts": 0}
    await _change(tx, notification.id, **values, next_attempt_at=None if held else now)


async def waiting(view: Reading, user_id: int) -> list[Notification]:
    """The person's notifications that are still to be sent, oldest first."""
    return await _select(view, _PENDING & (letters.c.user_id == user_id))


async def has(view: Reading, user_id: int, day: date) -> bool:
    """Whether the person has, or will have, a notification that reaches up to this day or a later one."""
    query = select(letters.c.id).where(letters.c.user_id == user_id, letters.c.day >= day).limit(1)
    return (await view.connection.execute(query)).first() is not None


async def ready(view: Reading, now: datetime) -> int | None:
    """The id of the notification that has waited longest for its turn."""
    query = select(letters.c.id).where(_PENDING, letters.c.next_attempt_at <= now)
    query = query.order_by(letters.c.next_attempt_at, letters.c.id).limit(1)
    return (await view.connection.execute(query)).scalar()


async def notification(view: Reading, notification_id: int) -> Notification | None:
    """The notification with this id, unless it was erased; ValueError if it cannot be read."""
    row = await _first(view, select(letters).where(letters.c.id == notification_id))
    return _notification(row) if row else None


async def backlog(view: Reading) -> Backlog:
    """How many notifications of all people are still to be sent."""
    turn = letters.c.next_attempt_at
    query = select(func.count(turn), func.min(turn), func.count() - func.count(turn)).where(_PENDING)
    waiting, next_attempt_at, held = (await view.connection.execute(query)).one()
    return Backlog(waiting, readable_or_none(next_attempt_at), held)


async def came_to_nothing(view: Reading, since: date) -> dict[tuple[DeliveryState, str | None], int]:
    """How many notifications of the days since then failed or could not be confirmed, by state and reason."""
    ended = letters.c.state.in_((DeliveryState.FAILED, DeliveryState.UNCONFIRMED))
    query = select(letters.c.state, letters.c.reason, func.count()).where(ended, letters.c.day >= since)
    rows = await view.connection.execute(query.group_by(letters.c.state, letters.c.reason))
    return {(DeliveryState(state), reason): count for state, reason, count in rows}


async def of_user(view: Reading, user_id: int, notification_id: int) -> Notification | None:
    """The person's notification with this id."""
    found = await _select(view, (letters.c.user_id == user_id) & (letters.c.id == notification_id))
    return found[0] if found else None


async def mark_sending(tx: Transaction, notification: Notification, holder: str, now: datetime) -> bool:
    """Claim it for sending; False if it no longer waits, carries more by now, or the lease is lost."""
    leased = exists().where(leases.c.name == DELIVERY, leases.c.holder == holder)
    as_known = (letters.c.id == notification.id) & (letters.c.day == notification.day)
    statement = update(letters).where(as_known, _PENDING, leased)
    claimed = statement.values(
        state=DeliveryState.SENDING,
        attempts=letters.c.attempts + 1,
        unknown_since=func.coalesce(letters.c.unknown_since, now),
    )
    return (await tx.connection.execute(claimed)).rowcount > 0


async def mark_posted(tx: Transaction, notification_id: int, message_id: int, now: datetime) -> None:
    """The notification is there."""
    await _end(tx, notification_id, DeliveryState.POSTED, message_id=message_id, posted_at=now)


async def mark_failed(tx: Transaction, notification_id: int, reason: str) -> None:
    """The notification is refused for good."""
    await _end(tx, notification_id, DeliveryState.FAILED, reason=reason)


async def mark_unconfirmed(tx: Transaction, notification_id: int, reason: str) -> None:
    """The notification may be there, and cannot be looked for."""
    await _end(tx, notification_id, DeliveryState.UNCONFIRMED, reason=reason)


async def mark_waiting(
    tx: Transaction, before: Notification, reason: str, until: datetime | None, *, unknown: bool
) -> None:
    """The attempt came to nothing, or (`unknown`) perhaps to something; tried again then, or hastened.

    `before` is the row before it: one that only looked for an earlier attempt counts, too.
    """
    values: dict[str, Any] = {"attempts": before.attempts + 1, "reason": reason, "next_attempt_at": until}
    if not unknown:
        values |= {"state": before.state, "unknown_since": before.unknown_since}
    await _change(tx, before.id, **values)


async def hasten(tx: Transaction, user_id: int, now: datetime) -> int:
    """Try the person's waiting notifications now; how many there are."""
    statement = update(letters).where(_PENDING, letters.c.user_id == user_id)
    again = statement.values(next_attempt_at=now, planned_at=now, attempts=0)
    return (await tx.connection.execute(again)).rowcount


async def forget(tx: Transaction, before: datetime) -> None:
    """Forget the notifications of which nothing is to come any more and that were planned before then."""
    old = ~_PENDING & (letters.c.planned_at < before)
    if (await tx.connection.execute(delete(letters).where(old))).rowcount:
        tx.erase_traces()


async def _end(tx: Transaction, notification_id: int, state: DeliveryState, **values: object) -> None:
    await _change(tx, notification_id, state=state, next_attempt_at=None, unknown_since=None, **values)


async def _change(tx: Transaction, notification_id: int, **values: object) -> None:
    await tx.connection.execute(update(letters).where(letters.c.id == notification_id).values(**values))


async def _first(view: Reading, query: Select[Any]) -> RowMapping | None:
    return (await view.connection.execute(query)).mappings().first()


async def _select(view: Reading, where: ColumnElement[bool]) -> list[Notification]:
    query = select(letters).where(where).order_by(letters.c.day, letters.c.id)
    rows = (await view.connection.execute(query)).mappings()
    return readable(rows, _notification, "notification", "id")


def _notification(row: RowMapping) -> Notification:
    content = NotificationContent.model_validate_json(row["content"])
    return model_of(Notification, row, content=content)
