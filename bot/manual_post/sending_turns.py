"""Who sends what is planned: this process, unless another one holds the store's lease."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection
from contextlib import asynccontextmanager, suppress

from bot.app.service import Service
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.lease import Lease
from bot.delivery.sender import DiscordSender
from bot.delivery.worker import Deliverer
from bot.errors import StoreError
from bot.gateway.discord_api import rest_client

GRACE_SECONDS = 10.0  # for the messages in hand when it is interrupted


class SendingTurns:
    """Asks anew each time, so that the other process may come and go. It sends to the subscriptions `only`;
    `tell_holder` is called once with the name of the other one.
    """

    def __init__(
        self, deliverer: Deliverer, lease: Lease, only: Collection[int], tell_holder: Callable[[str], object]
    ) -> None:
        self._deliverer, self._lease, self._only = deliverer, lease, only
        self._tell_holder: Callable[[str], object] | None = tell_holder

    async def take(self) -> None:
        """Send what is ready, if the lease is free."""
        holder = await self._lease.take()
        if holder is None:
            async with _renewed(self._lease):
                await self._deliver()
        elif self._tell_holder:
            self._tell_holder(holder)
            self._tell_holder = None

    async def _deliver(self) -> None:
        sending = asyncio.create_task(self._deliverer.deliver_ready(self._only))
        try:
            await asyncio.shield(sending)
        except asyncio.CancelledError:
            await self._deliverer.stop(GRACE_SECONDS)
            await asyncio.gather(sending, return_exceptions=True)
            raise


@asynccontextmanager
async def open_turns(
    service: Service, only: Collection[int], tell_holder: Callable[[str], object]
) -> AsyncGenerator[SendingTurns]:
    """Log in over REST; in the end the lease is given back. DiscordError if Discord refuses the bot."""
    lease = Lease(service.store, service.clock, service.settings.delivery.lease_seconds)
    async with rest_client(service.settings, service.pacer, service.discord_time) as client:
        dispatcher = Dispatcher(
            service.store,
            service.pacer,
            service.settings.delivery,
            lease=lease,
            clock=service.clock,
            discord_time=service.discord_time,
        )
        try:
            yield SendingTurns(Deliverer(dispatcher, DiscordSender(client)), lease, only, tell_holder)
        finally:
            await lease.release()


@asynccontextmanager
async def _renewed(lease: Lease) -> AsyncGenerator[None]:
    async def renew() -> None:
        while True:
            await asyncio.sleep(lease.seconds / 3)
            with suppress(StoreError):  # without the lease nothing is claimed, so nothing is sent twice
                await lease.take()

    renewing = asyncio.create_task(renew())
    try:
        yield
    finally:
        renewing.cancel()
