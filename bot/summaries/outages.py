"""When the endpoint of the language model is down: it is left alone for ever longer, and no paper pays."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.errors import OutageError
from bot.models import Language

FAILURES_IN_A_ROW = (
    3  # failures of the endpoint, without any answer between them, after which it is left alone
)
FIRST_PAUSE, LAST_PAUSE = timedelta(minutes=1), timedelta(minutes=30)
Key = tuple[str, Language]


@dataclass
class Outages:
    """How one endpoint has fared. Moments are UTC."""

    _failures: int = 0
    _answers: int = 0
    _until: datetime | None = None
    _problem: OutageError | None = None
    _failed_at: dict[Key, int] = field(default_factory=dict[Key, int])

    def problem(self, now: datetime) -> OutageError | None:
        """What was wrong last, while the endpoint is left alone."""
        return self._problem if self._until and now < self._until else None

    def answered(self, key: Key) -> None:
        """The endpoint is well."""
        self._failures, self._until = 0, None
        self._answers += 1
        self._failed_at.pop(key, None)

    def failed(self, key: Key, problem: OutageError, now: datetime) -> bool:
        """Note a failure; whether the paper is to blame after all, since others were answered in between."""
        if self.problem(now) is None:  # those who were asked at the same time fail together
            self._failures, self._problem = self._failures + 1, problem
            if (further := self._failures - FAILURES_IN_A_ROW) >= 0:
                self._until = now + min(FIRST_PAUSE * 2 ** min(further, 10), LAST_PAUSE)
        is_paper = self._failed_at.get(key, self._answers) != self._answers
        self._failed_at[key] = self._answers
        return is_paper
