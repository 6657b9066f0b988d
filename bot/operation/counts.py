"""Counts that read whole tables: made rarely where that takes long."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.store import Reading, vitals

TIME_SHARE = 0.001  # of all time, to be spent on counting: what took 0.2 s is good for 200 s


class Count(NamedTuple):
    """Channel subscriptions by their state, and saved keywords."""

    channels: dict[str, int]
    alerts: int


@dataclass
class Counts:
    """Keeps what was counted for a thousand times as long as counting took. `steady` gives seconds."""

    steady: Callable[[], float] = time.monotonic
    _last: Count | None = field(default=None, init=False)
    _good_until: float = field(default=0.0, init=False)

    async def read(self, view: Reading) -> Count:
        """The last count, or a new one if it is time."""
        begun = self.steady()
        if self._last is None or begun >= self._good_until:
            self._last = Count(await vitals.channels(view), await vitals.alert_count(view))
            ended = self.steady()
            self._good_until = ended + (ended - begun) / TIME_SHARE
        return self._last
