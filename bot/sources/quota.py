"""How often a site may still be asked, by all who ask it here."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from bot.sources.rate_limit import LONGEST_WAIT, Left, questions_left

QUESTIONS = 500  # in `LONGEST_WAIT` seconds without a token, by Hugging Face's documentation
# Of them, those that people leave to the daily list: 15 days missing at once, each asked four times, twice
# over where a list is doubted.
RESERVED_QUESTIONS = 120


class Quota:
    """What the site said last, and until it says something, its documented quota counted here.

    Shared by the clients of the daily list and of people: these leave `RESERVE` questions.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left, self._renewed_at, self._welcome_at = 0, clock(), clock()

    def wait(self, reserve: int) -> float:
        """Seconds until a question is welcome that leaves `reserve` more; 0: now."""
        now = self._clock()
        if now >= self._renewed_at:
            self._left, self._renewed_at = QUESTIONS, now + LONGEST_WAIT
        renewed = self._renewed_at - now if self._left <= reserve else 0.0
        return max(0.0, renewed, self._welcome_at - now)

    def count(self) -> None:
        """A question goes out."""
        self._left -= 1

    def learn(self, headers: Mapping[str, str], wait: float) -> None:
        """What an answer says: its headers, and for how many seconds it wants no other question."""
        now = self._clock()
        self._welcome_at = max(self._welcome_at, now + wait)
        match questions_left(headers):
            case Left(questions, seconds):
                self._left, self._renewed_at = questions, now + seconds
            case None:
                pass
