"""What goes wrong in the week, as data; and at which moments the drill looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from tests.drill.places import DAY

START = datetime(2026, 3, 29, tzinfo=UTC)  # a Sunday
AN_HOUR, A_LOOK = timedelta(hours=1), timedelta(minutes=10)
AFTERMATH = timedelta(hours=3)  # for what is late at the week's end


class Planned(NamedTuple):
    """A trouble of some name on a day (from 0), from a time (UTC) on, for so long."""

    name: str
    day: int
    time: time
    lasts: timedelta

    @property
    def begins(self) -> datetime:
        """In UTC."""
        return datetime.combine(START + self.day * DAY, self.time, UTC)

    @property
    def ends(self) -> datetime:
        """In UTC."""
        return self.begins + self.lasts


_NIGHTLY = [Planned("leader killed", day, time(0, 0), A_LOOK) for day in range(7)]  # as it posts
TROUBLES: Sequence[Planned] = (
    *_NIGHTLY,
    Planned("clocks go forward in Berlin", 0, time(0, 0), 2 * AN_HOUR),
    Planned("gateway flapping", 0, time(6, 30), AN_HOUR),
    Planned("Discord answers 503", 1, time(10, 0), AN_HOUR),
    Planned("edge answers 403", 1, time(18, 0), A_LOOK),
    Planned("source down", 1, time(22, 0), DAY),
    Planned("leader frozen", 3, time(3, 0), AN_HOUR),
    Planned("model down", 3, time(6, 0), DAY),
    Planned("PostgreSQL restarted", 3, time(15, 30), A_LOOK),
    Planned("channel deleted", 4, time(9, 0), DAY),
    Planned("DMs closed", 3, time(12, 0), 2 * DAY),
    Planned("clock an hour ahead", 4, time(6, 30), 2 * AN_HOUR),
    Planned("answers lost", 4, time(6, 30), 2 * AN_HOUR),  # by that clock they are looked for
    Planned("clock an hour behind", 5, time(6, 30), 2 * AN_HOUR),
    Planned("answers lost", 5, time(6, 30), 2 * AN_HOUR),
    Planned("disk full", 5, time(22, 0), AN_HOUR + AN_HOUR / 2),
    Planned("dates of answers wrong", 6, time(6, 30), 2 * AN_HOUR),
    Planned("answers lost", 6, time(6, 30), 2 * AN_HOUR),
    Planned("clocks go back in Sydney", 6, time(15, 0), 2 * AN_HOUR),
)


def troubles(first_day: int, days: int) -> list[Planned]:
    """Those of so many days, from that one on (the week's first is 0), that are over in time."""
    start, end = START + first_day * DAY, START + (first_day + days) * DAY
    chosen = (each for each in TROUBLES if start <= each.begins and each.ends <= end)
    return sorted(chosen, key=lambda each: each.begins)


def alone(name: str) -> list[Planned]:
    """The first one of that name, on the first day; KeyError if there is none."""
    for each in TROUBLES:
        if each.name == name:
            return [each._replace(day=0)]
    raise KeyError(name)


def moments(
    start: datetime, until: datetime, due: Iterable[datetime], planned: Iterable[Planned]
) -> list[datetime]:
    """When to look, in order: each hour, whenever something is due, and often while there is trouble."""
    hours = (start + n * AN_HOUR for n in range(int((until - start) / AN_HOUR) + 1))
    near = (moment for trouble in planned for moment in _around(trouble))
    return sorted({moment for moment in (*hours, *due, *near) if moment <= until})


def _around(trouble: Planned) -> Iterator[datetime]:
    """Its begin and its end, and what lies between and right after them."""
    for edge in (trouble.begins, trouble.ends):
        for n in range(int(AN_HOUR / A_LOOK) + 1):
            yield edge + n * A_LOOK
