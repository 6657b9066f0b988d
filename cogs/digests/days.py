"""Days as people type them, and the days beside a day. Pure; a day is a date in UTC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date

from bot import due
from bot.errors import UserError
from bot.models import LANGUAGES, Language
from bot.texts import say, say_day

FIRST_DAY = date(2023, 5, 4)  # the first list of Hugging Face's Daily Papers, as seen there
_DATE = re.compile(r"(\d{4})\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})\D?")
_BEGINNING = re.compile(r"(\d{4})(?:[-./ ](\d{1,2}))?")


def parse_day(typed: str, today: date) -> date:
    """The day in `2024-04-03`, `2024. 4. 3.`, `20240403`, `today` or `yesterday`, in both languages.

    UserError if it is none, before the first list, or in the future.
    """
    if (day := _day(_plain(typed), today)) is None:
        raise UserError("days-bad")
    require_listable(day, today)
    return day


def require_listable(day: date, today: date) -> None:
    """UserError if the day is before the first list, or in the future."""
    if day < FIRST_DAY:
        raise UserError("days-before-first", first=FIRST_DAY)
    if day > today:
        raise UserError("days-future", today=today)


def parse_since(typed: str, today: date) -> date:
    """The first day of what was typed: a day, a month (`2024-04`) or a year; UserError if it is none."""
    plain = _plain(typed)
    if match := _BEGINNING.fullmatch(plain):
        day = _date(int(match[1]), int(match[2] or 1), 1)
    else:
        day = _day(plain, today)
    if day is None:
        raise UserError("days-bad-since")
    return day


def matching_days(
    typed: str, days: Sequence[tuple[date, int]], language: Language, most: int
) -> list[tuple[str, date]]:
    """The first `most` days that fit what was typed, with labels; `days` come with their papers counted.

    Those that have it as a whole come before those where it is a part of a number: 3 before 13.
    """
    part = _plain(typed)
    labelled = ((say(language, "days-choice", day=say_day(language, d), papers=n), d) for d, n in days)
    texts = ((_plain(f"{day} {label}"), (label, day)) for label, day in labelled)
    fitting = [(text, choice) for text, choice in texts if part in text]
    whole = re.compile(rf"(?<!\d){re.escape(part)}(?!\d)")
    fitting.sort(key=lambda fit: not whole.search(fit[0]))
    return [choice for _, choice in fitting[:most]]


def day_before(day: date, empty: Collection[date]) -> date | None:
    """The nearest earlier day that may list papers: no weekend, and not known to be empty."""
    while (day := day - due.DAY) >= FIRST_DAY:
        if _may_list(day, empty):
            return day
    return None


def day_after(day: date, empty: Collection[date], today: date) -> date | None:
    """The nearest later day that may list papers, up to today."""
    while (day := day + due.DAY) <= today:
        if _may_list(day, empty):
            return day
    return None


def _may_list(day: date, empty: Collection[date]) -> bool:
    return day.weekday() < due.SATURDAY and day not in empty


def _day(plain: str, today: date) -> date | None:
    words = {"days-today": today, "days-yesterday": today - due.DAY}
    for language in LANGUAGES:
        for key, day in words.items():
            if plain == _plain(say(language, key)):
                return day
    match = _DATE.fullmatch(plain)
    return _date(*map(int, match.groups())) if match else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
