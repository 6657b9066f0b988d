"""What shows that a trouble was there, and how it is waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from tests.drill.world import World

PATIENCE_SECONDS = 90.0  # of a busy machine


@dataclass
class Evidence:
    """What was seen of a trouble; without a word it was not there."""

    words: list[str] = field(default_factory=list[str])

    def count(self, number: int, what: str) -> None:
        """Something that shows it, if there was any."""
        if number:
            self.words.append(f"{number} {what}")

    def note(self, words: str) -> None:
        """The same, where there is nothing to count."""
        self.words.append(words)


# From its begin to its end.
Course = Callable[[World, Evidence], AbstractAsyncContextManager[None]]


async def until(condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for it; TimeoutError after so long."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.1)
