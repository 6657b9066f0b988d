"""Notifications: what people are to be told by DM, and what became of it. Their ledger is `outbox`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, RowMapping, delete, func, select, true

from bot.models import PENDING_STATES, DeliveryState
from bot.models.notifications import Notification, NotificationContent
from bot.store.database import Reading, Transaction
from bot.store.outbox import Outbox, planned
from bot.store.rows import model_of, readable
from bot.store.schema import letters


def _notification(row: RowMapping) -> Notification:
    content = NotificationContent.model_validate_json(row["content"])
    return model_of(Notification, row, content=content)


outbox = Outbox(letters, letters.c.user_id, (letters.c.day, letters.c.id), _notification, true())


async def plan(
    tx: Transaction, user_id: int, day: date, content: NotificationContent, now: datetime, *, on_hold: bool
) -> int:
    """Plan a notification to be sent from now on, or `on_hold` until it is hastened; its id."""
    values = {"user_id": user_id, "day": day, "content": content.model_dump_json()}
    new = letters.insert().values(**values, **planned(now, on_hold=on_hold)).returning(letters.c.id)
    return (await tx.connection.execute(new)).scalar_one()


async def replan(
    tx: Transaction,
    notification: Notification,
    day: date,
    content: NotificationContent,
    now: datetime,
    *,
    on_hold: bool,
) -> None:
    """Let a notification that Discord surely does not have carry more, and reach up to a later day."""
    values = {"day": day, "content": content.model_dump_json(), **planned(now, on_hold=on_hold)}
    await outbox.change_one(tx, notification.id, **values)


async def waiting(view: Reading, user_id: int) -> list[Notification]:
    """The person's notifications that are still to be sent, oldest first."""
    return await _select(view, outbox.is_pending & (letters.c.user_id == user_id))


async def has(view: Reading, user_id: int, day: date) -> bool:
    """Whether the person has, or will have, a notification that reaches up to this day or a later one."""
    query = select(letters.c.id).where(letters.c.user_id == user_id, letters.c.day >= day).limit(1)
    return (await view.connection.execute(query)).first() is not None


async def came_to_nothing(view: Reading, since: date) -> dict[tuple[DeliveryState, str | None], int]:
    """How many notifications of the days since then failed or could not be confirmed, by state and reason."""
    ended = letters.c.state.in_((DeliveryState.FAILED, DeliveryState.UNCONFIRMED))
    query = select(letters.c.state, letters.c.reason, func.count()).where(ended, letters.c.day >= since)
    rows = await view.connection.execute(query.group_by(letters.c.state, letters.c.reason))
    return {(DeliveryState(state), reason): count for state, reason, count in rows}


async def of_user(view: Reading, user_id: int, notification_id: int) -> Notification | None:
    """The person's notification with this id."""
    notifications = await _select(view, (letters.c.user_id == user_id) & (letters.c.id == notification_id))
    return notifications[0] if notifications else None


async def forget(tx: Transaction, before: datetime, most: int) -> int:
    """Forget up to `most` notifications of which nothing is to come any more and that were planned before
    then; how many those were.
    """
    old = select(letters.c.id).where(letters.c.planned_at < before, letters.c.state.not_in(PENDING_STATES))
    ids = list((await tx.connection.execute(old.order_by(letters.c.planned_at).limit(most))).scalars())
    if ids:
        tx.erase_traces()
        await tx.connection.execute(delete(letters).where(letters.c.id.in_(ids)))
    return len(ids)


async def _select(view: Reading, where: ColumnElement[bool]) -> list[Notification]:
    query = select(letters).where(where).order_by(letters.c.day, letters.c.id)
    rows = (await view.connection.execute(query)).mappings()
    return readable(rows, _notification, "notification", "id")
