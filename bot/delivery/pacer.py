"""When the next request may be made: evenly spaced, because bursts are what Discord refuses."""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import Awaitable, Callable

from bot.delivery.invalid_requests import WINDOW_SECONDS, InvalidRequests
from bot.delivery.jitter import Jitter

_SLOWER_SHARE = 0.8  # of the rate, after Discord refused one for going too fast
_FASTER_SHARE = 0.0005  # of the full rate, after each turn: from 80 % back to full in about ten seconds
_LEAST_SHARE = 0.1  # of the full rate
# A second without a turn saves up a fifth of the next one's turns, so that a small server's posts leave at
# once. In that second there are no more for it.
_IDLE_SECONDS, _BURST_SECONDS = 1.0, 0.2
_CATCH_UP_SECONDS = 0.01  # at least, of the event loop's delays; a long one is lost, or it would be a burst


class Pacer:
    """Turns at `full_rate` per second for the whole bot, and at less where answers take unevenly long.
    `clock` counts seconds, from anywhere.
    """

    def __init__(
        self,
        rate: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        invalid_requests: InvalidRequests | None = None,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._share = 1.0
        self._saved_turns = 0
        self._jitter = Jitter()
        self._next = self._paused_until = self._last_turn = self._slowed_at = -math.inf
        self._recent_turns = deque[float]()  # those of the last full second
        self._invalid_requests = invalid_requests or InvalidRequests()
        self._order = asyncio.Lock()
        self.set_full_rate(rate)

    @property
    def rate(self) -> float:
        """Turns per second as things are."""
        return self.full_rate * min(self._share, self._jitter.share)

    def set_full_rate(self, rate: float) -> None:
        """Another rate, from the next turn on."""
        self.full_rate = rate
        self._recent_turns = deque(self._recent_turns, maxlen=max(int(rate), 1))

    async def turn(self) -> float:
        """Wait for one's turn, first come, first served; returns its time."""
        async with self._order:
            self._save_up(self._clock())
            while (wait := self._earliest() - self._clock()) > 0:
                await self._sleep(wait)
            self._last_turn = now = self._clock()
            self._recent_turns.append(now)
            self._share = min(1.0, self._share + _FASTER_SHARE)
            self._next = now if self._saved_turns else self._after_interval(now)
            self._saved_turns = max(self._saved_turns - 1, 0)
            return now

    def _save_up(self, asked_at: float) -> None:
        if asked_at >= max(self._last_turn + _IDLE_SECONDS, self._paused_until):
            self._saved_turns = max(int(self.full_rate * _BURST_SECONDS) - 1, 0)

    def _after_interval(self, now: float) -> float:
        interval = 1 / self.rate
        return max(self._next, now - max(interval / 2, _CATCH_UP_SECONDS)) + interval

    def answered(self, turn: float) -> None:
        """Learn from the answer that came now to what left at `turn`."""
        self._jitter.note(self._clock() - turn)

    def _earliest(self) -> float:
        """After the last turn's interval and any pause; and never more turns than the rate in one second."""
        is_full = len(self._recent_turns) == self._recent_turns.maxlen
        a_second_later = self._recent_turns[0] + len(self._recent_turns) / self.rate if is_full else 0.0
        return max(self._next, self._paused_until, a_second_later)

    async def open(self) -> None:
        """Wait while everything is paused."""
        while (wait := self._paused_until - self._clock()) > 0:
            await self._sleep(wait)

    def pause(self, seconds: float) -> None:
        """Give no turn for so long."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

    def slow_down(self, seconds: float, turn: float) -> bool:
        """Discord said of what left at `turn` that all of it is too fast: pause, and then go slower. False if
        that had left before we last slowed down: of one haste, all that is under way is refused.
        """
        self.pause(seconds)
        if turn <= self._slowed_at:
            return False
        self._share = max(_LEAST_SHARE, min(self._share, self._jitter.share) * _SLOWER_SHARE)
        self._slowed_at = self._clock()
        return True

    def refused(self) -> None:
        """Count an answer that Discord holds against the address; too many slow everything down."""
        now = self._clock()
        if seconds := self._invalid_requests.count(now):
            # Each one costs its time, also where many come at once; and in ten minutes all are forgotten.
            until = min(max(self._paused_until, now) + seconds, now + WINDOW_SECONDS)
            self._paused_until = max(self._paused_until, until)
