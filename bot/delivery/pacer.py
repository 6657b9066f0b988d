"""When the next request may be made: evenly spaced, because bursts are what Discord refuses."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable

_SLOWER_SHARE = 0.8  # of the rate, after Discord refused one for going too fast
_FASTER_SHARE = 0.0005  # of the full rate, after each turn: from 80 % back to full in about ten seconds
_LEAST_SHARE = 0.1  # of the full rate
# Discord bans an address for 10,000 answers 401, 403 or 429 in ten minutes; we are not alone with ours.
REFUSALS, REFUSAL_SECONDS = 5_000, 600.0


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
        self._recent_turns = deque[float](maxlen=max(int(rate), 1))  # the turns of the last full second
        self._refusals = deque[float](maxlen=REFUSALS)
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
        """Count an answer that Discord holds against the bot; too many are a pause till the oldest is old."""
        now = self._clock()
        self._refusals.append(now)
        left = self._refusals[0] + REFUSAL_SECONDS - now
        if len(self._refusals) == REFUSALS and left > 0:
            self.pause(left)
