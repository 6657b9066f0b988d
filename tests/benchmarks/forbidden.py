"""`python -m tests.benchmarks.forbidden [--channels 2000]`

A night after which 60 % of the channels are forbidden, and a third of those who set them up take no DMs. The
store and the steps are real; Discord is a script, and its time is counted and not waited for. The budget is
that of 50,000 channels, in proportion; the floor is the time in which it admits so many refusals.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol, cast

from sqlalchemy import Integer, func, select
from sqlalchemy import cast as cast_column

from bot.delivery.dispatcher import Dispatcher
from bot.delivery.invalid_requests import FREE, LIMIT, WINDOW_SECONDS, InvalidRequests
from bot.delivery.lease import Lease
from bot.delivery.outcomes import CLOSED_DMS, MISSING_PERMISSION
from bot.delivery.pacer import Pacer
from bot.delivery.pause_notices import PauseNotices
from bot.delivery.worker import Deliverer
from bot.digests.planner import plan_due
from bot.rendering.digest_message import Message
from bot.rendering.footer_id import FooterMark
from bot.settings import DeliverySettings, Settings
from bot.store.schema import subscriptions
from tests.benchmarks.morning import DUE, Morning, morning
from tests.delivery.errors import answered
from tests.delivery.scripted import ScriptedSender

FULL = 50_000
RATE = 49.0
FORBIDDEN_OF_FIVE, SHUT_OF_THREE = 3, 1


class Clock(Protocol):
    """Seconds that pass while somebody sleeps."""

    now: float

    def __call__(self) -> float:
        """The time."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        ...


@dataclass
class Refusing:
    """What Discord refuses, and when."""

    pacer: Pacer
    clock: Callable[[], float]
    times: list[float] = field(default_factory=list[float])

    async def ask(self, code: int = 0) -> None:
        """One request, refused with the code if there is one."""
        await self.pacer.turn()
        if code:
            self.times.append(self.clock())
            self.pacer.refused()
            raise answered(403, code, "Forbidden")


@dataclass
class ForbiddingSender(ScriptedSender):
    """Most channels may not be written in."""

    discord: Refusing = field(kw_only=True)

    async def post(self, channel_id: int, message: Message, mark: FooterMark, nonce: str) -> int:
        """Refused in three of five channels."""
        await self.discord.ask(MISSING_PERMISSION if channel_id % 5 < FORBIDDEN_OF_FIVE else 0)
        return await super().post(channel_id, message, mark, nonce)


@dataclass
class Letters:
    """As much of a discord.py client as writes DMs."""

    discord: Refusing
    user_ids: set[int] = field(default_factory=set[int])

    async def create_dm(self, user: Any) -> Letter:
        """Open it."""
        await self.discord.ask()
        return Letter(self, user.id)

    def get_guild(self, guild_id: int) -> None:
        """No server has a channel for it."""


@dataclass
class Letter:
    """A DM."""

    letters: Letters
    user_id: int

    async def send(self, text: str) -> None:
        """Refused by one of three."""
        self.letters.user_ids.add(self.user_id)
        await self.letters.discord.ask(CLOSED_DMS if self.user_id % 3 < SHUT_OF_THREE else 0)


@dataclass
class Night:
    """So many channels; `play` fills in what came of it. `people` counts those to whom somebody wrote."""

    channels: int
    budget: InvalidRequests
    clock: Clock
    most_in_ten_minutes: int = 0
    refusals: int = 0
    paused: int = 0
    people: int = 0
    posted: int = 0
    workers: int = 64

    async def play(self) -> Night:
        """Post to all, and tell of every pause, until nothing is left to do."""
        discord = Refusing(
            Pacer(RATE, clock=self.clock, sleep=self.clock.sleep, invalid_requests=self.budget), self.clock
        )
        sender, letters = ForbiddingSender(discord=discord), Letters(discord)
        settings = Settings(delivery=DeliverySettings(workers=self.workers))
        async with morning(range(1, self.channels + 1), settings, clock=self._now) as day:
            await self._deliver(day, discord.pacer, sender, letters)
            async with day.store.reading() as view:
                query = select(
                    func.count(subscriptions.c.paused_at),
                    func.sum(cast_column(subscriptions.c.pause_told, Integer)),
                )
                self.paused, announced = (await view.connection.execute(query)).one()
        self.people = min(len(letters.user_ids), announced or 0)
        self.posted, self.refusals = len(sender.posted), len(discord.times)
        self.most_in_ten_minutes = most_in_ten_minutes(discord.times)
        return self

    async def _deliver(self, day: Morning, pacer: Pacer, sender: ForbiddingSender, letters: Letters) -> None:
        lease = Lease(day.store, day.clock, 1e6)
        await lease.take()
        dispatcher = Dispatcher(day.store, pacer, day.settings.delivery, lease=lease, clock=day.clock)
        await plan_due(day.store, day.settings, day.clock())
        notices = PauseNotices(cast("Any", letters), day.store, day.clock)
        delivering = asyncio.create_task(Deliverer(dispatcher, sender).deliver_ready())
        while not delivering.done():
            await notices.tell()
            await asyncio.sleep(0.01)
        await notices.tell()

    def _now(self) -> Any:
        return DUE + timedelta(seconds=self.clock())


def most_in_ten_minutes(times: Iterable[float]) -> int:
    """In the worst ten minutes, wherever they begin."""
    window, most = deque[float](), 0
    for time in sorted(times):
        window.append(time)
        while window[0] <= time - WINDOW_SECONDS:
            window.popleft()
        most = max(most, len(window))
    return most


@dataclass
class Seconds:
    """Time that is counted and not waited for."""

    now: float = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Pass at once."""
        self.now += seconds


async def main() -> None:
    """One night."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--channels", type=int, default=2_000)
    channels: int = parser.parse_args().channels
    share, seconds = channels / FULL, Seconds()
    limit = round(LIMIT * share)
    night = await Night(channels, InvalidRequests(round(FREE * share), limit), seconds).play()
    floor = (night.refusals / limit - 1) * WINDOW_SECONDS
    print(
        f"{night.refusals} refusals, most in ten minutes {night.most_in_ten_minutes} of {limit}"
        f"  ratio {night.most_in_ten_minutes / limit:.2f}; channels paused {night.paused},"
        f" told {night.people}, messages posted {night.posted}"
    )
    print(f"time {seconds.now / 60:.0f} min  floor {floor / 60:.0f} min  ratio {seconds.now / floor:.2f}")


if __name__ == "__main__":
    asyncio.run(main())
