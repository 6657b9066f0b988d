"""Channel subscriptions: who gets the digest where, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, RowMapping, bindparam, select, update

from bot.errors import UserError
from bot.models import ChannelSettings, Subscription
from bot.models.base import STORED
from bot.store.database import Reading, Transaction
from bot.store.rows import is_day, model_of, readable, readable_or_none
from bot.store.schema import IS_UNTOLD, subscriptions
from bot.store.served import IS_SERVED

_SETTINGS = tuple(ChannelSettings.model_fields)
_THERE = subscriptions.c.removed_at.is_(None)
# Put together once, as they are asked for each message, and each day of each channel.
_MOVE = update(subscriptions).where(subscriptions.c.id == bindparam("moved_id"))
_IS_ONE_OF = subscriptions.c.id.in_(bindparam("ids", expanding=True))
_BY_IDS = select(subscriptions).where(_IS_ONE_OF, _THERE).order_by(subscriptions.c.id)


class Move(NamedTuple):
    """A channel's new place in the calendar: `settled_day` is the day up to which it is owed nothing."""

    moved_id: int
    settled_day: date
    next_due_at: datetime


async def add(
    tx: Transaction,
    settings: ChannelSettings,
    *,
    configured_by: int | None,
    settled_day: date,
    next_due_at: datetime,
) -> Subscription:
    """Add a subscription, or change the settings of the one with this channel and name; it is not paused.

    `settled_day` is where a new one starts. One that was removed and comes back starts there too, but keeps
    the memory of what it has had.
    """
    values = _columns(settings) | {"configured_by": configured_by, "next_due_at": next_due_at, **_REVIVED}
    here = _named(settings.channel_id, settings.name)
    earlier = (await tx.connection.execute(select(subscriptions).where(here))).mappings().first()
    if earlier is None:
        await tx.connection.execute(subscriptions.insert().values(**values, settled_day=settled_day))
    else:
        start = {"settled_day": settled_day, **_RESUMED} if earlier["removed_at"] else {}
        await _change(tx, here, **values, **start, removed_at=None)
    (subscription,) = await _select(tx, here)
    return subscription


async def remove(tx: Transaction, subscription_id: int, now: datetime) -> None:
    """End a subscription. What the channel has had of it is remembered."""
    await _change(tx, (subscriptions.c.id == subscription_id) & _THERE, removed_at=now)


async def restore(tx: Transaction, subscription_id: int, guild_id: int, since: datetime) -> bool:
    """Take back that a guild's subscription was removed; False if that was not done since then (UTC)."""
    guild_row = (subscriptions.c.id == subscription_id) & (subscriptions.c.guild_id == guild_id)
    return await _change(tx, guild_row & (subscriptions.c.removed_at >= since), removed_at=None) > 0


async def of_channel(view: Reading, channel_id: int, name: str | None = None) -> Subscription | None:
    """The channel's subscription of this name, or without a name its only one; None if there is none.

    UserError if there are several and none is named.
    """
    subscriptions_here = await in_channel(view, channel_id)
    if name is not None:
        return next((each for each in subscriptions_here if each.settings.name == name), None)
    if len(subscriptions_here) > 1:
        raise several(subscriptions_here)
    return subscriptions_here[0] if subscriptions_here else None


def several(subscriptions_here: Sequence[Subscription]) -> UserError:
    """The sentence that asks which subscription of a channel is meant."""
    names = ", ".join(f"“{subscription.settings.name}”" for subscription in subscriptions_here)
    return UserError("subscription-several", names=names)


async def in_channel(view: Reading, channel_id: int) -> list[Subscription]:
    """The channel's subscriptions, oldest first."""
    return await _select(view, subscriptions.c.channel_id == channel_id)


async def of_guild(view: Reading, guild_id: int) -> list[Subscription]:
    """The guild's subscriptions, oldest first."""
    return await _select(view, subscriptions.c.guild_id == guild_id)


async def every(view: Reading) -> list[Subscription]:
    """All subscriptions, oldest first."""
    return await _select(view, _THERE)


async def served(view: Reading) -> list[Subscription]:
    """Those of all guilds that the bot has not left, oldest first."""
    return await _select(view, IS_SERVED)


