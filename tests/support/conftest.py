"""A local Discord, and a real discord.py pointed at it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.support.local_discord import LocalDiscord


class SwiftClient(discord.AutoShardedClient):
    """An ordinary client with a command tree, which does not wait five seconds before each identify."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, messages=True)
        super().__init__(intents=intents, guild_ready_timeout=0.05, chunk_guilds_at_startup=False)
        self.tree = app_commands.CommandTree(self)
        self.removed: asyncio.Queue[discord.Guild] = asyncio.Queue()
        self.resumed: asyncio.Queue[int] = asyncio.Queue()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """No waiting."""

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self.removed.put_nowait(guild)

    async def on_shard_resumed(self, shard_id: int) -> None:
        self.resumed.put_nowait(shard_id)


@pytest.fixture
async def local(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord(shards=2) as server:
        monkeypatch.setattr(Route, "BASE", server.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(server.gateway_url))
        yield server


@pytest.fixture
async def rest(local: LocalDiscord) -> AsyncIterator[discord.Client]:
    """Logged in, without a gateway connection."""
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login(local.token)
        yield client


@pytest.fixture
async def client(local: LocalDiscord) -> AsyncIterator[SwiftClient]:
    """Connected with two shards."""
    async with SwiftClient() as client:
        running = asyncio.create_task(client.start(local.token))
        ready = asyncio.create_task(client.wait_until_ready())
        await asyncio.wait({running, ready}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        assert ready.done()
        yield client
    await running
