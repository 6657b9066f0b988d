"""All text that users see, in English and Korean: the catalogue is `texts/LANGUAGE/*.ftl`.

The files are Project Fluent, whose plurals English needs. Values are put in as they are: escape for
Discord before, where the text goes to Discord. A message may refer to others of its own file only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from babel.dates import format_date, format_skeleton
from fluent.runtime import FluentBundle, FluentResource

from bot.texts.foreign import without_unseen, words

if TYPE_CHECKING:
    from bot.models import Language

_KEY = re.compile(r"^([a-z][\w-]*) *=", re.MULTILINE)
VALUE_CHARACTERS = 2500  # characters of one value: Fluent raises on more


@cache
def _files(language: Language) -> Mapping[str, str]:
    """The content of the file in which a message stands, by the message's key."""
    contents = [file.read_text(encoding="utf-8") for file in (files("bot.texts") / language).iterdir()]
    return {key: content for content in contents for key in _KEY.findall(content)}


@cache
def _parsed(language: Language, content: str) -> FluentBundle:
    """The messages of one file: to parse all files takes longer than most commands otherwise do."""
    # No isolation marks: Discord shows them as boxes in embed titles and they count as characters.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(content))
    return bundle


def say(language: Language, key: str, **values: object) -> str:
    """The text of `key`, filled in; a missing key or value is our bug and raises LookupError.

    Whatever a value says: an error becomes one line, and a text that Fluent would refuse is cut.
    """
    bundle = _parsed(language, _files(language).get(key, ""))
    if not bundle.has_message(key) or (pattern := bundle.get_message(key).value) is None:
        raise LookupError(f"no text “{key}” in “{language}”")
    fluent_values: dict[str, Any] = {name: _fluent_value(value) for name, value in values.items()}
    text, errors = bundle.format_pattern(pattern, fluent_values)
    if errors:
        raise LookupError(f"text “{key}” in “{language}”: {errors}")
    return str(text)


def _fluent_value(value: object) -> int | float | str:
    match value:
        case int() | float():
            return value
        case BaseException():
            return words(value)
        case _:
            text = without_unseen(str(value))
            return text if len(text) <= VALUE_CHARACTERS else text[: VALUE_CHARACTERS - 1] + "…"


def say_day(language: Language, day: date) -> str:
    """The day as readers of the language write it: `2024년 4월 3일 수요일`, `Wednesday, April 3, 2024`."""
    return format_date(day, format="full", locale=language)


def say_weekday(language: Language, day: date) -> str:
    """The weekday in short: `수`, `Wed`."""
    return format_date(day, format="EEE", locale=language)


def say_day_briefly(language: Language, day: date) -> str:
    """The day of some year: `4월 3일`, `Apr 3`."""
    return format_skeleton("MMMd", day, locale=language)


def say_month(language: Language, day: date) -> str:
    """The day's month: `2024년 4월`, `Apr 2024`."""
    return format_skeleton("yMMM", day, locale=language)


def language_of(locale: object) -> Language:
    """The language for a Discord locale such as `ko` or `en-US`: Korean for Korean, else English."""
    return "ko" if str(locale).lower().split("-")[0] == "ko" else "en"
