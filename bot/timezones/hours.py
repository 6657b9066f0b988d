"""What people type for the hour of their posts or DMs. Pure."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import time

from bot.errors import UserError

# A time of day without blanks: 9, 9:30, 9.30, 0930, 9h30, 9시, 9시 30분, 9시 반.
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})|h|시(?:(?P<korean>\d{1,2})분?|(?P<half>반))?|o'?clock)?"
    r"|(?P<hh>\d{2})(?P<mm>\d{2})"
)
_AM, _PM, _NIGHT = r"a\.?m\.?|오전|아침|새벽", r"p\.?m\.?|오후|낮|저녁", "밤"
_PART_OF_DAY = rf"(?P<am>{_AM})|(?P<pm>{_PM})|(?P<night>{_NIGHT})"
_TWELVE_HOURS = (
    re.compile(rf"(?:{_PART_OF_DAY})(?P<time>.+)"),
    re.compile(rf"(?P<time>.+?)(?:{_PART_OF_DAY})"),
)
_NAMED_TIMES = {"noon": time(12), "midnight": time(0), "정오": time(12), "자정": time(0)}


def parse_time(text: str) -> time:
    """The time of day in `09:00`, `9`, `9 pm`, `21시`, `오후 9시 30분` and the like.

    A number alone is one of 24 hours. UserError if it is none.
    """
    plain = _joined(text)
    moment = _NAMED_TIMES.get(plain) or _half_day_time(plain) or _clock_time(plain)
    if moment is None:
        raise UserError("channels-bad-time")
    return moment


def matching_times(text: str) -> list[time]:
    """What the text may mean, most likely first, then the full hours that begin like it."""
    plain, meant = _joined(text), list[time]()
    with suppress(UserError):
        meant.append(parse_time(text))
        if plain[0] in "123456789" and meant[0] == _clock_time(plain) and meant[0].hour < 12:
            meant.append(meant[0].replace(hour=meant[0].hour + 12))
    hours = (time(hour) for hour in range(24))
    return list(dict.fromkeys([*meant, *(hour for hour in hours if f"{hour:%H:%M}".startswith(plain))]))


def _clock_time(plain: str) -> time | None:
    if not (found := _CLOCK.fullmatch(plain)):
        return None
    hour = int(found["hour"] or found["hh"])
    minute = 30 if found["half"] else int(found["minute"] or found["korean"] or found["mm"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _half_day_time(plain: str) -> time | None:
    """A time in the twelve hours of a part of the day; midnight and noon are its 12 or its 0."""
    found = next(filter(None, (pattern.fullmatch(plain) for pattern in _TWELVE_HOURS)), None)
    moment = found and _clock_time(found["time"])
    if not found or not moment or moment.hour > 12:
        return None
    hour = moment.hour % 12
    is_afternoon = bool(found["pm"]) or (bool(found["night"]) and hour >= 6)
    return moment.replace(hour=hour + 12 * is_afternoon)


def _joined(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
