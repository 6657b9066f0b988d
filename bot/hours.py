"""What people type for the hour of their posts or DMs: a time of day and a zone. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import time
from functools import cache
from typing import cast
from zoneinfo import available_timezones

from babel import Locale

from bot.errors import UserError
from bot.models import Language

_TIME = re.compile(r"(\d{1,2}):(\d{2})")
# Offered before anything is typed.
_COMMON = (
    "Asia/Seoul",
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Kolkata",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
)
# Those that mean one place, without summer time. Others mean several: IST, CST, PST.
_ABBREVIATIONS = {
    "Asia/Seoul": "KST",
    "Asia/Tokyo": "JST",
    "Asia/Singapore": "SGT",
    "Asia/Hong_Kong": "HKT",
}


def parse_time(text: str) -> time:
    """The time of day in `9:00` or `09:00` (24 hours); UserError if it is none."""
    found = _TIME.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found or not (int(found[1]) < 24 and int(found[2]) < 60):
        raise UserError("channels-bad-time")
    return time(int(found[1]), int(found[2]))


def parse_zone(text: str) -> str:
    """The IANA name that the text is, or the only one that it leads to; UserError if there is none."""
    wanted = _plain(text)
    exact = _zones().get(wanted)
    found = [exact] if exact else matching_zones(text)
    if not wanted or len(found) != 1:
        raise UserError("channels-bad-zone")
    return found[0]


def matching_zones(text: str) -> list[str]:
    """The zones whose name, or city in Korean or English, contains the text: those that begin with it first.

    Without text, some common ones.
    """
    if not (wanted := _plain(text)):
        return list(_COMMON)
    return sorted(
        (name for name, words in _search_words().items() if any(wanted in word for word in words)),
        key=lambda name: (not any(word.startswith(wanted) for word in _search_words()[name]), name),
    )


def zone_label(name: str, language: Language) -> str:
    """The zone as a choice shows it: `서울 (Asia/Seoul)` in Korean."""
    city = _cities("ko").get(name) if language == "ko" else None
    return f"{city} ({name})" if city else name


@cache
def _zones() -> dict[str, str]:
    """All that there are: to list them takes longer than everything else here."""
    return {_plain(name): name for name in available_timezones()}


@cache
def _search_words() -> dict[str, list[str]]:
    """The zones that are named by a place, not by an offset or an abbreviation, and what finds them."""
    places = [name for name in _zones().values() if "/" in name and not name.startswith("Etc/")]
    others = [_cities("ko"), _cities("en"), _ABBREVIATIONS]
    return {
        name: [_plain(word) for word in (name.rsplit("/")[-1], name, *(o[name] for o in others if name in o))]
        for name in [*places, "UTC"]
    }


@cache
def _cities(language: Language) -> dict[str, str]:
    zones = cast("Mapping[str, Mapping[str, str]]", Locale(language).time_zones)
    return {name: values["city"] for name, values in zones.items() if "city" in values}


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().replace("_", " ").split())
