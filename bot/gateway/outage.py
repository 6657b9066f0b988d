"""An outage is told once when it begins and once when it is over, however many shards and tries it has."""

from __future__ import annotations

import logging

from bot.errors import PaperboyError


class Outage:
    """Of one thing with parts, each called by its number; `over` is the line for its end."""

    def __init__(self, log: logging.Logger, over: str) -> None:
        self._log, self._over = log, over
        self._parts: set[int] = set()

    def begins(self, sentence: PaperboyError, part: int = 0) -> None:
        """A part is out, and why."""
        if not self._parts:
            self._log.warning("%s", sentence)
        self._parts.add(part)

    def ends(self, part: int = 0) -> None:
        """A part is back."""
        if part in self._parts:
            self._parts.remove(part)
            if not self._parts:
                self._log.info("%s", self._over)
