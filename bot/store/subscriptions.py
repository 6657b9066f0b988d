"""Channel subscriptions: who gets the digest where, and how far each channel has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, select, update

from bot.models import ChannelSettings, Subscription
from bot.models.base import STORED
from bot.store.database import Reading, Transaction
from bot.store.rows import is_day, model_of, readable, readable_or_none
from bot.store.schema import subscriptions

_SETTINGS = tuple(ChannelSettings.model_fields)
_THERE = subscriptions.c.removed_at.is_(None)


async def add(
    tx: Transaction,
    settings: ChannelSettings,
    *,
    configured_by: int | None,
    settled_day: date,
    next_due_at: datetime,
) -> Subscription:
    """Subscribe a channel, or change the settings of one that is subscribed; either way it is not paused.

    `settled_day` is where a new channel starts. One that was removed and comes back starts there too, but
    keeps the memory of what it has had.
    """
    values = _columns(settings) | {"configured_by": configured_by, "next_due_at": next_due_at, **_REVIVED}
    known = await _by_channel(tx, settings.channel_id, removed=True)
    if known is None:
        await tx.connection.execute(subscriptions.insert().values(**values, settled_day=settled_day))
    else:
        start = {"settled_day": settled_day} if known["removed_at"] else {}
        await _change(tx, subscriptions.c.id == known["id"], **values, **start, removed_at=None)
    found = await of_channel(tx, settings.channel_id)
    assert found is not None  # noqa: S101 - just written
    return found


async def remove(tx: Transaction, channel_id: int, now: datetime) -> bool:
    """End a subscription; whether there was one. What the channel has had is remembered."""
    return await _change(tx, (subscriptions.c.channel_id == channel_id) & _THERE, removed_at=now) > 0


async def of_channel(view: Reading, channel_id: int) -> Subscription | None:
    """The channel's subscription."""
    row = await _by_channel(view, channel_id, removed=False)
    return None if row is None else _subscription(row)


async def of_guild(view: Reading, guild_id: int) -> list[Subscription]:
    """The guild's subscriptions, oldest first."""
    return await _select(view, subscriptions.c.guild_id == guild_id)


async def every(view: Reading) -> list[Subscription]:
    """All subscriptions, oldest first."""
    return await _select(view, _THERE)


async def by_ids(view: Reading, ids: Sequence[int]) -> dict[int, Subscription]:
    """The subscriptions with these ids that were not removed."""
    return {found.id: found for found in await _select(view, subscriptions.c.id.in_(ids))}


async def due(view: Reading, now: datetime) -> list[int]:
    """The ids of the subscriptions whose due time has come, longest due first."""
    query = select(subscriptions.c.id).where(subscriptions.c.next_due_at <= now, _THERE)
    query = query.order_by(subscriptions.c.next_due_at, subscriptions.c.id)
    return list((await view.connection.execute(query)).scalars())


async def due_after(view: Reading, moment: datetime) -> list[Subscription]:
    """The subscriptions whose next due time lies after `moment`."""
    return await _select(view, subscriptions.c.next_due_at > moment)


async def oldest_settled_day(view: Reading) -> date | None:
    """The day up to which no channel is owed anything; None without subscriptions."""
    query = select(func.min(subscriptions.c.settled_day)).where(_THERE, is_day(subscriptions.c.settled_day))
    return readable_or_none((await view.connection.execute(query)).scalar())


async def move(tx: Transaction, subscription_id: int, *, settled_day: date, next_due_at: datetime) -> None:
    """Put a channel to its new place in the calendar."""
    here = subscriptions.c.id == subscription_id
    await _change(tx, here, settled_day=settled_day, next_due_at=next_due_at)


async def pause(tx: Transaction, subscription_id: int, reason: str, now: datetime) -> bool:
    """Pause with a reason; whether it was running until now."""
    where = (subscriptions.c.id == subscription_id) & subscriptions.c.paused_at.is_(None)
    paused = await _change(tx, where, paused_at=now, paused_reason=reason, pause_told=False)
    if not paused:
        await _change(tx, subscriptions.c.id == subscription_id, paused_reason=reason)
    return paused > 0


async def revive(tx: Transaction, *, subscription_id: int | None = None, guild_id: int | None = None) -> int:
    """End the pause of a subscription, or of all of a guild; how many were paused."""
    which = (
        subscriptions.c.id == subscription_id
        if subscription_id is not None
        else subscriptions.c.guild_id == guild_id
    )
    return await _change(tx, which & subscriptions.c.paused_at.is_not(None), **_REVIVED)


async def untold_pauses(view: Reading) -> list[Subscription]:
    """Paused subscriptions of which nobody was told."""
    return await _select(view, subscriptions.c.paused_at.is_not(None) & subscriptions.c.pause_told.is_(False))


async def pause_told(tx: Transaction, subscription_id: int) -> None:
    """Remember that somebody was told of the pause."""
    await _change(tx, subscriptions.c.id == subscription_id, pause_told=True)


_REVIVED: dict[str, Any] = {"paused_at": None, "paused_reason": None, "pause_told": False}


async def _change(tx: Transaction, where: ColumnElement[bool], **values: object) -> int:
    return (await tx.connection.execute(update(subscriptions).where(where).values(**values))).rowcount


async def _by_channel(view: Reading, channel_id: int, *, removed: bool) -> RowMapping | None:
    query = select(subscriptions).where(subscriptions.c.channel_id == channel_id)
    query = query if removed else query.where(_THERE)
    return (await view.connection.execute(query)).mappings().first()


async def _select(view: Reading, where: ColumnElement[bool]) -> list[Subscription]:
    query = select(subscriptions).where(where, _THERE).order_by(subscriptions.c.id)
    rows = (await view.connection.execute(query)).mappings()
    return readable(rows, _subscription, "channel", "channel_id")


def _columns(settings: ChannelSettings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in _SETTINGS}


def _subscription(row: RowMapping) -> Subscription:
    settings = ChannelSettings.model_validate({name: row[name] for name in _SETTINGS}, context=STORED)
    return model_of(Subscription, row, settings=settings)
