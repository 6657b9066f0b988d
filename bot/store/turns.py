"""The queue of those who write: within the process first come, first served; and other processes get theirs.

SQLite lets writers race for its lock. With many of them, or a slow disk, one may lose for minutes.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from bot.errors import StoreError

RUN_SECONDS = 0.5  # of writing without a pause, after which other processes get theirs
AGAIN_SECONDS = 1.0  # for each after one for whom a program outside held the database too long

_hurried: ContextVar[tuple[asyncio.Task[object] | None, float]] = ContextVar("hurried", default=(None, 0.0))


@contextmanager
def hurried(seconds: float) -> Generator[None]:
    """Let this task wait so long at most for its turn to write: a person waits for it. Tasks that it starts
    are not hurried.
    """
    token = _hurried.set((asyncio.current_task(), seconds))
    try:
        yield
    finally:
        _hurried.reset(token)


@dataclass
class Turn:
    """`deadline` is the time.monotonic() until which the lock of the database is waited for."""

    turns: Turns
    deadline: float

    def begun(self) -> None:
        """The lock was got."""
        self.turns.blocked_since = None


class Turns:
    """Who writes when, in this process."""

    def __init__(self, gap_seconds: float) -> None:
        self.gap_seconds = gap_seconds
        self.blocked_since: float | None = None
        self._lock = asyncio.Lock()  # wakes those who wait in their order
        self._run_began = self._ended = 0.0

    @asynccontextmanager
    async def turn(self, busy_seconds: float) -> AsyncGenerator[Turn]:
        """Our turn, after those who asked before; StoreError if somebody hurried does not get it in time."""
        task, seconds = _hurried.get()
        hurry = seconds if task is not None and task is asyncio.current_task() else None
        until = None if hurry is None else time.monotonic() + hurry
        await self._acquire(hurry)
        try:
            await self._give_way()
            now = time.monotonic()
            self.blocked_since = now if self.blocked_since is None else self.blocked_since
            deadline = max(self.blocked_since + busy_seconds, now + AGAIN_SECONDS)
            yield Turn(self, deadline if until is None else min(deadline, until))
        finally:
            self._ended = time.monotonic()
            self._lock.release()

    async def _acquire(self, hurry: float | None) -> None:
        try:
            async with asyncio.timeout(hurry):
                await self._lock.acquire()
        except TimeoutError:
            raise StoreError("store-busy") from None

    async def _give_way(self) -> None:
        now = time.monotonic()
        if now - self._ended >= self.gap_seconds:
            self._run_began = now
        elif now - self._run_began > RUN_SECONDS:
            await asyncio.sleep(self.gap_seconds)
            self._run_began = time.monotonic()
