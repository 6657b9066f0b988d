"""Subscribing channels, the same for the slash commands and the command line."""

from __future__ import annotations

from datetime import datetime

from bot import due
from bot.models import ChannelSettings, Subscription
from bot.settings import ScheduleSettings
from bot.store import Store, deliveries, subscriptions


async def subscribe(
    store: Store,
    schedule: ScheduleSettings,
    settings: ChannelSettings,
    now: datetime,
    *,
    configured_by: int | None = None,
) -> Subscription:
    """Subscribe a channel, or change one that is subscribed; what was waiting for it is tried at once.

    A new channel starts with its next due day, never with history.
    """
    due_time, zone = settings.due_time, settings.tz
    async with store.transaction() as tx:
        subscription = await subscriptions.add(
            tx,
            settings,
            configured_by=configured_by,
            settled_day=due.first_settled_day(now, due_time, zone, schedule.day_ends),
            next_due_at=due.next_due(now, due_time, zone),
        )
        await deliveries.outbox.hasten(tx, [subscription.id], now)
    return subscription


async def unsubscribe(store: Store, channel_id: int, now: datetime) -> bool:
    """End a channel's subscription and what was waiting for it; False if there was none."""
    async with store.transaction() as tx:
        subscription = await subscriptions.of_channel(tx, channel_id)
        if subscription is None:
            return False
        await deliveries.abandon(tx, subscription.id, "removed")
        return await subscriptions.remove(tx, channel_id, now)


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
