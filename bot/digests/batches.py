"""Channels in batches, a transaction each."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
CHANNELS_PER_TRANSACTION = 50  # short enough that nobody waits for the lock


def batched(values: Iterable[T], size: int) -> Generator[list[T]]:
    """The values in lists of up to `size` (itertools has it from Python 3.12 on)."""
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch
