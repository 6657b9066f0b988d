"""`run`: one bot, from the configuration to its ordered end."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable

import aiohttp
import discord

from bot.client import Paperboy
from bot.delivery.lease import Lease
from bot.discord_api import use_api
from bot.errors import DiscordError, PaperboyError, StoreError
from bot.opening import open_service
from bot.service import Service
from bot.settings import Settings
from bot.store import hurried

log = logging.getLogger(__name__)

LEASE_POLL_SECONDS = 1.0
RELEASE_SECONDS = 5.0  # for which the end waits while another program holds the database


async def run(settings: Settings) -> None:
    """Be the bot until SIGINT or SIGTERM. PaperboyError says what made it end otherwise."""
    token = settings.token()
    use_api(settings.discord.api_url)
    async with open_service(settings) as service:
        lease = Lease(service.store, service.clock, settings.delivery.lease_seconds)
        work = asyncio.create_task(_work(service, lease, token))
        _on_signal(work.cancel)
        try:
            await work
        except asyncio.CancelledError:
            log.info("stopped")
        finally:
            with hurried(RELEASE_SECONDS):
                await lease.release()


def _on_signal(stop: Callable[[], object]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)


async def _work(service: Service, lease: Lease, token: str) -> None:
    await take_lease(lease)
    bot = Paperboy(service, holder=lease.holder)
    renewing = asyncio.create_task(_renew(lease, bot, service.settings.delivery.lease_seconds))
    try:
        await _be(bot, token)
    finally:
        renewing.cancel()
        await bot.close()
    if bot.fatal:
        raise bot.fatal


async def _be(bot: Paperboy, token: str) -> None:
    try:
        await bot.start(token)
    except discord.LoginFailure as error:
        raise DiscordError("discord-token-rejected", reason=error) from error
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        raise DiscordError("discord-unreachable", problem=error) from error


async def take_lease(lease: Lease) -> None:
    """Wait until this process may deliver, saying once for whom it waits."""
    told = False
    while (other := await lease.take()) is not None:
        if not told:
            log.warning("%s", StoreError("store-in-use", holder=other))
        told = True
        await asyncio.sleep(LEASE_POLL_SECONDS)


async def _renew(lease: Lease, bot: Paperboy, seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds / 3)
        try:
            if await lease.take() is not None:
                await bot.stop_for(StoreError("store-lease-lost"))
        except PaperboyError as error:
            log.warning("the lease could not be renewed: %s", error)
