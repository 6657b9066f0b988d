"""How many papers fit keywords, week by week."""

from __future__ import annotations

from datetime import date

from bot.models.base import Model


class TrendLine(Model):
    """A keyword as typed, and the papers of each week that fit it; None for a week without any list."""

    keyword: str
    counts: tuple[int | None, ...]

    @property
    def total(self) -> int:
        """All papers that fit."""
        return sum(count for count in self.counts if count)


class Trend(Model):
    """Weeks by their Mondays (UTC), oldest first, and a line for each keyword. A paper counts in the week in
    which it was first listed.

    `missing_days` are weekdays of which no list is stored, `is_running` says that the last week is not over.
    """

    mondays: tuple[date, ...]
    lines: tuple[TrendLine, ...]
    missing_days: int
    is_running: bool
