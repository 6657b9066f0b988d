"""How much one person may ask of the sources."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from math import ceil

from bot.errors import UserError

ASKED_A_MINUTE = 10  # questions of one person that go out to a source
# Papers in them, in five minutes: a tenth of what Hugging Face allows in that time, and one request to arXiv.
IDS_AT_ONCE = 50
_MINUTE, _FIVE_MINUTES = timedelta(minutes=1), timedelta(minutes=5)


class Budget:
    """Questions are counted anew each minute, the papers in them every five."""

    def __init__(self) -> None:
        self._questions = _Window(_MINUTE, ASKED_A_MINUTE)
        self._ids = _Window(_FIVE_MINUTES, IDS_AT_ONCE)

    def spend(self, asker: int, now: datetime, *, questions: int = 1, ids: int = 1) -> int:
        """Count questions with so many papers in them; for how many of the papers they may go out.

        UserError that says how long to wait if it is none, or one question too many.
        """
        self._questions.require(asker, now, questions)
        if ids:
            self._ids.require(asker, now, 1)
        self._questions.take(asker, questions)
        return self._ids.take(asker, ids)


class _Window:
    """So many in each span of time, for each person."""

    def __init__(self, span: timedelta, most: int) -> None:
        self._span, self._most = span, most
        self._began = datetime.min.replace(tzinfo=UTC)
        self._taken: Counter[int] = Counter()

    def require(self, asker: int, now: datetime, count: int) -> None:
        """UserError if so many are not left."""
        began = now - (now - datetime.min.replace(tzinfo=UTC)) % self._span
        if began != self._began:
            self._began, self._taken = began, Counter()
        if self._taken[asker] + count > self._most:
            wait = began + self._span - now
            raise UserError("lookup-budget", seconds=ceil(wait.total_seconds()))

    def take(self, asker: int, count: int) -> int:
        """Take up to so many; how many those are."""
        taken = min(count, self._most - self._taken[asker])
        self._taken[asker] += taken
        return taken
