"""The servers that the bot is in: which are new, and what is kept of those that it left."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from bot.models import Shards
from bot.models.clock import Clock
from bot.store import Store, guilds

log = logging.getLogger(__name__)

LEFT_GUILD_LIFETIME = timedelta(days=30)  # of the settings of a guild, for when it invites the bot again


@dataclass(frozen=True)
class Guilds:
    """What Discord tells of comings and goings. An outage of a guild is none of them."""

    store: Store
    clock: Clock

    async def joined(self, guild_id: int) -> bool:
        """The bot is in a guild; whether it is new there, so that it may introduce itself. True only once."""
        async with self.store.transaction() as tx:
            return await guilds.enter(tx, guild_id)

    async def left(self, guild_id: int) -> None:
        """The bot is no longer in a guild: its settings are kept for 30 days."""
        async with self.store.transaction() as tx:
            await guilds.leave(tx, guild_id, self.clock())

    async def compare(self, present: Collection[int], shards: Shards | None = None) -> list[int]:
        """Take in what happened while the bot was away, given all guilds that it is in, those with an outage
        too, or all at some of its shards; which are new. The first time ever none is, since all are; and
        likewise after a restore.
        """
        async with self.store.transaction() as tx:
            is_first = await guilds.is_first_comparison(tx, shards)
            entered = {each for each in await guilds.entered(tx) if shards is None or shards.has(each)}
            for guild_id in entered - set(present):
                await guilds.leave(tx, guild_id, self.clock())
            arrived = present if is_first else set(present) - entered
            new = [guild_id for guild_id in arrived if await guilds.enter(tx, guild_id)]
        return [] if is_first else new

    async def count(self) -> int:
        """How many guilds the bot is in, at all shards."""
        async with self.store.reading() as view:
            return len(await guilds.entered(view))

    async def tidy(self) -> None:
        """Erase what is kept of guilds that the bot left 30 days ago."""
        moment = self.clock() - LEFT_GUILD_LIFETIME
        async with self.store.reading() as view:
            gone = await guilds.left_before(view, moment)
        if not gone:
            return
        async with self.store.transaction() as tx:
            await guilds.erase(tx, await guilds.left_before(tx, moment))  # not back meanwhile
        log.info("erased the settings of %d servers that the bot left", len(gone))
