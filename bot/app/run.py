"""`run`: one bot, from the configuration to its ordered end."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from importlib import import_module
from random import Random
from typing import Any

from bot.app.client import Paperboy
from bot.app.leadership import RELEASE_SECONDS, keep
from bot.app.resources import open_service
from bot.app.service import Service
from bot.app.shard_lease import ShardsLease
from bot.delivery.backoff import wait_seconds
from bot.delivery.lease import LEASE_POLL_SECONDS, Lease
from bot.errors import DiscordError, StoreError, UnreachableError
from bot.gateway.discord_api import log_in, use_api
from bot.gateway.outage import Outage
from bot.gateway.verdicts import kind
from bot.models import Shards
from bot.operation.presence import Presence
from bot.operation.readiness import Readiness
from bot.operation.systemd import notify
from bot.operation.watchdog import Watchdog
from bot.settings import Settings
from bot.store import hurried

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 120.0


async def run(settings: Settings) -> None:
    """Be the bot until SIGINT or SIGTERM. PaperboyError says what made it end otherwise."""
    token, shards = settings.token(), settings.shards()
    use_api(settings.discord.api_url)
    asyncio.get_running_loop().set_exception_handler(_tell_lost_error)
    work = asyncio.create_task(_work(settings, token, shards))
    _on_signal(work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        log.info("stopped")
    finally:
        notify("STOPPING=1")


def _on_signal(stop: Callable[[], object]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)


def _tell_lost_error(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What nobody waited for; asyncio's own line would tell the words of the error, and of its work."""
    error = context.get("exception")
    problem = kind(error) if isinstance(error, BaseException) else context.get("message")
    log.error("a task failed: %s", problem)


async def _work(settings: Settings, token: str, shards: Shards | None) -> None:
    presence = Presence(shards=shards)
    async with open_service(settings) as service, Watchdog().watching(), _served(service, presence):
        lease, entry = _leases(service, shards)
        notify("READY=1")
        try:
            await take_lease(entry, presence)
            await _first_of(_be(service, lease, token, presence, shards), _keep(entry, presence))
        finally:
            with hurried(RELEASE_SECONDS):
                await entry.release()


def _leases(service: Service, shards: Shards | None) -> tuple[Lease, Lease]:
    """On delivering, and on being here at all: on the process's shards, or if it has all, the same one."""
    seconds = service.settings.delivery.lease_seconds
    lease = Lease(service.store, service.clock, seconds)
    if shards is None:
        return lease, lease
    return lease, ShardsLease(service.store, service.clock, seconds, holder=lease.holder, shards=shards)


@asynccontextmanager
async def _served(service: Service, presence: Presence) -> AsyncGenerator[None]:
    """With /healthz, /readyz and /metrics, if a port is set for them."""
    http = service.settings.http
    if not http.port:
        yield
        return
    server = import_module("bot.operation.server")  # slow to import, and few have it
    readiness = Readiness(service.store, service.settings.schedule, presence, service.clock)
    async with server.serving(http, readiness):
        yield


async def _first_of(*works: Coroutine[Any, Any, None]) -> None:
    """Work side by side until the first one ends; what it raised is raised, the others are stopped."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in ended:
        task.result()


async def _be(service: Service, lease: Lease, token: str, presence: Presence, shards: Shards | None) -> None:
    bot = await _logged_in(service, lease, token, shards)
    presence.is_connected, presence.is_leading = bot.is_connected, bot.is_leading
    bot.add_listener(settle, "on_ready")
    try:
        await _first_of(bot.connect(), bot.ended())
    finally:
        await bot.close()


async def settle() -> None:
    """Guilds and channels stay: the garbage collector, which holds the event loop, looks at them no more.

    Those of an earlier session go first; left alone with the rest, they would stay for ever.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


async def _logged_in(service: Service, lease: Lease, token: str, shards: Shards | None) -> Paperboy:
    """A bot that is logged in, however long Discord lets it wait; DiscordError if it is refused."""
    outage, failures = Outage(log, "Discord is reached"), 0
    while True:
        bot = Paperboy(service, lease, shards=shards)
        try:
            await log_in(bot, token)
        except BaseException as error:
            await bot.close()
            if not isinstance(error, UnreachableError):
                raise
            failures += 1
            outage.begins(DiscordError("discord-unreachable-yet", **error.values))
            await asyncio.sleep(_pause(failures))
        else:
            outage.ends()
            return bot


def _pause(failures: int) -> float:
    return min(wait_seconds(failures, FIRST_PAUSE_SECONDS, Random()), LONGEST_PAUSE_SECONDS)


async def take_lease(lease: Lease, presence: Presence) -> None:
    """Wait until this process may be the bot, saying once for whom it waits."""
    is_announced, key = False, "store-shards-in-use" if presence.shards else "store-in-use"
    while (holder := await lease.take()) is not None:
        presence.waits_for = holder
        if not is_announced:
            log.warning("%s", StoreError(key, holder=holder))
        is_announced = True
        await asyncio.sleep(LEASE_POLL_SECONDS)
    presence.waits_for = None


async def _keep(lease: Lease, presence: Presence) -> None:
    """Renew the lease; StoreError once another process has it."""
    holder = await keep(lease)
    raise StoreError("store-shards-lost" if presence.shards else "store-lease-lost", holder=holder)
