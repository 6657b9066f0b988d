"""Long work in short stretches, so that answers to people go between them."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

WORK_SECONDS = 0.004  # at a stretch; then twice as long for others


@dataclass
class Pace:
    """One piece of long work: ask it to `rest` after each short step."""

    _since: float = field(default_factory=time.perf_counter)

    async def rest(self) -> None:
        """Let others work, if we did for a while."""
        if (worked := time.perf_counter() - self._since) > WORK_SECONDS:
            await asyncio.sleep(2 * worked)
            self._since = time.perf_counter()
