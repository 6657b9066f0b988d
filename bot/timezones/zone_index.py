"""By which words each zone is found. Pure; each table is made when it is first asked."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from babel import Locale

from bot.models import LANGUAGES, Language, zone_names
from bot.timezones.gazetteer import aliases, countries, names_of_zones

COMMON_ZONES = (
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
"""Offered before anything is typed, and before others that fit as well."""


@cache
def zones_by_name() -> dict[str, str]:
    """All zones by `folded_name`."""
    return {folded_name(name): name for name in zone_names()}


@cache
def zones_by_word() -> Mapping[str, list[str]]:
    """Zones by the words that are their whole name or city: today's names before old ones."""
    zones = defaultdict[str, list[str]](list)
    for zone in sorted(_place_words(), key=lambda zone: (not is_of_today(zone), zone)):
        for word in set(_place_words()[zone]):
            zones[word].append(zone)
    return zones


@cache
def zones_by_alias() -> dict[str, list[str]]:
    """Zones by abbreviations, cities that name no zone, and the like."""
    return _by_word(aliases())


@cache
def zones_by_country() -> dict[str, list[str]]:
    """Zones by the names of their country."""
    return _by_word(countries())


@cache
def words_by_zone() -> dict[str, list[str]]:
    """All these words, for the zones that are named by a place."""
    names = names_of_zones()
    return {zone: [*words, *map(word_of, names.get(zone, ()))] for zone, words in _place_words().items()}


@cache
def cities(language: Language) -> dict[str, str]:
    """The cities for which zones stand, as readers of the language write them."""
    zones = cast("Mapping[str, Mapping[str, str]]", Locale(language).time_zones)
    return {zone: values["city"] for zone, values in zones.items() if "city" in values}


def is_of_today(zone: str) -> bool:
    """Whether it is no old name, as Asia/Istanbul is of Europe/Istanbul."""
    return zone in cities("ko")


def folded_name(text: str) -> str:
    """An IANA name without case, and with its underscores whether they were typed or not."""
    return "_".join(unicodedata.normalize("NFKC", text).casefold().split())


def word_of(text: str) -> str:
    """Letters and digits alone, and the stroke between the parts of a name."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum() or sign == "/"
    )


@cache
def _place_words() -> dict[str, list[str]]:
    """The zones that are named by a place, not by an offset or an abbreviation: last part, name, cities."""
    places = [zone for zone in zone_names() if "/" in zone and not zone.startswith("Etc/")]
    tables = [cities(language) for language in LANGUAGES]
    return {
        zone: [
            word_of(name) for name in (zone.rsplit("/")[-1], zone, *(t[zone] for t in tables if zone in t))
        ]
        for zone in [*places, "UTC"]
    }


def _by_word(zones: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {word_of(name): sorted(meant, key=_rank) for name, meant in zones.items()}


def _rank(zone: str) -> int:
    return COMMON_ZONES.index(zone) if zone in COMMON_ZONES else len(COMMON_ZONES)
