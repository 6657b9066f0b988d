"""Subscribing channels, the same for the slash commands and the command line."""

from __future__ import annotations

from datetime import datetime

from bot import due
from bot.errors import UserError
from bot.models import ChannelSettings, Subscription
from bot.settings import ScheduleSettings
from bot.store import Store, Transaction, deliveries, subscriptions

MOST_PER_GUILD = 25  # subscriptions; a guild that has more keeps them


async def subscribe(
    store: Store,
    schedule: ScheduleSettings,
    settings: ChannelSettings,
    now: datetime,
    *,
    configured_by: int | None = None,
    limited: bool = True,
) -> Subscription:
    """Add a subscription, or change the one with this channel and name; what waits for it is tried at once.

    A new one starts with its next due day, never with history. UserError if the guild has as many as it may,
    unless that is not `limited`: what an export brings was there before.
    """
    due_time, zone = settings.due_time, settings.tz
    async with store.transaction() as tx:
        if limited:
            await _check_number(tx, settings)
        subscription = await subscriptions.add(
            tx,
            settings,
            configured_by=configured_by,
            settled_day=due.first_settled_day(now, due_time, zone, schedule.day_ends),
            next_due_at=due.next_due(now, due_time, zone, settings.weekdays),
        )
        await deliveries.outbox.hasten(tx, [subscription.id], now)
    return subscription


async def _check_number(tx: Transaction, settings: ChannelSettings) -> None:
    is_new = await subscriptions.of_channel(tx, settings.channel_id, settings.name) is None
    if is_new and len(await subscriptions.of_guild(tx, settings.guild_id)) >= MOST_PER_GUILD:
        raise UserError("subscription-too-many", most=MOST_PER_GUILD)


async def unsubscribe(store: Store, channel_id: int, now: datetime, *, name: str | None = None) -> bool:
    """End a subscription and what was waiting for it; False if there was none.

    Without a name the only one of the channel; UserError if there are several.
    """
    async with store.transaction() as tx:
        subscription = await subscriptions.of_channel(tx, channel_id, name)
        if subscription is None:
            return False
        await deliveries.abandon(tx, subscription.id, "removed")
        await subscriptions.remove(tx, subscription.id, now)
    return True


async def revive(store: Store, guild_id: int, now: datetime) -> int:
    """Try a guild's paused channels again at once, since the bot was invited anew; how many there were."""
    async with store.reading() as view:
        if not any(s.paused_at for s in await subscriptions.of_guild(view, guild_id)):
            return 0
    async with store.transaction() as tx:
        paused = [s.id for s in await subscriptions.of_guild(tx, guild_id) if s.paused_at]
        await subscriptions.revive(tx, guild_id=guild_id)
        await deliveries.outbox.hasten(tx, paused, now)
    return len(paused)
