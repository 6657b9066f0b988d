"""Working through many rows so that a bad one costs itself: the log tells of it, and its neighbours go on."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from bot.errors import PaperboyError
from bot.models import UnknownZoneError

log = logging.getLogger(__name__)

T = TypeVar("T")
_logged = set[tuple[str, str]]()  # jobs come every few seconds, and each row is told once


@contextmanager
def apart(row: str) -> Generator[None]:
    """Leave a row out that raises; `row` names it in the log, without anything that is a person's own.

    A PaperboyError is no row's fault, or has its own way of being told, and goes on.
    """
    try:
        yield
    except PaperboyError:
        raise
    except Exception as error:
        if (row, type(error).__name__) not in _logged:
            _logged.add((row, type(error).__name__))
            _tell(row, error)


async def together_or_apart(
    items: Sequence[T], work: Callable[[Sequence[T]], Awaitable[int]], kind: str
) -> int:
    """The sum of what `work` gives for all items at once; where that fails, for each one apart."""
    try:
        return await work(items)
    except PaperboyError:
        raise
    except Exception:
        log.debug("%d rows of the kind “%s” are worked on one by one", len(items), kind)
    count = 0
    for number, item in enumerate(items):
        with apart(f"{kind} {item if isinstance(item, int) else number}"):
            count += await work([item])
    return count


def _tell(row: str, error: Exception) -> None:
    if isinstance(error, UnknownZoneError):
        log.error("%s is left out: %s", row, error)
    else:
        log.error("%s is left out", row, exc_info=error)
