"""Texts that are asked for by their English, as in gettext: the terminal's, of click and of `bot/cli`.

There English is at hand without a catalogue, so that a short command in English need not read one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.texts import say

if TYPE_CHECKING:
    from bot.models import Language

FILE = "terminal.ftl"
_PLACE = re.compile(r"\{(\w+)(?:!r)?\}")  # where str.format will put something


@cache
def _keys() -> Mapping[str, str]:
    content = (files("bot.texts") / "en" / FILE).read_text(encoding="utf-8")
    return {english: key for key, english in re.findall(r"^([a-z][\w-]*) = (.+)$", content, re.MULTILINE)}


def say_english(language: Language, english: str) -> str:
    """The text whose English this is, or else the English itself. Places such as `{name!r}` stay open."""
    key = _keys().get(_PLACE.sub(r"{ $\1 }", english))
    return (
        say(language, key, **{place[1]: place[0] for place in _PLACE.finditer(english)}) if key else english
    )
