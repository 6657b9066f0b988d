"""What processes on one store tell each other at once. A signal may get lost: whoever needs to know looks by
itself again and again, and by a signal it only looks earlier.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from enum import StrEnum
from typing import Protocol


class Signal(StrEnum):
    """What there is to look at."""

    POSTS = "posts"  # planned, and ready to be sent
    NOTIFICATIONS = "notifications"  # likewise
    DUE = "due"  # of a channel that came back: to be planned, and sent
    LEASE = "lease"  # given back by whoever had it
    COMMANDS = "commands"  # brought to Discord, which gave them ids


Hear = Callable[[Signal], object]


class Signals(Protocol):
    """Reach all processes on the store, this one too."""

    async def send(self, signal: Signal) -> None:
        """Tell all who hear now; what hinders that is no error."""
        ...

    def hearing(self, hear: Hear) -> AbstractAsyncContextManager[None]:
        """Call `hear` with each signal as long as this lasts, and with all of them when some may have been
        missed.
        """
        ...

    async def close(self) -> None:
        """Give back what it takes."""
        ...


class LocalSignals:
    """Of a store that one process has for itself."""

    def __init__(self) -> None:
        self._hearers: list[Hear] = []

    async def send(self, signal: Signal) -> None:
        """See Signals."""
        for hear in self._hearers:
            hear(signal)

    @asynccontextmanager
    async def hearing(self, hear: Hear) -> AsyncGenerator[None]:
        """See Signals."""
        self._hearers.append(hear)
        try:
            yield
        finally:
            self._hearers.remove(hear)

    async def close(self) -> None:
        """Nothing to give back."""
