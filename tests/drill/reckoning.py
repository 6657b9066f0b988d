"""What was due against what Discord has: pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tests.drill.places import Due

ON_TIME = timedelta(minutes=2)

Key = tuple[int, date, int]  # to whom, which day, which part


def key(due: Due) -> Key:
    """How what came of it is found."""
    return due.to, due.day, due.part


class Fate(NamedTuple):
    """What became of something due: when it came, as often as it did, or what prevented it."""

    due: Due
    came: Sequence[datetime]
    prevented: str = ""

    @property
    def late(self) -> timedelta:
        """By how much; less than nothing if it came early, and nothing for what never came."""
        return self.came[0] - self.due.at if self.came else timedelta()


class Total(NamedTuple):
    """Counts of what was due; `doubled` counts also what came and was not due at all."""

    due: int
    came: int
    lost: int
    doubled: int
    prevented: int

    @property
    def is_good(self) -> bool:
        """Whether nothing is lost or doubled."""
        return not self.lost and not self.doubled


def fates(
    due: Iterable[Due],
    came: Mapping[Key, Sequence[datetime]],
    prevented: Callable[[Due], str] = lambda _: "",
) -> list[Fate]:
    """Each thing due with what became of it; `prevented` tells of what may never come why not."""
    return [_fate(each, came.get(key(each), ()), prevented) for each in due]


def _fate(due: Due, came: Sequence[datetime], prevented: Callable[[Due], str]) -> Fate:
    return Fate(due, sorted(came), "" if came else prevented(due))


def total(all_fates: Sequence[Fate], came: Mapping[Key, Sequence[datetime]], expected: set[Key]) -> Total:
    """The sum. What came early for a later time of the calendar is in `expected` and not counted yet."""
    prevented = sum(bool(fate.prevented) for fate in all_fates)
    arrived = sum(bool(fate.came) for fate in all_fates)
    repeated = sum(len(times) - 1 for times in came.values())
    return Total(
        due=len(all_fates),
        came=arrived,
        lost=len(all_fates) - arrived - prevented,
        doubled=repeated + len(came.keys() - expected),
        prevented=prevented,
    )
