"""Who is to get what, and when: channels of several zones, and people with a keyword each.

What is due is worked out here from the calendar alone, not by the bot's own rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
DAY_ENDS = time(23, 0)  # UTC, as the settings have it
PAPERS, PARTS = 11, 2  # ten of them fill a message
FIRST_PERSON = 300_000_000_000_000_001


class Hour(NamedTuple):
    """A time of day somewhere."""

    zone: str
    time: time


# The clocks of Berlin go forward as the week begins, those of Sydney back as it ends: 02:30 does not come on
# the first Sunday there, and comes twice on the second one here.
HOURS = (
    Hour("Asia/Seoul", time(9, 0)),
    Hour("Europe/Berlin", time(2, 30)),
    Hour("Asia/Kolkata", time(8, 30)),
    Hour("Europe/Berlin", time(9, 0)),
    Hour("Asia/Seoul", time(19, 30)),
    Hour("Australia/Sydney", time(2, 30)),
    Hour("Pacific/Honolulu", time(8, 0)),
    Hour("America/New_York", time(18, 30)),
    Hour("UTC", time(23, 0)),
)


class Due(NamedTuple):
    """`part` of an edition day for a channel or a person (by id), due at `at` (UTC)."""

    to: int
    day: date
    part: int
    at: datetime


@dataclass(frozen=True)
class Reader:
    """A channel, or a person, by its id."""

    id: int
    hour: Hour
    parts: int = 1

    def due(self, after: datetime, until: datetime) -> Iterator[Due]:
        """All that falls due then (`until` included), in order: each time brings the days that are over since
        the last one, which are two or none where a change of the clocks moves it across the end of a day.
        """
        settled = last_finished(_times(self.hour, after - 2 * DAY, after)[-1])
        for at in _times(self.hour, after, until):
            while settled < last_finished(at):
                settled += DAY
                yield from (Due(self.id, settled, part, at) for part in range(1, self.parts + 1))


def last_finished(at: datetime) -> date:
    """The newest edition day that is over."""
    day = at.astimezone(UTC).date()
    return day if at.astimezone(UTC).time() >= DAY_ENDS else day - DAY


def _times(hour: Hour, after: datetime, until: datetime) -> list[datetime]:
    """The times of day in UTC: one that comes twice counts the first time, one that does not come is an hour
    later.
    """
    zone, first = ZoneInfo(hour.zone), after.date() - DAY
    local_days = (first + n * DAY for n in range((until - after).days + 4))
    times = (datetime.combine(day, hour.time, zone).astimezone(UTC) for day in local_days)
    return [at for at in times if after < at <= until]
