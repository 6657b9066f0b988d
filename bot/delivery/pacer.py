"""When the next request may be made: evenly spaced, because bursts are what Discord refuses."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

_SLOWER = 0.8  # of the rate, after Discord refused one for going too fast
_FASTER = 0.0005  # of the full rate, after each turn: from 80 % back to full in about ten seconds
_LEAST = 0.1  # of the full rate


class Pacer:
    """Turns at `rate` per second for the whole bot. `clock` counts seconds, from anywhere."""

    def __init__(
        self,
        rate: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._full_rate = self.rate = rate
        self._clock, self._sleep = clock, sleep
        self._next = self._paused_until = clock()
        self._order = asyncio.Lock()

    async def turn(self) -> None:
        """Wait for one's turn, first come, first served."""
        async with self._order:
            while (wait := max(self._next, self._paused_until) - self._clock()) > 0:
                await self._sleep(wait)
            self.rate = min(self._full_rate, self.rate + self._full_rate * _FASTER)
            interval = 1 / self.rate
            # The event loop's small delays are made up for; a long one is lost, or it would end in a burst.
            self._next = max(self._next, self._clock() - interval / 2) + interval

    async def open(self) -> None:
        """Wait while everything is paused."""
        while (wait := self._paused_until - self._clock()) > 0:
            await self._sleep(wait)

    def pause(self, seconds: float) -> None:
        """Give no turn for so long."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

    def slow_down(self, seconds: float) -> None:
        """Discord said that all of it is too fast: pause, and then go slower."""
        self.rate = max(self._full_rate * _LEAST, self.rate * _SLOWER)
        self.pause(seconds)
