"""How much each person may ask for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

REMEMBERED_PERSONS = 10_000  # remembered: who comes again after so many others finds a full allowance


class Allowance:
    """So much may each person ask for at once, and so much again every second."""

    def __init__(self, units: float, per_second: float, clock: Callable[[], float]) -> None:
        self._units, self._per_second, self._clock = units, per_second, clock
        self._left: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def has(self, person_id: int, units: float) -> bool:
        """Whether there are so many units; none is taken."""
        return self._now_left(person_id, self._clock()) >= units

    def wait_seconds(self, person_id: int, units: float) -> float:
        """Take the units, if there are so many: then 0; else after how many seconds there are."""
        now = self._clock()
        left = self._now_left(person_id, now)
        self._left.pop(person_id, None)
        enough = left >= units
        self._left[person_id] = (left - units if enough else left, now)
        if len(self._left) > REMEMBERED_PERSONS:
            self._left.popitem(last=False)
        return 0.0 if enough else (units - left) / self._per_second

    def _now_left(self, person_id: int, now: float) -> float:
        left, since = self._left.get(person_id, (self._units, now))
        return min(self._units, left + (now - since) * self._per_second)
