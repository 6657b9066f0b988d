"""Reaching Discord with discord.py: at another address than its own, or over REST alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.delivery.outcomes import Rejected, judge
from bot.delivery.pacer import Pacer
from bot.delivery.traffic import pacing_trace
from bot.errors import DiscordError
from bot.settings import DISCORD_API, Settings

# This bot has no voice: no warning at each start that the libraries for it are missing.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

LOG_IN_SECONDS = 60.0  # discord.py repeats a failed request for up to 25 s by itself


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


@asynccontextmanager
async def rest_client(settings: Settings, pacer: Pacer) -> AsyncGenerator[discord.Client]:
    """A client that is logged in for requests alone, without a gateway connection.

    ConfigError without a token, DiscordError if the log-in fails.
    """
    token = settings.token()
    use_api(settings.discord.api_url)
    async with discord.Client(
        intents=discord.Intents(guilds=True), max_messages=None, http_trace=pacing_trace(pacer)
    ) as client:
        await _log_in(client, token)
        yield client


async def _log_in(client: discord.Client, token: str) -> None:
    try:
        async with asyncio.timeout(LOG_IN_SECONDS):
            await client.login(token)
    except discord.LoginFailure as error:
        raise log_in_error(error) from error
    except TimeoutError as error:
        raise DiscordError("discord-unreachable", problem=f"no answer in {LOG_IN_SECONDS:.0f} s") from error
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        raise DiscordError("discord-unreachable", problem=error) from error
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        # Something else than Discord answered, with a page instead of JSON.
        raise DiscordError("discord-unreachable", problem=f"{type(error).__name__} at the log-in") from error


def log_in_error(error: discord.LoginFailure) -> DiscordError:
    """What a failed log-in means: discord.py takes every 401 for a wrong token, also that of a web page."""
    answer = error.__cause__
    if isinstance(answer, discord.HTTPException) and not isinstance(judge(answer), Rejected):
        return DiscordError("discord-unreachable", problem=answer)
    return DiscordError("discord-token-rejected", reason=error)
