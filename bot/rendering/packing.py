"""How much goes into one message."""

from __future__ import annotations

from collections.abc import Sequence


def pack(sizes: Sequence[int], *, most: int, room: int) -> tuple[int, ...]:
    """How many things go into each group, in order: at most `most`, of at most `room` together.

    Filling each group before the next one gives as few groups as possible, since order is kept: no other
    way can be further along after the same number of groups. A thing larger than `room` is a ValueError.
    """
    groups: list[int] = []
    left = 0
    for size in sizes:
        if size > room:
            raise ValueError(f"{size} does not fit into {room}")
        if not groups or size > left or groups[-1] == most:
            groups.append(0)
            left = room
        groups[-1] += 1
        left -= size
    return tuple(groups)


def fair_limit(sizes: Sequence[int], room: int) -> int:
    """The largest limit for which all sizes, each cut down to it, fit into `room` together.

    What is small keeps its size; only what is large gives.
    """
    for done, size in enumerate(sorted(sizes)):
        share = room // (len(sizes) - done)
        if size > share:
            return share
        room -= size
    return max(sizes, default=room)
