"""What answers at the log-in: Discord, an outage, or somebody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord.http import Route

from bot.errors import DiscordError, UnreachableError
from bot.gateway.discord_api import log_in
from tests.support.local_discord import LocalDiscord

PAGE = "<html><body>Please log in to this network</body></html>"


@pytest.fixture
async def local(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord() as server:
        monkeypatch.setattr(Route, "BASE", server.api_url)
        yield server


@pytest.fixture
async def client() -> AsyncIterator[discord.Client]:
    async with discord.Client(intents=discord.Intents.none()) as opened:
        yield opened


@pytest.mark.parametrize("kind", ["me", "application"])
@pytest.mark.parametrize("body", [PAGE, [], {}, {"id": "mine"}, {"username": 7, "id": None}, None, 7, True])
async def test_a_good_status_with_anything_else_is_not_discord(
    local: LocalDiscord, client: discord.Client, kind: str, body: Any
) -> None:
    local.trouble.add_fault("answer", status=200, kinds=[kind], body=body)
    with pytest.raises(DiscordError) as raised:
        await log_in(client, local.token)
    assert raised.value.key == "discord-odd"
    assert "this network" not in str(raised.value)


@pytest.mark.parametrize("status", [400, 403, 404, 408, 429, 503])
async def test_a_page_with_a_bad_status_is_an_outage(
    local: LocalDiscord, client: discord.Client, status: int
) -> None:
    local.trouble.add_fault("answer", status=status, kinds=["me"], body=PAGE * 200)
    with pytest.raises(UnreachableError) as raised:
        await log_in(client, local.token)
    assert len(str(raised.value)) < 400


async def test_a_reset_connection_is_an_outage(local: LocalDiscord, client: discord.Client) -> None:
    local.trouble.add_fault("reset", kinds=["me"])
    with pytest.raises(UnreachableError):
        await log_in(client, local.token)


async def test_a_token_that_discord_does_not_know_is_rejected(
    local: LocalDiscord, client: discord.Client
) -> None:
    local.trouble.revoke_token()
    with pytest.raises(DiscordError) as raised:
        await log_in(client, local.token)
    assert raised.value.key == "discord-token-rejected"
