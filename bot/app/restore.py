"""`restore`: a backup in the place of the store, while nobody delivers from it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from bot.delivery.identity import is_proven_dead, new_identity
from bot.errors import UserError
from bot.models.clock import Clock
from bot.privacy import NOBODY_IS_KNOWN, ErasedAgain, erase_again
from bot.settings import Settings
from bot.store import Store, database_file, erasures, leases, open_store, restorations
from bot.store.copies import (
    Progress,
    as_copy_error,
    copy,
    is_sound,
    moment_of,
    move_away,
    part_of,
    replace,
    require_ours,
)

# For which nobody delivers from the store that is replaced; who dies before is seen to be dead.
LEASE_TIME = timedelta(hours=1)


class Restored(NamedTuple):
    """The store knows nothing since `taken_at` (UTC); the one before is `replaced_file`, beside it, and was
    asked who had their data erased since.
    """

    taken_at: datetime
    erased: ErasedAgain
    replaced_file: Path | None


async def restore(settings: Settings, file: Path, clock: Clock, progress: Progress) -> Restored:
    """Put a copy of `file` in the place of the store, brought to the newest schema.

    Whatever fails, the store is as it was before. UserError if `file` is no database of Paperboy, or a bot
    delivers from the store; StoreError if `file` is damaged, or was written by a newer Paperboy.
    """
    target = database_file(settings.store.address)
    require_ours(file)
    if target.exists() and target.samefile(file):
        raise UserError("restore-onto-itself", file=file)
    with as_copy_error(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        return await _restored(file, target, clock, progress)


async def _restored(file: Path, target: Path, clock: Clock, progress: Progress) -> Restored:
    with part_of(target) as part:
        await asyncio.to_thread(copy, file, part, progress)
        taken_at = await _made_ready(part, clock())
        return Restored(taken_at, *await _put_in_place(part, target, clock))


async def _made_ready(part: Path, now: datetime) -> datetime:
    async with open_store(f"sqlite+aiosqlite:///{part}") as store:
        async with store.transaction() as tx:
            restoration = await restorations.begin(tx, moment_of(part), now)
        await store.erase_traces()
    return restoration.taken_at


async def _put_in_place(part: Path, target: Path, clock: Clock) -> tuple[ErasedAgain, Path | None]:
    replaced_file = target.with_name(f"{target.name}.before-{clock().astimezone(UTC):%Y%m%dT%H%M%SZ}")
    if not await asyncio.to_thread(is_sound, target):
        was_there = move_away(target, replaced_file)
        replace(part, target)
        return NOBODY_IS_KNOWN, replaced_file if was_there else None
    async with _quiet(target, clock) as replaced:
        erased = await _erase_again(part, replaced, clock())
        with part_of(replaced_file) as old:
            await asyncio.to_thread(copy, target, old)
            replace(old, replaced_file)
        # Into the file, as one transaction: whoever has it open goes on with what it holds now.
        await asyncio.to_thread(copy, part, target)
    return erased, replaced_file


async def _erase_again(part: Path, replaced: Store, now: datetime) -> ErasedAgain:
    async with replaced.reading() as view:
        moments = await erasures.every(view)
    async with open_store(f"sqlite+aiosqlite:///{part}") as store:
        async with store.transaction() as tx:
            erased = await erase_again(tx, moments, moment_of(part), now)
        await store.erase_traces()
    return erased


@asynccontextmanager
async def _quiet(target: Path, clock: Clock) -> AsyncGenerator[Store]:
    """The store, from which nobody delivers meanwhile."""
    async with open_store(f"sqlite+aiosqlite:///{target}", upgrades=False) as store:
        identity = str(new_identity())
        async with store.transaction() as tx:
            holder = await leases.holder(tx, clock())
            if holder is not None and not is_proven_dead(holder):
                raise UserError("restore-bot-runs", holder=holder)
            await leases.hold_unfenced(tx, identity, clock(), LEASE_TIME)
        try:
            yield store
        finally:
            async with store.transaction() as tx:
                await leases.release(tx, identity)
