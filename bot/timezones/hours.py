"""What people type for the hour of their posts or DMs. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import time

from bot.errors import UserError
from bot.timezones.korean_numbers import with_digits

_LONGEST_CHARACTERS = 40
# A time of day without blanks: 9, 9:30, 9.30, 930, 0930, 9h30, 9시, 9시 30분, 9시 반, 21:00시.
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})시?|h|시(?:(?P<korean>\d{1,2})분?|(?P<half>반))?|o'?clock)?"
    r"|(?P<hh>\d{1,2})(?P<mm>\d{2})"
)
_AROUND = re.compile(r"(?:매일|everyday|at)?(?P<time>.*?)(?:정각)?(?:쯤|경)?에?")
_NAMED_TIMES = {"noon": time(12), "midnight": time(0), "정오": time(12), "자정": time(0)}

# What the hours 1 to 12 are in a part of the day. Nobody says the others, or not everybody means the same.
_AM = {12: 0} | {hour: hour for hour in range(1, 12)}
_PM = {12: 12} | {hour: hour + 12 for hour in range(1, 12)}
_MORNING = {hour: hour for hour in range(4, 12)}
_DAYTIME = {10: 10, 11: 11, 12: 12} | {hour: hour + 12 for hour in range(1, 7)}
# Korean counts on past midnight: the twelve of an evening or a night is its end, as in 밤 12시.
_EVENING = {hour: hour + 12 for hour in range(4, 12)} | {12: 0}
_NIGHT = {hour: hour + 12 for hour in range(6, 12)} | {12: 0} | {hour: hour for hour in range(1, 6)}
_PARTS_OF_DAY = {
    **dict.fromkeys(("오전", "am", "a.m.", "a.m", "a"), _AM),
    **dict.fromkeys(("오후", "pm", "p.m.", "p.m", "p", "intheafternoon"), _PM),
    **dict.fromkeys(("아침", "inthemorning"), _MORNING),
    **dict.fromkeys(("저녁", "intheevening"), _EVENING),
    **dict.fromkeys(("밤", "atnight"), _NIGHT),
    "새벽": _AM,
    "낮": _DAYTIME,
    "점심": _DAYTIME,
}
# What may be missing of a time that is being typed: 아홉, 9:, 9:3.
_ENDINGS = ("시", "00", "30", "15", "45", "0", "5")


def parse_time(text: str) -> time:
    """The time of day in `09:00`, `9`, `9 pm`, `21시`, `오후 아홉 시 반`, `24:00` and the like.

    A number alone is one of 24 hours; the end of the day is midnight. UserError if it is none.
    """
    if (moment := _moment(with_digits(_joined(text)))) is None:
        raise UserError("channels-bad-time")
    return moment


def matching_times(text: str) -> list[time]:
    """What the text may mean, or become when more of it is typed, most likely first; then the full hours that
    begin like it.
    """
    plain = _joined(text)
    hours = [time(hour) for hour in range(24)]
    if not plain:
        return hours
    completed = (plain + ending for ending in _ENDINGS)
    meant = _meanings([plain]) or _begun_words(plain) or _meanings(completed)
    begun = [hour for hour in hours if f"{hour:%H:%M}".startswith(plain)]
    return list(dict.fromkeys([*meant, *begun]))


def _meanings(texts: Iterable[str]) -> list[time]:
    """The time that each text is; then the evening's, where an hour of twelve may be meant."""
    moments = {plain: moment for plain in map(with_digits, texts) if (moment := _moment(plain))}
    early = [
        moment
        for plain, moment in moments.items()
        if plain[0] in "123456789" and moment == _clock_time(plain) and 0 < moment.hour < 12
    ]
    return [*moments.values(), *(moment.replace(hour=moment.hour + 12) for moment in early)]


def _begun_words(plain: str) -> list[time]:
    """The named times, and the full hours of the parts of the day, whose names begin with the text."""
    named = {moment for name, moment in _NAMED_TIMES.items() if name.startswith(plain)}
    parts = [hours for name, hours in _PARTS_OF_DAY.items() if name.startswith(plain)]
    return sorted(named | {time(hour) for hours in parts for hour in hours.values()})


def _moment(plain: str) -> time | None:
    return _NAMED_TIMES.get(plain) or _half_day_time(plain) or _clock_time(plain)


def _clock_time(plain: str) -> time | None:
    """A time on the clock of 24 hours, whose 24:00 is the next day's 00:00."""
    if not (match := _CLOCK.fullmatch(plain)):
        return None
    hour = int(match["hour"] or match["hh"])
    minute = 30 if match["half"] else int(match["minute"] or match["korean"] or match["mm"] or 0)
    if (hour, minute) == (24, 0):
        return time(0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _half_day_time(plain: str) -> time | None:
    """A time with the part of the day before or after it."""
    for name, hours in _PARTS_OF_DAY.items():
        rest = plain.removeprefix(name) if plain.startswith(name) else plain.removesuffix(name)
        moment = None if rest == plain or rest.startswith("24") else _clock_time(rest)
        if moment and (moment.hour or 12) in hours:
            return moment.replace(hour=hours[moment.hour or 12])
    return None


def _joined(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text[:_LONGEST_CHARACTERS]).casefold().split())
    return match["time"] if (match := _AROUND.fullmatch(plain)) else plain
