"""Whether a request may still be written, looked at last: right before its bytes go to the socket."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from bot.delivery.outcomes import LapsedError


@dataclass
class _Permit:
    is_valid: Callable[[], bool]
    requests: int = 0


_permit: ContextVar[_Permit | None] = ContextVar("permit", default=None)


@contextmanager
def only_while(is_valid: Callable[[], bool]) -> Generator[None]:
    """What is asked of Discord inside is not written any more once it is not valid, but for LapsedError.

    A process may have been stopped anywhere before, for longer than its lease or a nonce lasts: all
    waits for turns, connections and limits lie behind.
    """
    token = _permit.set(_Permit(is_valid))
    try:
        yield
    finally:
        _permit.reset(token)


def require_permit() -> None:
    """Called for each request before it is written."""
    if permit := _permit.get():
        if not permit.is_valid():
            raise LapsedError(was_written=permit.requests > 0)
        permit.requests += 1


def keep_permit() -> None:
    """Called for each part of it."""
    if (permit := _permit.get()) and not permit.is_valid():
        raise LapsedError(was_written=True)
