"""Channel subscriptions, the same for the slash commands and the command line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from bot import due
from bot.digests.changes import change_of, differences
from bot.digests.outlook import Outlook, look_out
from bot.digests.planner import plan_by_hand
from bot.digests.preview import Preview, look_ahead
from bot.digests.week import next_weekly
from bot.errors import UserError
from bot.models import ChangeKind, ChannelSettings, Delivery, Subscription
from bot.models.clock import Clock
from bot.models.outbox import REMOVED
from bot.rendering.escape import escape
from bot.settings import Settings
from bot.store import Store, Transaction, changes, deliveries, subscriptions, weeks

MOST_PER_GUILD = 25  # subscriptions; a guild that has more keeps them
RECENT_DAYS = 14  # of which is told what became of them


@dataclass(frozen=True)
class Channels:
    """Which channels get the daily papers, and what became of them lately."""

    store: Store
    settings: Settings
    clock: Clock

    @property
    def day_ends(self) -> time:
        """When an edition day is finished (UTC)."""
        return self.settings.schedule.day_ends

    async def of_id(self, channel_id: int, name: str | None = None) -> Subscription | None:
        """The channel's subscription of this name, or without a name its only one.

        UserError if there are several and none is named.
        """
        async with self.store.reading() as view:
            return await subscriptions.of_channel(view, channel_id, name)

    async def in_channel(self, channel_id: int) -> list[Subscription]:
        """The channel's subscriptions, oldest first."""
        async with self.store.reading() as view:
            return await subscriptions.in_channel(view, channel_id)

    async def of_guild(self, guild_id: int) -> list[Subscription]:
        """The guild's subscriptions, oldest first."""
        async with self.store.reading() as view:
            return await subscriptions.of_guild(view, guild_id)

    async def changed(
        self, guild_id: int, channel_id: int, changes: Mapping[str, Any], *, name: str | None = None
    ) -> ChannelSettings:
        """The settings of the channel's subscription of this name, without a name of its only one, with these
        changes by name; of a new one the usual ones with them.

        UserError if the channel's zone is one that this machine does not know, and is not changed.
        """
        subscription = await self.of_id(channel_id, name)
        settings = (
            subscription.settings
            if subscription
            else ChannelSettings(guild_id=guild_id, channel_id=channel_id, name=name or "")
        )
        if not settings.has_valid_zone and "zone" not in changes:
            raise UserError("channels-unknown-zone", zone=escape(settings.zone))
        return ChannelSettings.model_validate(settings.model_dump() | dict(changes))

    async def subscribe(
        self, settings: ChannelSettings, *, configured_by: int | None = None, limited: bool = True
    ) -> Subscription:
        """Add a subscription, or change the one of this channel and name; what waits for it is tried at once.

        A new one starts with its next due day, never with history. UserError if the guild has as many as it
        may, unless that is not `limited`: what an export brings was there before.
        """
        due_time, zone, now = settings.due_time, settings.tz, self.clock()
        async with self.store.transaction() as tx:
            earlier = await subscriptions.of_channel(tx, settings.channel_id, settings.name)
            if limited and earlier is None:
                await _check_number(tx, settings)
            subscription = await subscriptions.add(
                tx,
                settings,
                configured_by=configured_by,
                settled_day=due.first_settled_day(now, due_time, zone, self.day_ends),
                next_due_at=due.next_due(now, due_time, zone, settings.weekdays),
            )
            await deliveries.outbox.hasten(tx, [subscription.id], now)
            await weeks.move(tx, subscription.id, next_weekly(subscription, now))
            differing = differences(earlier and earlier.settings, settings)
            if earlier is None or differing.after:
                kind = ChangeKind.EDITED if earlier else ChangeKind.ADDED
                await changes.note_change(tx, change_of(settings, kind, configured_by, now, differing))
        return subscription

    async def unsubscribe(
        self, channel_id: int, *, name: str | None = None, user_id: int | None = None
    ) -> bool:
        """End a subscription and what was waiting for it; False if there was none.

        Without a name the only one of the channel; UserError if there are several. `user_id` is who does it.
        """
        now = self.clock()
        async with self.store.transaction() as tx:
            subscription = await subscriptions.of_channel(tx, channel_id, name)
            if subscription is None:
                return False
            await deliveries.abandon(tx, subscription.id, REMOVED)
            await weeks.abandon(tx, subscription.id, REMOVED)
            await subscriptions.remove(tx, subscription.id, now)
            change = change_of(subscription.settings, ChangeKind.REMOVED, user_id, now)
            await changes.note_change(tx, change)
        return True

    async def preview(self, subscription: Subscription) -> Preview:
        """How the last finished day would look there, and what of its settings can never bring anything."""
        async with self.store.reading() as view:
            return await look_ahead(view, self.settings, subscription, self.clock())

    async def outlook(self, chosen: ChannelSettings) -> Outlook:
        """How the channel's subscription of this name, or a new one, would stand with these settings."""
        async with self.store.reading() as view:
            current = await subscriptions.of_channel(view, chosen.channel_id, chosen.name)
            return await look_out(view, self.settings, chosen, current, self.clock())

    async def revive(self, guild_id: int) -> int:
        """Try a guild's paused channels again at once, since somebody cares for them again; how many."""
        now = self.clock()
        if not any(subscription.paused_at for subscription in await self.of_guild(guild_id)):
            return 0
        async with self.store.transaction() as tx:
            paused = [s.id for s in await subscriptions.of_guild(tx, guild_id) if s.paused_at]
            await subscriptions.revive(tx, guild_id=guild_id)
            await deliveries.outbox.hasten(tx, paused, now)
        return len(paused)

    async def plan_by_hand(
        self, day: date, subscribers: Iterable[Subscription], *, partial: bool = False
    ) -> set[int]:
        """Plan a stored day for channels, whatever their place in the calendar; the subscriptions to which
        there is now something to send.
        """
        return await plan_by_hand(self.store, self.settings, day, subscribers, self.clock(), partial=partial)

    async def recent_deliveries(self, of: Sequence[Subscription]) -> Mapping[int, Sequence[Delivery]]:
        """What became of the last two weeks' messages, by subscription; empty for one that had none."""
        first_day = (self.clock() - timedelta(days=RECENT_DAYS)).date()
        async with self.store.reading() as view:
            recent = await deliveries.since(view, first_day, [each.id for each in of])
        by_subscription: defaultdict[int, list[Delivery]] = defaultdict(list)
        for delivery in recent:
            by_subscription[delivery.subscription_id].append(delivery)
        return by_subscription


async def _check_number(tx: Transaction, settings: ChannelSettings) -> None:
    if len(await subscriptions.of_guild(tx, settings.guild_id)) >= MOST_PER_GUILD:
        raise UserError("subscription-too-many", most=MOST_PER_GUILD)
