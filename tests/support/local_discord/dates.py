"""The header `Date` of the answers: Discord's time, or what its edge takes for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

from aiohttp import web
from aiohttp.hdrs import DATE

from .world import Clock


@dataclass(slots=True)
class Dates:
    """`errors` are the seconds by which it is wrong, None for an answer without one; answers take turns."""

    clock: Clock
    errors: list[float | None] = field(default_factory=lambda: [0.0])

    async def mark(self, _: web.BaseRequest, response: web.StreamResponse) -> None:
        """Put it on an answer, as a signal of aiohttp, which would have put the machine's time there."""
        error = self.errors.pop(0)
        self.errors.append(error)
        if error is None:
            del response.headers[DATE]
        else:
            date = datetime.fromtimestamp(self.clock() + error, UTC)
            response.headers[DATE] = format_datetime(date, usegmt=True)
