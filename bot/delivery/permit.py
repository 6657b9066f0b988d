"""Whether a request may still be written, looked at last: right before its bytes go to the socket."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from bot.delivery.lease import steady_seconds
from bot.delivery.outcomes import LapsedError


@dataclass
class _Permit:
    is_valid: Callable[[], bool]
    repeat_seconds: float
    steady: Callable[[], float]
    first_at: float | None = None

    def is_over(self) -> bool:
        is_late = self.first_at is not None and self.steady() - self.first_at > self.repeat_seconds
        return is_late or not self.is_valid()


_permit: ContextVar[_Permit | None] = ContextVar("permit", default=None)


@contextmanager
def only_while(
    is_valid: Callable[[], bool], repeat_seconds: float, *, steady: Callable[[], float] = steady_seconds
) -> Generator[None]:
    """What is asked of Discord inside is not written any more once it is not valid, but for LapsedError; nor
    so many seconds after the first request: discord.py repeats some, and waits for a channel's limit between.

    A process may have been stopped anywhere before, for longer than its lease or a nonce lasts: all
    waits for turns, connections and limits lie behind.
    """
    token = _permit.set(_Permit(is_valid, repeat_seconds, steady))
    try:
        yield
    finally:
        _permit.reset(token)


def require_permit() -> None:
    """Called for each request before it is written."""
    if permit := _permit.get():
        if permit.is_over():
            raise LapsedError(was_written=permit.first_at is not None)
        permit.first_at = permit.steady() if permit.first_at is None else permit.first_at


def keep_permit() -> None:
    """Called for each part of it."""
    if (permit := _permit.get()) and not permit.is_valid():
        raise LapsedError(was_written=True)
