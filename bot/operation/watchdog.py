"""An event loop that stands still does nothing any more, and cannot say so: a thread ends the process."""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import os
import sys
import threading
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.measures import LOOP_DELAY
from bot.operation.systemd import is_watched, notify

BEAT_SECONDS = 1.0
STILL_BEATS = 600  # without a beat; counted by the thread, so that a process that was stopped is not to blame
EXIT_CODE = 70  # EX_SOFTWARE of sysexits.h


def end_process() -> None:
    """End at once, with a line that says why, and where the loop hangs.

    Past the log's own lock, which whoever hangs may hold.
    """
    text = f"the event loop stood still for {STILL_BEATS * BEAT_SECONDS:.0f} s: ending, to be started anew"
    record = logging.LogRecord(__name__, logging.CRITICAL, __file__, 0, text, None, None)
    formats = [handler.format for handler in logging.getLogger().handlers] or [logging.Formatter().format]
    os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, f"{formats[0](record)}\n".encode())
    faulthandler.dump_traceback()
    os._exit(EXIT_CODE)


@dataclass
class Watchdog:
    """Counts the loop's beats in a thread of its own, and calls `end` when there are none any more."""

    end: Callable[[], object] = end_process
    beat_seconds: float = BEAT_SECONDS
    still_beats: int = STILL_BEATS
    _beats: int = 0
    _is_over: threading.Event = field(default_factory=threading.Event)

    @asynccontextmanager
    async def watching(self) -> AsyncGenerator[None]:
        """Watch over the running event loop as long as this lasts."""
        beating = asyncio.create_task(self._beat())
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()
        try:
            yield
        finally:
            self._is_over.set()
            beating.cancel()

    async def _beat(self) -> None:
        tells_systemd = is_watched()
        while True:
            self._beats += 1
            if tells_systemd:
                notify("WATCHDOG=1")
            before = time.monotonic()
            await asyncio.sleep(self.beat_seconds)
            LOOP_DELAY.set(max(time.monotonic() - before - self.beat_seconds, 0.0))

    def _watch(self) -> None:
        seen, still = 0, 0
        while not self._is_over.wait(self.beat_seconds):
            still = still + 1 if self._beats == seen else 0
            seen = self._beats
            if still >= self.still_beats:
                self.end()
                return
