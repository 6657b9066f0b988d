"""Pointing discord.py at another address than Discord's own."""

from __future__ import annotations

import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.settings import DISCORD_API


def use_api(api_url: str) -> None:
    """Send every request of this process to `api_url`, such as http://127.0.0.1:8080/api/v10."""
    Route.BASE = api_url


async def use_its_gateway(client: discord.Client) -> None:
    """Make the client that is logged in use the gateway that the API names, after reconnects too.

    discord.py asks for the gateway once, and after a failed resume goes to Discord's own all the same.
    """
    if Route.BASE != DISCORD_API:
        _, gateway, _ = await client.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
