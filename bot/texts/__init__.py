"""All text that users see, in English and Korean: the catalogue is `texts/LANGUAGE/*.ftl`.

The files are Project Fluent, whose plurals English needs. Values are put in as they are: escape for
Discord before, where the text goes to Discord.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from bot.models import Language


@cache
def catalogue(language: Language) -> FluentBundle:
    """All messages of a language, parsed once."""
    # No isolation marks: Discord shows them as boxes in embed titles and they count as characters.
    bundle = FluentBundle([language], use_isolating=False)
    for file in sorted((files("bot.texts") / language).iterdir(), key=lambda file: file.name):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle


def say(language: Language, key: str, **values: object) -> str:
    """The text of `key`, filled in; a missing key or value is our bug and raises LookupError."""
    bundle = catalogue(language)
    if not bundle.has_message(key) or (pattern := bundle.get_message(key).value) is None:
        raise LookupError(f"no text “{key}” in “{language}”")
    shown: dict[str, Any] = {name: v if isinstance(v, int | float) else str(v) for name, v in values.items()}
    text, errors = bundle.format_pattern(pattern, shown)
    if errors:
        raise LookupError(f"text “{key}” in “{language}”: {errors}")
    return str(text)


def say_day(language: Language, day: date) -> str:
    """The day as readers of the language write it: `2024년 4월 3일 수요일`, `Wednesday, April 3, 2024`."""
    return format_date(day, format="full", locale=language)


def say_weekday(language: Language, day: date) -> str:
    """The weekday in short: `수`, `Wed`."""
    return format_date(day, format="EEE", locale=language)


def language_of(locale: object) -> Language:
    """The language for a Discord locale such as `ko` or `en-US`: Korean for Korean, else English."""
    return "ko" if str(locale).lower().split("-")[0] == "ko" else "en"
