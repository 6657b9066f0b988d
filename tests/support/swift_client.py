"""A real discord.py client for tests of the local Discord."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Self

import discord
from discord import app_commands


class SwiftClient(discord.AutoShardedClient):
    """An ordinary client with a command tree, which does not wait five seconds before each identify."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, messages=True)
        super().__init__(intents=intents, guild_ready_timeout=0.05, chunk_guilds_at_startup=False)
        self.tree = app_commands.CommandTree(self)
        self.removed: asyncio.Queue[discord.Guild] = asyncio.Queue()
        self.shards_up: asyncio.Queue[int] = asyncio.Queue()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """No waiting."""

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self.removed.put_nowait(guild)

    async def on_shard_ready(self, shard_id: int) -> None:
        self.shards_up.put_nowait(shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        self.shards_up.put_nowait(shard_id)

    async def both_shards_up(self) -> None:
        """Waits until each of two shards is ready or has resumed, once more."""
        up = [await asyncio.wait_for(self.shards_up.get(), 10) for _ in range(2)]
        assert sorted(up) == [0, 1]

    @asynccontextmanager
    async def running(self, token: str) -> AsyncGenerator[Self]:
        """Connected with two shards, and ready."""
        async with self:
            task = asyncio.create_task(self.start(token))
            await self.both_shards_up()
            yield self
        await task
