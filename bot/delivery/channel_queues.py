"""Serves an outbox whose queues are channels': many channels side by side, each one's messages in order."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import timedelta
from typing import Generic, NamedTuple, TypeVar

from bot.apart import apart
from bot.delivery.dispatcher import Destination, Dispatcher
from bot.errors import PaperboyError
from bot.models import OutboxMessage, Subscription
from bot.store import subscriptions
from bot.store.outbox import Outbox

M = TypeVar("M", bound=OutboxMessage)

log = logging.getLogger(__name__)

SET_ASIDE_TIME = timedelta(minutes=10)  # until a channel is tried again whose rows could not be worked with
CHANNELS_AT_A_TIME = (
    256  # channels asked for at a time: memory stays the same for ten channels or ten thousand
)


class First(NamedTuple, Generic[M]):
    """What stands first in a channel's queue, and whether nothing stands after it."""

    subscription: Subscription
    message: M
    is_last: bool


class ChannelQueues(ABC, Generic[M]):
    """What one channel's queue meets is its own trouble: the others go on."""

    def __init__(self, outbox: Outbox[M], dispatcher: Dispatcher) -> None:
        self._outbox, self._dispatcher, self._store = outbox, dispatcher, dispatcher.store
        self._settings, self._clock = dispatcher.settings, dispatcher.clock
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._left_out = set[int]()  # until the next call: what is stored of them cannot be worked with

    @abstractmethod
    async def _destination(self, subscription: Subscription, message: M) -> Destination[M]:
        """Where the message goes."""

    async def deliver_ready(self, only: Collection[int] | None = None) -> None:
        """Send everything that is ready (for the subscriptions `only`); returns when nothing is left.

        DiscordError if Discord rejects the token, StoreError if outcomes cannot be written down; what is in
        hand is finished before.
        """
        waiting: list[int] = []
        self._left_out.clear()
        try:
            while self._dispatcher.may_begin():
                if len(waiting) < self._settings.workers:
                    waiting = await self._ready(only)
                self._start(waiting)
                if not self._busy:
                    return
                await self._first_finished()
        finally:
            await asyncio.gather(*self._busy.values(), return_exceptions=True)
            self._busy.clear()

    async def stop(self, grace_seconds: float) -> None:
        """Start nothing new, wait so long for what is in hand; the rest is looked for at the next start."""
        self._dispatcher.stop()
        if self._busy:
            _, late = await asyncio.wait(self._busy.values(), timeout=grace_seconds)
            for task in late:
                task.cancel()

    async def _ready(self, only: Collection[int] | None) -> list[int]:
        busy = [*self._busy, *self._left_out]
        async with self._store.reading() as view:
            return await self._outbox.ready(view, self._clock(), CHANNELS_AT_A_TIME, busy=busy, only=only)

    def _start(self, waiting: list[int]) -> None:
        while waiting and len(self._busy) < self._settings.workers:
            subscription_id = waiting.pop(0)
            if subscription_id not in self._busy and subscription_id not in self._left_out:
                self._busy[subscription_id] = asyncio.create_task(self._serve_apart(subscription_id))

    async def _first_finished(self) -> None:
        done, _ = await asyncio.wait(self._busy.values(), return_when=asyncio.FIRST_COMPLETED)
        self._busy = {key: task for key, task in self._busy.items() if task not in done}
        # All are looked at: what nobody retrieves, asyncio logs with a traceback.
        errors = [error for task in done if not task.cancelled() and (error := task.exception())]
        if errors:
            raise errors[0]

    async def _serve_apart(self, subscription_id: int) -> None:
        with apart(f"what waits for subscription {subscription_id}"):
            await self._serve(subscription_id)
            return
        self._left_out.add(subscription_id)

    async def _serve(self, subscription_id: int) -> None:
        """One channel's messages; what is wrong with its rows is its own trouble and nobody else's."""
        try:
            await self._serve_queue(subscription_id)
        except PaperboyError:
            raise
        except Exception:
            log.exception("subscription %d is set aside", subscription_id)
            await self._set_aside(subscription_id)

    async def _serve_queue(self, subscription_id: int) -> None:
        is_last = False  # what is planned since is asked for with all that is ready
        while not is_last and (first := await self._first(subscription_id)) and self._dispatcher.may_begin():
            destination = await self._destination(first.subscription, first.message)
            if not await self._dispatcher.deliver(destination, first.message):
                return
            is_last = first.is_last

    async def _first(self, subscription_id: int) -> First[M] | None:
        """What stands first in the queue by now: what a message comes to may change those after it."""
        async with self._store.reading() as view:
            subscription = (await subscriptions.by_ids(view, [subscription_id])).get(subscription_id)
            queue = await self._outbox.queue(view, subscription_id) if subscription else []
        if not subscription:  # removed since, or not readable
            self._left_out.add(subscription_id)
            await self._set_aside(subscription_id)
        return First(subscription, queue[0], len(queue) == 1) if subscription and queue else None

    async def _set_aside(self, subscription_id: int) -> None:
        """Nothing of the queue can be sent now: those who wait until no post is ready do not wait for it."""
        async with self._store.transaction() as tx:
            await self._outbox.postpone(tx, subscription_id, self._clock() + SET_ASIDE_TIME)
