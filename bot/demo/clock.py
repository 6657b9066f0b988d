"""The demo's time: it runs on from its first morning, and leaps to the next one when the visitor says so."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.models.clock import utc_now


class LeapingClock:
    """A `bot.models.clock.Clock` that shows `start` now."""

    def __init__(self, start: datetime) -> None:
        self._ahead: timedelta = start - utc_now()

    def __call__(self) -> datetime:
        """The time in UTC."""
        return utc_now() + self._ahead

    def leap(self, to: datetime) -> None:
        """Show `to` now, and run on from there; a moment that has passed changes nothing."""
        self._ahead = max(self._ahead, to - utc_now())
