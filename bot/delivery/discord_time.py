"""What time it is at Discord, whatever our own clock says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.delivery.lease import steady_seconds

# What names another year was not written by Discord, whose ids count from 2015 (developer documentation).
_YEARS = range(2015, 3000)


class DiscordTime:
    """The time that Discord's last answer bears, and what has passed since by seconds that nobody sets.

    Before the first answer, and where answers bear none, our own clock alone counts.
    """

    def __init__(self, steady: Callable[[], float] = steady_seconds) -> None:
        self._steady = steady
        self._answered: tuple[datetime, float] | None = None

    def hear(self, date: str | None) -> None:
        """Take in the header `Date` of an answer that has just come; what cannot be meant is left out."""
        try:
            at = parsedate_to_datetime(date or "").replace(tzinfo=UTC)  # HTTP knows no other zone
        except (ValueError, OverflowError):
            return
        if at.year in _YEARS:
            self._answered = at, self._steady()

    def earliest(self, now: datetime) -> datetime:
        """The earlier of Discord's time and `now`, which is by our clock (UTC)."""
        return min(now, self._now(now))

    def latest(self, now: datetime) -> datetime:
        """The later of both."""
        return max(now, self._now(now))

    def _now(self, now: datetime) -> datetime:
        if self._answered is None:
            return now
        at, since = self._answered
        return at + timedelta(seconds=self._steady() - since)
