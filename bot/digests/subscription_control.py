"""What those who manage a server do with one of its subscriptions, and the history of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot import due
from bot.digests.changes import Differences, change_of
from bot.digests.channels import Channels
from bot.digests.composer import Choice, Composer
from bot.errors import UserError
from bot.models import ChangeKind, Delivery, Digest, Subscription
from bot.models.clock import Clock
from bot.models.outbox import REMOVED
from bot.settings import Settings
from bot.store import Store, Transaction, changes, deliveries, editions, subscriptions, weeks
from bot.store.changes import ChangesPage

HISTORY_LIFETIME = timedelta(days=90)
CHANGES_TIDIED = 1_000  # in one transaction, for which others wait
WAY_BACK = timedelta(minutes=10)  # for which a removal can be taken back


@dataclass(frozen=True)
class SubscriptionControl:
    """Takes the guild of whoever asks: UserError for a subscription of another one, or for none."""

    store: Store
    settings: Settings
    clock: Clock
    channels: Channels

    async def subscription(self, guild_id: int, subscription_id: int) -> Subscription:
        """The guild's subscription."""
        async with self.store.reading() as view:
            subscription = (await subscriptions.by_ids(view, [subscription_id])).get(subscription_id)
        if subscription is None or subscription.settings.guild_id != guild_id:
            raise UserError("control-gone")
        return subscription

    async def suspend(self, guild_id: int, subscription_id: int, user_id: int) -> Subscription:
        """Post nothing there until a person resumes it."""
        subscription = await self.subscription(guild_id, subscription_id)
        async with self.store.transaction() as tx:
            if await subscriptions.suspend(tx, subscription.id, user_id, self.clock()):
                await self._note(tx, subscription, ChangeKind.SUSPENDED, user_id)
        return await self.subscription(guild_id, subscription_id)

    async def resume(self, guild_id: int, subscription_id: int, user_id: int) -> Subscription:
        """Go on with the next due time: nothing of the time between is owed, but can be posted by hand.

        UserError if the subscription's zone is not known on this machine.
        """
        subscription = await self.subscription(guild_id, subscription_id)
        chosen, now = subscription.settings, self.clock()
        if not chosen.has_valid_zone:
            raise UserError("channels-unknown-zone", zone=chosen.zone)
        started = due.first_settled_day(now, chosen.due_time, chosen.tz, self.channels.day_ends)
        due_at = due.next_due(now, chosen.due_time, chosen.tz, chosen.weekdays)
        settled_day = max(started, subscription.settled_day)
        async with self.store.transaction() as tx:
            if await subscriptions.resume(tx, subscription.id, settled_day=settled_day, next_due_at=due_at):
                await subscriptions.revive(tx, subscription_id=subscription.id)
                await self._note(tx, subscription, ChangeKind.RESUMED, user_id)
        return await self.subscription(guild_id, subscription_id)

    async def remove(self, guild_id: int, subscription_id: int, user_id: int) -> Subscription:
        """End the subscription, which is returned as it was."""
        subscription, now = await self.subscription(guild_id, subscription_id), self.clock()
        async with self.store.transaction() as tx:
            await deliveries.abandon(tx, subscription.id, REMOVED)
            await weeks.abandon(tx, subscription.id, REMOVED)
            await subscriptions.remove(tx, subscription.id, now)
            await self._note(tx, subscription, ChangeKind.REMOVED, user_id)
        return subscription

    async def restore(self, guild_id: int, subscription_id: int, user_id: int) -> Subscription:
        """Take a removal back, with what waited then; UserError after ten minutes."""
        now, since = self.clock(), self.clock() - WAY_BACK
        waiting_since = now.date() - self.settings.schedule.catch_up_posts * due.DAY
        async with self.store.transaction() as tx:
            if not await subscriptions.restore(tx, subscription_id, guild_id, since):
                raise UserError("control-too-late")
            restored = (await subscriptions.by_ids(tx, [subscription_id]))[subscription_id]
            await deliveries.take_up(tx, subscription_id, waiting_since, REMOVED, now)
            await self._note(tx, restored, ChangeKind.RESTORED, user_id)
        return restored

    async def choice(self, subscription: Subscription, day: date) -> Choice | None:
        """The papers that the subscription would be shown of a stored day; None if nothing is known of it."""
        composer = Composer(self.settings)
        async with self.store.reading() as view:
            return await composer.choose(view, await composer.kind_for(view, subscription, [day]))

    async def sample(self, subscription: Subscription) -> Digest | None:
        """The last finished day as it would look there, without its role, for a test."""
        composer = Composer(self.settings)
        async with self.store.reading() as view:
            if (day := await editions.latest_finished(view)) is None:
                return None
            digest = await composer.compose(view, await composer.kind_for(view, subscription, [day]))
        return digest and digest.model_copy(update={"role_id": None})

    async def deliveries_of(self, subscription: Subscription, day: date) -> list[Delivery]:
        """What became of a day's messages there."""
        async with self.store.reading() as view:
            return await deliveries.of_day(view, day, [subscription.id], partial=False)

    async def post(self, subscription: Subscription, day: date, user_id: int) -> list[Delivery]:
        """Plan a stored day there unless it has had it; what becomes of the day's messages.

        UserError while it is paused by hand: nothing would come.
        """
        if subscription.suspended_at:
            raise UserError("control-suspended")
        planned = await self.channels.plan_by_hand(day, [subscription])
        await self.channels.revive(subscription.settings.guild_id)
        if planned:
            async with self.store.transaction() as tx:
                await self._note(tx, subscription, ChangeKind.POSTED, user_id, day)
        return await self.deliveries_of(subscription, day)

    async def history(self, guild_id: int, *, start: int, most: int) -> ChangesPage:
        """Up to `most` of the guild's changes from the number `start` (from 0) on, newest first."""
        async with self.store.reading() as view:
            return await changes.history(view, guild_id, start=start, most=most)

    async def tidy(self) -> None:
        """Delete what was changed more than 90 days ago."""
        before, count = self.clock() - HISTORY_LIFETIME, CHANGES_TIDIED
        while count == CHANGES_TIDIED:
            async with self.store.transaction() as tx:
                if count := await changes.delete_changes(tx, before, CHANGES_TIDIED):
                    tx.erase_traces()

    async def _note(
        self,
        tx: Transaction,
        subscription: Subscription,
        kind: ChangeKind,
        user_id: int,
        day: date | None = None,
    ) -> None:
        differing = Differences({}, {"day": day.isoformat()}) if day else None
        change = change_of(subscription.settings, kind, user_id, self.clock(), differing)
        await changes.note_change(tx, change)
