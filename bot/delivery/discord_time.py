"""What time it is at Discord, whatever our own clock says."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from statistics import median_low

from bot.delivery.lease import steady_seconds

# What names another year was not written by Discord, whose ids count from 2015 (developer documentation).
_YEARS = range(2015, 3000)
ANSWERS = 5  # a cached one is old, and of Discord's many machines one may be wrong


class DiscordTime:
    """The time that Discord's last answers bear, each with what has passed since by seconds that nobody
    sets.

    Before the first answer, and where answers bear none, our own clock alone counts.
    """

    def __init__(self, steady: Callable[[], float] = steady_seconds) -> None:
        self._steady = steady
        self._leads = deque[float](maxlen=ANSWERS)  # of Unix seconds before the steady ones

    def hear(self, date: str | None) -> None:
        """Take in the header `Date` of an answer that has just come; what cannot be meant is left out."""
        try:
            at = parsedate_to_datetime(date or "").replace(tzinfo=UTC)  # HTTP knows no other zone
        except (ValueError, OverflowError):
            return
        if at.year in _YEARS:
            self._leads.append(at.timestamp() - self._steady())

    def earliest(self, now: datetime) -> datetime:
        """The earlier of `now`, which is by our clock (UTC), and of the time that most answers bear."""
        return min(now, self._by(median_low, now))

    def latest(self, now: datetime) -> datetime:
        """The latest of `now` and of what any answer bears: of a machine that was paused from outside both
        clocks stood still, and the first answer since tells.
        """
        return max(now, self._by(max, now))

    def _by(self, choose: Callable[[Iterable[float]], float], now: datetime) -> datetime:
        if not self._leads:
            return now
        return datetime.fromtimestamp(choose(self._leads) + self._steady(), UTC)
