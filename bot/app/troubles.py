"""A trouble that many jobs meet again and again is told once when it begins, and once when it is over."""

from __future__ import annotations

import logging

from bot.errors import PaperboyError


class Troubles:
    """What those who work side by side meet; each is called by anything that is its own. A line of the log is
    the error's sentence within `line`.
    """

    def __init__(self, log: logging.Logger, level: int = logging.ERROR, line: str = "%s") -> None:
        self._log, self._level, self._line = log, level, line
        self._hindered: dict[str, set[object]] = {}  # by sentence

    def begins(self, error: PaperboyError, worker: object) -> None:
        """A worker failed: told, unless one is hindered by the same already."""
        sentence = str(error)
        if sentence not in self._hindered:
            self._log.log(self._level, self._line, sentence)
        self._leave(worker)
        self._hindered.setdefault(sentence, set()).add(worker)

    def ends(self, worker: object) -> None:
        """A worker succeeded."""
        for sentence in self._leave(worker):
            self._log.info("over: %s", sentence)

    def _leave(self, worker: object) -> list[str]:
        """The sentences that hinder nobody any more."""
        for workers in self._hindered.values():
            workers.discard(worker)
        over = [sentence for sentence, workers in self._hindered.items() if not workers]
        for sentence in over:
            del self._hindered[sentence]
        return over
