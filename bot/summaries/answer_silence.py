"""For how long an endpoint may be silent: not how long an answer may take, since a slow one still comes.

A word to one question is a sign of life for all: a server that answers one after the other lets the rest
wait meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Silence:
    """The silence of one endpoint, over all questions that are under way."""

    seconds: float
    _limits: set[asyncio.Timeout] = field(default_factory=set[asyncio.Timeout])

    @asynccontextmanager
    async def limit(self) -> AsyncGenerator[asyncio.Timeout]:
        """A timeout that every word puts off; TimeoutError at its end, and `expired()` is true."""
        async with asyncio.timeout(self.seconds) as limit:
            self._limits.add(limit)
            try:
                yield limit
            finally:
                self._limits.discard(limit)

    def broken(self) -> None:
        """The endpoint said a word."""
        until = asyncio.get_running_loop().time() + self.seconds
        for limit in self._limits:
            if not limit.expired():
                limit.reschedule(until)
