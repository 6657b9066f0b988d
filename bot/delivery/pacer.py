"""When the next request may be made: evenly spaced, because bursts are what Discord refuses."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable

from bot.delivery.invalid_requests import WINDOW_SECONDS, InvalidRequests

_SLOWER_SHARE = 0.8  # of the rate, after Discord refused one for going too fast
_FASTER_SHARE = 0.0005  # of the full rate, after each turn: from 80 % back to full in about ten seconds
_LEAST_SHARE = 0.1  # of the full rate


class Pacer:
    """Turns at `rate` per second for the whole bot. `clock` counts seconds, from anywhere."""

    def __init__(
        self,
        rate: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        invalid_requests: InvalidRequests | None = None,
    ) -> None:
        self._full_rate = self.rate = rate
        self._clock, self._sleep = clock, sleep
        self._next = self._paused_until = clock()
        self._recent_turns = deque[float](maxlen=max(int(rate), 1))  # the turns of the last full second
        self._invalid_requests = invalid_requests or InvalidRequests()
        self._order = asyncio.Lock()

    async def turn(self) -> None:
        """Wait for one's turn, first come, first served."""
        async with self._order:
            while (wait := self._earliest() - self._clock()) > 0:
                await self._sleep(wait)
            now = self._clock()
            self._recent_turns.append(now)
            self.rate = min(self._full_rate, self.rate + self._full_rate * _FASTER_SHARE)
            interval = 1 / self.rate
            # The event loop's small delays are made up for; a long one is lost, or it would end in a burst.
            self._next = max(self._next, now - interval / 2) + interval

    def _earliest(self) -> float:
        """After the last turn's interval and any pause; and never more turns than the rate in one second."""
        is_full = len(self._recent_turns) == self._recent_turns.maxlen
        a_second_later = self._recent_turns[0] + len(self._recent_turns) / self._full_rate if is_full else 0.0
        return max(self._next, self._paused_until, a_second_later)

    async def open(self) -> None:
        """Wait while everything is paused."""
        while (wait := self._paused_until - self._clock()) > 0:
            await self._sleep(wait)

    def pause(self, seconds: float) -> None:
        """Give no turn for so long."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

    def slow_down(self, seconds: float) -> None:
        """Discord said that all of it is too fast: pause, and then go slower."""
        self.rate = max(self._full_rate * _LEAST_SHARE, self.rate * _SLOWER_SHARE)
        self.pause(seconds)

    def refused(self) -> None:
        """Count an answer that Discord holds against the address; too many slow everything down."""
        now = self._clock()
        if seconds := self._invalid_requests.count(now):
            # Each one costs its time, also where many come at once; and in ten minutes all are forgotten.
            until = min(max(self._paused_until, now) + seconds, now + WINDOW_SECONDS)
            self._paused_until = max(self._paused_until, until)
