"""Channels subscribed at a moment of the test's choice."""

from __future__ import annotations

from datetime import datetime

from bot.digests.channels import Channels
from bot.models import ChannelSettings, Subscription
from bot.settings import ScheduleSettings, Settings
from bot.store import Store


async def subscribe(
    store: Store,
    schedule: ScheduleSettings,
    chosen: ChannelSettings,
    now: datetime,
    *,
    configured_by: int | None = None,
) -> Subscription:
    """Subscribe a channel as if it were `now`, however many its guild has."""
    channels = Channels(store, Settings(schedule=schedule), lambda: now)
    return await channels.subscribe(chosen, configured_by=configured_by, limited=False)
