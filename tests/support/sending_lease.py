"""The lease on delivering, held by a test."""

from __future__ import annotations

from datetime import timedelta

from bot.delivery.lease import Lease
from bot.models.clock import Clock
from bot.store import Store, leases

DAY = timedelta(days=1)


async def held_lease(store: Store, clock: Clock, holder: str = "here") -> Lease:
    """Taken under this name from whoever had it, for a day."""
    return await seize(Lease(store, clock, DAY.total_seconds(), holder=holder), store, clock)


async def seize(lease: Lease, store: Store, clock: Clock) -> Lease:
    """Take it from whoever had it."""
    async with store.transaction() as tx:
        await leases.hold(tx, lease.holder, clock(), DAY)
    assert await lease.take() is None
    return lease
