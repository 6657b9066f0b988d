"""How fast those who wait are served."""

from __future__ import annotations

from collections.abc import Callable

_WEIGHT = 0.05  # of the newest: what counts is the last twenty or so
_SLOWER_WEIGHT = 0.25  # of one that took longer: a crowd comes at once, and each that is too late is lost


class ServingPace:
    """Learns from each place that somebody got. `clock` gives steady seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._interval, self._last = 0.0, clock()
        self.work_seconds = 0.0  # that one is at work, of late

    def note(self, *, was_crowded: bool) -> None:
        """Somebody got a place; how fast is known only if they had to wait for it."""
        now = self._clock()
        if was_crowded:
            self._interval += (now - self._last - self._interval) * _WEIGHT
        self._last = now

    def note_work(self, seconds: float) -> None:
        """Somebody was at work for so long."""
        weight = _SLOWER_WEIGHT if seconds > self.work_seconds else _WEIGHT
        self.work_seconds += (seconds - self.work_seconds) * weight

    def seconds(self, waiting: int) -> float:
        """How long one more would wait behind so many."""
        return waiting * self._interval
