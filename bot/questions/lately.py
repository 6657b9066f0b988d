"""What was asked for lately, and need not be asked for again."""

from __future__ import annotations

from datetime import datetime, timedelta

_NOTHING_KNOWN_LIFETIME = timedelta(hours=1)  # then a new paper may be known
_MOST_KEYS = 10_000  # keys, of some 100 bytes each


class LatelyAsked:
    """Ids and other keys of the last hour; the newest of them if there are too many."""

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}

    def add(self, key: str, now: datetime) -> None:
        """It was asked for, and asking again would bring nothing."""
        self._until.pop(key, None)
        self._until[key] = now + _NOTHING_KNOWN_LIFETIME
        while len(self._until) > _MOST_KEYS:
            del self._until[next(iter(self._until))]

    def has(self, key: str, now: datetime) -> bool:
        """Whether it was added within the hour."""
        return (until := self._until.get(key)) is not None and now < until