async def by_ids(view: Reading, ids: Sequence[int]) -> dict[int, Subscription]:
    """The subscriptions with these ids that were not removed."""
    rows = (await view.connection.execute(_BY_IDS, {"ids": ids})).mappings()
    return {subscription.id: subscription for subscription in _readable(rows)}


async def due(view: Reading, now: datetime) -> list[int]:
    """The ids of the served subscriptions whose due time has come, longest due first."""
    query = select(subscriptions.c.id).where(subscriptions.c.next_due_at <= now, IS_SERVED)
    query = query.order_by(subscriptions.c.next_due_at, subscriptions.c.id)
    return list((await view.connection.execute(query)).scalars())


async def any_due(view: Reading, since: datetime, now: datetime) -> bool:
    """Whether the due time of a subscription has come since then, and nothing was planned for it yet."""
    query = select(subscriptions.c.id).where(subscriptions.c.next_due_at.between(since, now), IS_SERVED)
    return (await view.connection.execute(query.limit(1))).first() is not None


async def due_after(view: Reading, moment: datetime) -> list[Subscription]:
    """The subscriptions whose next due time lies after `moment`."""
    later = select(subscriptions.c.id).where(subscriptions.c.next_due_at > moment)  # apart: see untold_pauses
    return await _select(view, subscriptions.c.id.in_(later) & IS_SERVED)


async def oldest_settled_day(view: Reading) -> date | None:
    """The day up to which no channel is owed anything; None without subscriptions."""
    oldest = subscriptions.c.settled_day  # by the index: the minimum of so few would be looked for in all
    query = select(oldest).where(IS_SERVED, is_day(oldest)).order_by(oldest).limit(1)
    return readable_or_none((await view.connection.execute(query)).scalar())


async def move(tx: Transaction, moves: Iterable[Move]) -> None:
    """Put channels to their new places in the calendar."""
    if values := [move._asdict() for move in moves]:
        await tx.connection.execute(_MOVE, values)


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


async def suspend(tx: Transaction, subscription_id: int, user_id: int, now: datetime) -> bool:
    """Post nothing there until somebody resumes it; whether it was not suspended already."""
    running = (subscriptions.c.id == subscription_id) & subscriptions.c.suspended_at.is_(None)
    return await _change(tx, running, suspended_at=now, suspended_by=user_id) > 0


async def resume(tx: Transaction, subscription_id: int, *, settled_day: date, next_due_at: datetime) -> bool:
    """End what a person paused, at a new place in the calendar; whether it was suspended."""
    suspended = (subscriptions.c.id == subscription_id) & subscriptions.c.suspended_at.is_not(None)
    place = {"settled_day": settled_day, "next_due_at": next_due_at}
    return await _change(tx, suspended, **place, **_RESUMED) > 0


async def untold_pauses(view: Reading) -> list[Subscription]:
    """Paused subscriptions of which nobody was told."""
    untold = select(subscriptions.c.id).where(IS_UNTOLD)  # apart: the order would cost its index
    return await _select(view, subscriptions.c.id.in_(untold) & IS_SERVED)


async def mark_pause_announced(tx: Transaction, subscription_id: int) -> None:
    """Remember that somebody was told of the pause."""
    await _change(tx, subscriptions.c.id == subscription_id, pause_told=True)


_RESUMED: dict[str, Any] = {"suspended_at": None, "suspended_by": None}
_REVIVED: dict[str, Any] = {"paused_at": None, "paused_reason": None, "pause_told": False}


async def _change(tx: Transaction, where: ColumnElement[bool], **values: object) -> int:
    return (await tx.connection.execute(update(subscriptions).where(where).values(**values))).rowcount


def _named(channel_id: int, name: str) -> ColumnElement[bool]:
    return (subscriptions.c.channel_id == channel_id) & (subscriptions.c.name == name)


async def _select(view: Reading, where: ColumnElement[bool]) -> list[Subscription]:
    query = select(subscriptions).where(where, _THERE).order_by(subscriptions.c.id)
    return _readable((await view.connection.execute(query)).mappings())


def _readable(rows: Iterable[RowMapping]) -> list[Subscription]:
    return readable(rows, _subscription, "channel", "channel_id")


def _columns(settings: ChannelSettings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in _SETTINGS}


def _subscription(row: RowMapping) -> Subscription:
    settings = ChannelSettings.model_validate({name: row[name] for name in _SETTINGS}, context=STORED)
    return model_of(Subscription, row, settings=settings)
