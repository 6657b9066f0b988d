"""A local Discord, and a real discord.py pointed at it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.support.local_discord import LocalDiscord
from tests.support.swift_client import SwiftClient


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
    async with SwiftClient().running(local.token) as client:
        yield client
