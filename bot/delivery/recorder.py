"""The outcome of an attempt, written down; and what it means for what the channel is sent next."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bot import due
from bot.delivery.backoff import wait_seconds
from bot.delivery.outcomes import Closed, Later, Outcome, Posted, Refused, Rejected, Unconfirmed
from bot.models import Delivery, Subscription
from bot.settings import DeliverySettings
from bot.store import Transaction, deliveries, subscriptions

log = logging.getLogger(__name__)

FEWEST_ATTEMPTS = 10  # before a delivery is given up, even if a jumping clock says that it is old


@dataclass(frozen=True)
class Attempt:
    """One try at one delivery: `delivery` is the row as it was before, `now` the time after (UTC)."""

    subscription: Subscription
    delivery: Delivery
    now: datetime

    def __str__(self) -> str:
        channel_id, d = self.subscription.settings.channel_id, self.delivery
        return f"channel {channel_id}, {d.day}, part {d.part}/{d.parts}"


@dataclass(frozen=True)
class Recorder:
    """Writes outcomes down by the rules of the settings."""

    settings: DeliverySettings
    random: Random

    async def record(self, tx: Transaction, attempt: Attempt, outcome: Outcome) -> bool:
        """Whether the channel's next message may follow at once."""
        match outcome:
            case Posted(message_id):
                await self._posted(tx, attempt, message_id)
            case Refused(reason):
                log.error("%s is refused: %s", attempt, reason)
                await deliveries.mark_failed(tx, attempt.delivery.id, reason)
            case Unconfirmed(reason):
                log.warning("%s cannot be confirmed: %s", attempt, reason)
                await deliveries.mark_unconfirmed(tx, attempt.delivery.id, reason)
            case Closed(reason):
                await self._pause(tx, attempt, reason)
                return False
            case Rejected(reason):
                await deliveries.mark_waiting(tx, attempt.delivery, reason, unknown=False)
                return False
            case Later():
                return await self._postpone(tx, attempt, outcome)
        return True

    async def _posted(self, tx: Transaction, attempt: Attempt, message_id: int) -> None:
        await deliveries.mark_posted(tx, attempt.delivery.id, message_id, attempt.now)
        if attempt.subscription.paused_at:
            await subscriptions.revive(tx, subscription_id=attempt.subscription.id)

    async def _pause(self, tx: Transaction, attempt: Attempt, reason: str) -> None:
        subscription = attempt.subscription
        if await subscriptions.pause(tx, subscription.id, reason, attempt.now):
            log.warning("channel %d is paused: %s", subscription.settings.channel_id, reason)
        paused_for = attempt.now - (subscription.paused_at or attempt.now)
        is_given_up = paused_for > timedelta(days=self.settings.paused_days)
        await deliveries.mark_waiting(tx, attempt.delivery, reason, unknown=False)
        # Not `next_due_at`: it lies in the past while a channel waits for its day.
        chosen = subscription.settings
        due_at = due.next_due(attempt.now, chosen.due_time, chosen.tz, chosen.weekdays)
        await deliveries.postpone(tx, subscription.id, None if is_given_up else due_at)

    async def _postpone(self, tx: Transaction, attempt: Attempt, later: Later) -> bool:
        delivery, attempts = attempt.delivery, attempt.delivery.attempts + 1
        is_old = attempt.now - delivery.planned_at > timedelta(hours=self.settings.retry_hours)
        if is_old and attempts >= FEWEST_ATTEMPTS:
            await self._give_up(tx, attempt, later)
            return True
        seconds = max(wait_seconds(attempts, self.settings.first_retry_seconds, self.random), later.seconds)
        log.info("%s waits %.0f s: %s", attempt, seconds, later.reason)
        await deliveries.mark_waiting(tx, delivery, later.reason, unknown=later.unknown)
        await deliveries.postpone(tx, delivery.subscription_id, attempt.now + timedelta(seconds=seconds))
        return False

    async def _give_up(self, tx: Transaction, attempt: Attempt, later: Later) -> None:
        log.error("%s is given up: %s", attempt, later.reason)
        if later.unknown or attempt.delivery.unknown_since:
            await deliveries.mark_unconfirmed(tx, attempt.delivery.id, later.reason)
        else:
            await deliveries.mark_failed(tx, attempt.delivery.id, later.reason)
