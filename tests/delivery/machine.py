"""Two processes on one store and one Discord, step by step: they crash, freeze, wake up, and clocks move.

Discord's memory is its own: which message it has, and for how long it recognises a nonce.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from enum import Enum, auto
from itertools import count
from typing import Any, TypeVar

from bot.delivery.discord_time import DiscordTime
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.lease import Lease
from bot.delivery.own_messages import CLOCKS_APART, UnreadableError
from bot.delivery.pacer import Pacer
from bot.delivery.permit import require_permit
from bot.delivery.worker import Deliverer
from bot.errors import StoreError
from bot.rendering.digest_message import Message
from bot.rendering.footer_id import FooterMark
from bot.settings import Settings
from bot.store import Store
from tests.conftest import HandClock
from tests.delivery.errors import answered
from tests.delivery.scripted import ScriptedSender

T = TypeVar("T")

LEASE_SECONDS = 30
NONCE_MEMORY = timedelta(minutes=3)  # longer than `delivery.nonce_seconds`, by which the bot reckons


class Fate(Enum):
    """What becomes of a request to post."""

    ANSWERED = auto()
    LOST_ON_THE_WAY = auto()  # Discord never gets it
    LOST_ANSWER = auto()  # Discord has the message, and nobody hears of it
    OVERLOADED = auto()
    FROZEN_BEFORE = auto()  # the process stands still before the bytes are written,
    FROZEN_AFTER = auto()  # or once Discord has them


@dataclass
class World:
    """The one Discord, and the true time. Clocks of processes may show another one by `skew`, and Discord's
    answers bear another one by `date_error`; None: they bear none.
    """

    clock: HandClock
    steady: float = 0.0
    skew: timedelta = timedelta()
    date_error: timedelta | None = timedelta()
    readable: bool = True
    posted: list[tuple[int, FooterMark, datetime]] = field(
        default_factory=list[tuple[int, FooterMark, datetime]]
    )
    nonces: dict[str, tuple[int, datetime]] = field(default_factory=dict[str, tuple[int, datetime]])

    def shown_time(self) -> datetime:
        return self.clock() + self.skew

    def date(self) -> str | None:
        return None if self.date_error is None else format_datetime(self.clock() + self.date_error)

    def forward(self, seconds: float) -> None:
        self.clock.forward(seconds=seconds)
        self.steady += seconds

    def take(self, channel_id: int, mark: FooterMark, nonce: str) -> int:
        """The id of the message: the earlier one of a nonce that is still recognised."""
        number, until = self.nonces.get(nonce, (0, self.clock()))
        if until <= self.clock():
            self.posted.append((channel_id, mark, self.clock()))
            number = 1000 + len(self.posted)
            self.nonces[nonce] = number, self.clock() + NONCE_MEMORY
        return number

    def find(self, channel_id: int, mark: FooterMark, since: datetime) -> int | None:
        if not self.readable:
            raise UnreadableError("403/50013 Missing Permissions")
        numbers = (
            number
            for number, (place, post_mark, at) in enumerate(self.posted, start=1001)
            if (place, post_mark) == (channel_id, mark) and at >= since - CLOCKS_APART
        )
        return next(numbers, None)


class Wire(ScriptedSender):
    """One process's way to Discord; each request takes the next of `fates`, and then all goes well."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world, self.fates = world, list[Fate]()
        self.discord_time = DiscordTime(lambda: world.steady)
        self.hear_date()  # of the log-in
        self.is_frozen, self.thawed = asyncio.Event(), asyncio.Event()

    async def post(self, channel_id: int, message: Message, mark: FooterMark, nonce: str) -> int:
        fate = self.fates.pop(0) if self.fates else Fate.ANSWERED
        await self._stand_still(fate, Fate.FROZEN_BEFORE)
        require_permit()
        if fate is Fate.LOST_ON_THE_WAY:
            raise ConnectionResetError
        if fate is Fate.OVERLOADED:
            self.hear_date()
            raise answered(503)
        number = self.world.take(channel_id, mark, nonce)
        await self._stand_still(fate, Fate.FROZEN_AFTER)
        if fate is Fate.LOST_ANSWER:
            raise TimeoutError
        self.hear_date()
        return number

    async def find(self, channel_id: int, mark: FooterMark, since: datetime) -> int | None:
        self.hear_date()
        return self.world.find(channel_id, mark, since)

    def hear_date(self) -> None:
        self.discord_time.hear(self.world.date())

    async def _stand_still(self, fate: Fate, at: Fate) -> None:
        if fate is at:
            self.thawed.clear()
            self.is_frozen.set()
            await self.thawed.wait()


class Process:
    """One that delivers when it has the lease; `task` is what it is at."""

    numbers = count(1)

    def __init__(self, store: Store, world: World) -> None:
        self.wire, self.task = Wire(world), None
        self.lease = Lease(
            store,
            world.shown_time,
            LEASE_SECONDS,
            holder=f"process {next(self.numbers)}",
            steady=lambda: world.steady,
        )
        dispatcher = Dispatcher(
            store,
            Pacer(1e6),
            Settings().delivery,
            lease=self.lease,
            clock=world.shown_time,
            discord_time=self.wire.discord_time,
        )
        self.deliverer = Deliverer(dispatcher, self.wire)
        self.task: asyncio.Task[None] | None

    async def work(self, *fates: Fate) -> None:
        """Take the lease and send what is ready, until that is done or the process stands still."""
        if await self.lease.take() is None:
            await self.go_on(*fates)

    async def go_on(self, *fates: Fate) -> None:
        """The same without a look at the lease in the store."""
        self.wire.fates = list(fates)
        self.task = asyncio.create_task(self._deliver())
        await self._until_still()

    async def thaw(self) -> None:
        """Go on as if no time had passed."""
        self.wire.is_frozen.clear()
        self.wire.thawed.set()
        await self._until_still()

    async def crash(self) -> None:
        if self.task:
            await self.deliverer.stop(0)
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)

    async def _deliver(self) -> None:
        try:
            await self.deliverer.deliver_ready()
        except StoreError as error:
            assert error.key == "store-lease-lost"

    async def _until_still(self) -> None:
        assert self.task is not None
        frozen = asyncio.create_task(self.wire.is_frozen.wait())
        await asyncio.wait({self.task, frozen}, return_when=asyncio.FIRST_COMPLETED)
        frozen.cancel()
        if self.task.done():
            task, self.task = self.task, None
            task.result()


class Loop:
    """Runs what is async for one who is not."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()

    def __call__(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)

    def close(self) -> None:
        self._loop.close()
