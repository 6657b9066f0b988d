"""How much goes into one message: pure."""

from __future__ import annotations

from collections.abc import Sequence


def pack(sizes: Sequence[int], *, most: int, room: int) -> tuple[int, ...]:
    """How many things go into each group, in order: at most `most`, of at most `room` together.

    As few groups as possible, of which the largest is as small as it can be, and so the next ones: ten things
    in two groups are five and five where these fit. A thing larger than `room` is a ValueError.
    """
    fewest = _fewest(sizes, most=most, room=room)
    # The best way to fill so many groups with the first so many things; None where there is none.
    best: dict[int, _Way | None] = {0: (0, ())}
    for _ in range(fewest):
        best = {end: _last_filled(best, sizes, end, most=most, room=room) for end in range(len(sizes) + 1)}
    way = best[len(sizes)]
    return way[1] if way else ()


_Way = tuple[int, tuple[int, ...]]  # the sum of the squares of the groups, which is least where they are even


def _last_filled(
    before: dict[int, _Way | None], sizes: Sequence[int], end: int, *, most: int, room: int
) -> _Way | None:
    """The best way to end one more group behind the thing `end`."""
    ways: list[_Way] = []
    for count in range(1, min(most, end) + 1):
        if sum(sizes[end - count : end]) > room:
            break
        if way := before.get(end - count):
            ways.append((way[0] + count * count, (*way[1], count)))
    return min(ways, default=None, key=lambda way: (way[0], [-count for count in way[1]]))


def _fewest(sizes: Sequence[int], *, most: int, room: int) -> int:
    """How many groups are needed: filling each before the next one, nothing is further along than this."""
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
    return len(groups)


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
