"""Due times that a change of the clock or of a zone's rules has led astray."""

from __future__ import annotations

from datetime import datetime

from bot import due
from bot.apart import apart
from bot.digests.batches import CHANNELS_PER_TRANSACTION, batched
from bot.models import Subscription
from bot.store import Store, subscriptions
from bot.store.subscriptions import Move


async def recompute_due_times(store: Store, now: datetime) -> None:
    """Put due times right that lie further ahead than any can: the clock or a zone's rules have changed."""
    latest = now + due.LONGEST_WAIT
    async with store.reading() as view:
        late = await subscriptions.due_after(view, latest)
    ids = [subscription.id for subscription in late if _is_astray(subscription, now)]
    for batch in batched(ids, CHANNELS_PER_TRANSACTION):
        async with store.transaction() as tx:
            for subscription in (await subscriptions.by_ids(tx, batch)).values():
                due_at = _next_due(subscription, now)
                if subscription.next_due_at > due_at:
                    await subscriptions.move(tx, [Move(subscription.id, subscription.settled_day, due_at)])


def _next_due(subscription: Subscription, now: datetime) -> datetime:
    chosen = subscription.settings
    return due.next_due(now, chosen.due_time, chosen.tz, chosen.weekdays)


def _is_astray(subscription: Subscription, now: datetime) -> bool:
    """Whether its due time lies ahead of the next one; one that has none is for planning to tell of."""
    with apart(f"channel {subscription.settings.address}"):
        return subscription.next_due_at > _next_due(subscription, now)
    return False
