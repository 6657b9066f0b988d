"""How late interactions come."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

DRIFT = 0.001  # of clocks, in seconds per second: more than any has


class Delays:
    """Ages of interactions, however far the clocks of Discord and of this machine are apart.

    They are counted from the least that was seen: the clocks' difference, and the shortest way. It may grow
    again slowly, since clocks drift. `clock` gives steady seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._least, self._seen_at = clock, inf, clock()

    def see(self, created_at: float) -> None:
        """An interaction has come; `created_at` is the time of its id in seconds, by Discord's clock."""
        now = self._clock()
        self._least = min(now - created_at, self._least + (now - self._seen_at) * DRIFT)
        self._seen_at = now

    def seconds(self, created_at: float) -> float:
        """The age of an interaction."""
        return self._clock() - created_at - self._least
