"""Answers that Discord holds against an address: 10,000 of 401, 403 or 429 in ten minutes ban it."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

log = logging.getLogger(__name__)

# Discord's documentation, “Invalid Request Limit”. We are not alone with our address, and a bot that was just
# started again does not know what it met before: so it keeps to half. What is on its way when it slows down
# comes on top of LIMIT.
STATUSES = frozenset({401, 403, 429})
WINDOW_SECONDS = 600.0
FREE, LIMIT = 2_000, 4_500
_SLOT_SECONDS = 10.0  # counted together, and remembered until the last of them is old


def is_invalid(status: int, headers: Mapping[str, str]) -> bool:
    """Whether Discord counts the answer: not the 429 of a limit that others used up (scope `shared`)."""
    return status in STATUSES and headers.get("X-RateLimit-Scope") != "shared"


@dataclass
class _Slot:
    begun: float
    count: int = 0

    @property
    def forgotten_at(self) -> float:
        return self.begun + _SLOT_SECONDS + WINDOW_SECONDS


class InvalidRequests:
    """Counts them over ten minutes: some are `free`, and each one more holds up everything that follows, so
    that the rest up to `limit` lasts until earlier ones are old. Times are seconds of any steady clock.
    """

    def __init__(self, free: int = FREE, limit: int = LIMIT) -> None:
        self._free, self._limit = free, limit
        self._slots = deque[_Slot]()

    def count(self, now: float) -> float:
        """Count one; returns the seconds for which it is to hold up all requests."""
        while self._slots and self._slots[0].forgotten_at <= now:
            self._slots.popleft()
        if not self._slots or self._slots[-1].begun + _SLOT_SECONDS <= now:
            self._slots.append(_Slot(now))
        self._slots[-1].count += 1
        total = sum(slot.count for slot in self._slots)
        if total == self._free + 1:
            log.warning("Discord refused %d requests in ten minutes: all go slower, against a ban", total)
        return self._spacing(self._limit - total, now) if total > self._free else 0.0

    def _spacing(self, spare: int, now: float) -> float:
        """The seconds from one to the next at which they never exceed the limit, if they come evenly."""
        spacing = WINDOW_SECONDS / self._limit
        for slot in self._slots:
            spacing = max(spacing, (slot.forgotten_at - now) / max(spare, 1))
            spare += slot.count
        return spacing
