"""Reaching Discord with discord.py: at another address than its own, or over REST alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import aiohttp
import discord
from discord.http import Route

from bot.delivery.discord_time import DiscordTime
from bot.delivery.outcomes import Rejected, judge
from bot.delivery.pacer import Pacer
from bot.delivery.traffic import pacing_trace
from bot.errors import DiscordError, UnreachableError, network_problem
from bot.gateway.verdicts import odd, words
from bot.settings import Settings

# This bot has no voice: no warning at each start that the libraries for it are missing.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

LOG_IN_SECONDS = 60.0  # discord.py repeats a failed request for up to 25 s by itself


def use_api(api_url: str) -> None:
    """Send every request of this process to `api_url`, such as http://127.0.0.1:8080/api/v10."""
    Route.BASE = api_url


@asynccontextmanager
async def rest_client(
    settings: Settings, pacer: Pacer, discord_time: DiscordTime | None = None
) -> AsyncGenerator[discord.Client]:
    """A client that is logged in for requests alone, without a gateway connection.

    ConfigError without a token, DiscordError if the log-in fails.
    """
    token = settings.token()
    use_api(settings.discord.api_url)
    async with discord.Client(
        intents=discord.Intents(guilds=True),
        max_messages=None,
        http_trace=pacing_trace(pacer, discord_time),
    ) as client:
        await log_in(client, token)
        yield client


async def log_in(client: discord.Client, token: str) -> None:
    """Log in over REST. UnreachableError if Discord does not answer, which passes by itself.

    DiscordError if it rejects the token, or if something else than Discord answers.
    """
    try:
        async with asyncio.timeout(LOG_IN_SECONDS):
            await client.login(token)
    except TimeoutError as error:
        raise UnreachableError(
            "discord-unreachable", problem=f"no answer in {LOG_IN_SECONDS:.0f} s"
        ) from error
    except (discord.HTTPException, discord.LoginFailure, aiohttp.ClientError, OSError) as error:
        raise _log_in_error(error) from error
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        if client.application is not None:
            raise  # not an answer's fault
        raise odd(error) from error


def _log_in_error(error: Exception) -> DiscordError:
    """discord.py takes each 401 for Discord's, also that of a page in between."""
    cause = error.__cause__ if isinstance(error, discord.LoginFailure) else error
    if isinstance(cause, discord.HTTPException) and isinstance(judge(cause), Rejected):
        return DiscordError("discord-token-rejected", reason=words(error))
    return UnreachableError("discord-unreachable", problem=network_problem(cause or error))
