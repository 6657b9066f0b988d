"""What people type for a time zone: its name, a city in Korean or English, an abbreviation. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from babel import Locale

from bot.errors import UserError
from bot.models import Language, zone_names

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
    "Asia/Jakarta": "WIB",
    "Asia/Bangkok": "ICT",
    "Asia/Manila": "PHT",
    "Asia/Karachi": "PKT",
    "Europe/Moscow": "MSK",
    "Africa/Johannesburg": "SAST",
}


def parse_zone(text: str) -> str:
    """The IANA name that the text is, else the zone whose city or abbreviation it is, else the only one
    that it leads to; UserError if there is none.
    """
    if name := _zones().get(_as_name(text)):
        return name
    named = _named_exactly(_plain(text))
    found = named[:1] if _mean_one_place(named) else named or matching_zones(text)
    if not _plain(text) or len(found) != 1:
        raise UserError("channels-bad-zone")
    return found[0]


def matching_zones(text: str) -> list[str]:
    """The zones whose name, or city in Korean or English, contains the text: first those that it names
    exactly, then those that begin with it.

    Without text, some common ones.
    """
    if not (typed := _plain(text)):
        return list(_COMMON)
    exact = {name: rank for rank, name in enumerate(_named_exactly(typed))}

    def rank(name: str) -> tuple[int, bool, str]:
        begins = any(word.startswith(typed) for word in _search_words()[name])
        return exact.get(name, len(exact)), not begins, name

    return sorted(
        (name for name, words in _search_words().items() if any(typed in w for w in words)), key=rank
    )


def zone_label(name: str, language: Language) -> str:
    """The zone as a choice shows it: `서울 (Asia/Seoul)` in Korean."""
    city = _cities("ko").get(name) if language == "ko" else None
    return f"{city} ({name})" if city else name


@cache
def _zones() -> dict[str, str]:
    """All that there are: to list them takes longer than everything else here."""
    return {_as_name(name): name for name in zone_names()}


@cache
def _search_words() -> dict[str, list[str]]:
    """The zones that are named by a place, not by an offset or an abbreviation, and what finds them."""
    places = [name for name in zone_names() if "/" in name and not name.startswith("Etc/")]
    others = [_cities("ko"), _cities("en"), _ABBREVIATIONS]
    return {
        name: [_plain(word) for word in (name.rsplit("/")[-1], name, *(o[name] for o in others if name in o))]
        for name in [*places, "UTC"]
    }


def _named_exactly(typed: str) -> list[str]:
    """The zones of which the text is the whole name, city or abbreviation: today's names before old ones."""
    exact = [name for name, words in _search_words().items() if typed in words]
    return sorted(exact, key=lambda name: (name not in _cities("ko"), name))


def _mean_one_place(names: Sequence[str]) -> bool:
    """Whether all but the first are old names, as Asia/Istanbul is of Europe/Istanbul."""
    today = [name for name in names if name in _cities("ko")]
    return len(today) == 1


@cache
def _cities(language: Language) -> dict[str, str]:
    zones = cast("Mapping[str, Mapping[str, str]]", Locale(language).time_zones)
    return {name: values["city"] for name, values in zones.items() if "city" in values}


def _as_name(text: str) -> str:
    return "_".join(unicodedata.normalize("NFKC", text).casefold().split())


def _plain(text: str) -> str:
    """Letters and digits alone, and the stroke between the parts of a name."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum() or sign == "/"
    )
