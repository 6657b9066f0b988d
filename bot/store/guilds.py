"""The guilds that the bot is in, and those that it left lately."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update

from bot.models import Shards
from bot.store import key_values
from bot.store.database import Reading, Transaction
from bot.store.schema import (
    deliveries,
    edits,
    guilds,
    notes,
    publications,
    subscription_changes,
    subscriptions,
    week_posts,
)
from bot.store.upsert import insert_missing

_COMPARED = "guilds are known"  # the note that they were once compared with what Discord says
_GUILDS_PER_STATEMENT = 500  # guilds of one statement; SQLite takes 32,766 values


async def enter(tx: Transaction, guild_id: int) -> bool:
    """Know that the bot is in a guild; whether it is new, and not one that it left lately."""
    if await insert_missing(tx, guilds, [{"guild_id": guild_id}]):
        return True
    here = (guilds.c.guild_id == guild_id) & guilds.c.left_at.is_not(None)
    await tx.connection.execute(update(guilds).where(here).values(left_at=None))
    return False


async def is_first_comparison(tx: Transaction, shards: Shards | None = None) -> bool:
    """Whether the guilds (at these shards) were never compared with what Discord says before; true once."""
    note = f"{_COMPARED}: {shards}" if shards else _COMPARED
    notes_before = [await key_values.note(tx, each) for each in (_COMPARED, note)]
    await key_values.set_note(tx, note, "yes")
    return not any(notes_before)


async def forget_comparison(tx: Transaction) -> None:
    """Let the next comparison count as the first: of the guilds, the store knows too little to greet any."""
    await tx.connection.execute(delete(notes).where(notes.c.key.startswith(_COMPARED, autoescape=True)))


async def leave(tx: Transaction, guild_id: int, now: datetime) -> None:
    """Know that the bot is no longer in a guild, if that is not known."""
    await insert_missing(tx, guilds, [{"guild_id": guild_id}])
    here = (guilds.c.guild_id == guild_id) & guilds.c.left_at.is_(None)
    await tx.connection.execute(update(guilds).where(here).values(left_at=now))


async def entered(view: Reading) -> set[int]:
    """The guilds that the bot is in as far as is known, and those with subscriptions of which nothing is."""
    noted = select(guilds.c.guild_id)
    unknown = select(subscriptions.c.guild_id).where(subscriptions.c.guild_id.not_in(noted))
    query = noted.where(guilds.c.left_at.is_(None)).union(unknown)
    return set((await view.connection.execute(query)).scalars())


async def left_before(view: Reading, moment: datetime) -> list[int]:
    """The guilds that the bot left at that moment or before."""
    query = select(guilds.c.guild_id).where(guilds.c.left_at <= moment)
    return list((await view.connection.execute(query)).scalars())


async def erase(tx: Transaction, guild_ids: Collection[int]) -> None:
    """Delete all that is stored of guilds: subscriptions, and what became of their messages."""
    tx.erase_traces()  # who set a channel up is personal
    ids = list(guild_ids)
    for first in range(0, len(ids), _GUILDS_PER_STATEMENT):
        batch = ids[first : first + _GUILDS_PER_STATEMENT]
        of_guild = select(subscriptions.c.id).where(subscriptions.c.guild_id.in_(batch))
        for table in (publications, edits, deliveries, week_posts):
            await tx.connection.execute(delete(table).where(table.c.subscription_id.in_(of_guild)))
        for table in (subscriptions, subscription_changes, guilds):
            await tx.connection.execute(delete(table).where(table.c.guild_id.in_(batch)))
