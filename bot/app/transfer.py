"""`db copy` and `db restored`: a store that moves to another database, or was put back by its own tools."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NamedTuple

from bot.app.shard_lease import SoleLease
from bot.delivery.lease import LEASE_POLL_SECONDS, Lease
from bot.errors import UserError
from bot.models.clock import Clock
from bot.privacy import ErasedAgain, erase_again
from bot.store import Store, database_name, erasures, open_store, restorations, transfer
from bot.store.transfer import Progress, Transferred

LEASE_SECONDS = 60.0  # for which nobody delivers after a copy that was killed on another machine


class MarkedRestored(NamedTuple):
    """The store knows nothing since `taken_at` (UTC)."""

    taken_at: datetime
    erased: ErasedAgain


Wait = Callable[[str], object]  # told once of a holder that seems dead, and is waited for


async def copy_store(
    source_url: str, target_url: str, clock: Clock, progress: Progress, wait: Wait
) -> Transferred:
    """Put all that is in one store into another, empty one; both are at the newest schema then.

    UserError if a bot delivers from one of them, or if the other one is not empty.
    """
    if database_name(source_url) == database_name(target_url):
        raise UserError("transfer-onto-itself")
    async with (
        open_store(source_url) as source,
        open_store(target_url) as target,
        _quiet(source, clock, wait),
        _quiet(target, clock, wait),
        source.reading() as view,
        target.transaction() as tx,
    ):
        return await transfer.transfer(view, tx, progress)


async def mark_restored(url: str, taken_at: datetime | None, clock: Clock, wait: Wait) -> MarkedRestored:
    """Let what may have gone out since then (UTC) be looked for in Discord before it is sent, and erase
    whoever had their data erased since; without a moment, since the last thing that the store remembers.

    UserError if a bot delivers from it.
    """
    async with open_store(url) as store, _quiet(store, clock, wait), store.transaction() as tx:
        copied_at, now = taken_at or await restorations.last_memory(tx), clock()
        restoration = await restorations.begin(tx, copied_at, now)
        # The table is in no dump, so that what it says is of today.
        erased = await erase_again(tx, await erasures.every(tx), copied_at, now)
        return MarkedRestored(restoration.taken_at, erased)


@asynccontextmanager
async def _quiet(store: Store, clock: Clock, wait: Wait) -> AsyncGenerator[None]:
    """Nobody delivers from the store meanwhile."""
    lease = SoleLease(store, clock, LEASE_SECONDS)
    if holder := await _rival(lease, wait):
        raise UserError("transfer-bot-runs", holder=holder)
    renewing = asyncio.create_task(_renew(lease))
    try:
        yield
    finally:
        renewing.cancel()
        await lease.release()


async def _rival(lease: SoleLease, wait: Wait) -> str | None:
    """Who lives and has the lease; nobody once it is ours."""
    waited_for = set[str]()
    while (holder := await lease.take()) and lease.is_in_doubt(holder):
        if holder not in waited_for:
            wait(holder)
        waited_for.add(holder)
        await asyncio.sleep(LEASE_POLL_SECONDS)
    return holder


async def _renew(lease: Lease) -> None:
    while True:
        await asyncio.sleep(lease.seconds / 3)
        await lease.take()
