"""What people type for a time zone: its name, a city in Korean or English, an abbreviation, a country, an
offset, or two of them. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.errors import UserError
from bot.models import Language
from bot.timezones.offsets import offset_label, offset_zones
from bot.timezones.zone_index import (
    COMMON_ZONES,
    cities,
    folded_name,
    is_of_today,
    word_of,
    words_by_zone,
    zones_by_alias,
    zones_by_country,
    zones_by_name,
    zones_by_word,
)

# What may follow a name: 한국 시간, 부산광역시, Pacific Time.
_TRAILING = re.compile(
    r"(?<=\w)(?:표준시|시간대?|(?:특별|광역|특별자치)?시|(?:standard|daylight)?time(?:zone)?)$"
)
_CONTINENTS = {"아시아": "asia", "유럽": "europe", "아프리카": "africa"}
# Where a text may have two parts: 서울 (Asia/Seoul), Berlin/독일, 한국 부산.
_BETWEEN_PARTS = re.compile(r"[(),;·]"), re.compile("/"), re.compile(r"\s+")
_LONGEST_CHARACTERS = 60  # of a name in parts


def parse_zone(text: str) -> str:
    """The IANA name that the text is, else the one zone whose city, abbreviation, country or offset it is,
    else the only one that it leads to; UserError if there is none.
    """
    if zone := _parsed(text):
        return zone
    raise UserError("channels-bad-zone")


def matching_zones(text: str) -> list[str]:
    """First what `parse_zone` takes the text for, then what else it names as a whole, then the zones of which
    some name contains it: those with a word that begins with it first.

    Without text, some common ones.
    """
    if not word_of(text):
        return list(COMMON_ZONES)
    parsed = _parsed(text)
    whole = [zone for zones in _meanings(text) for zone in zones]
    return list(dict.fromkeys([*([parsed] if parsed else []), *whole, *_containing(word_of(text))]))


def zone_label(name: str, language: Language) -> str:
    """The zone as a choice shows it: `서울 (Asia/Seoul)` in Korean, `UTC+9 (Etc/GMT-9)` in both."""
    label = offset_label(name) or (cities("ko").get(name) if language == "ko" else None)
    return f"{label} ({name})" if label else name


def _parsed(text: str) -> str | None:
    if name := _iana_name(text):
        return name
    meanings = _meanings(text) or [_containing(word_of(text))]
    return next((zones[0] for zones in meanings if _mean_same_place(zones)), None) if word_of(text) else None


def _iana_name(text: str) -> str | None:
    """The name that the text is; its stroke may be missing, or the number of an offset."""
    name = folded_name(text)
    writings = name, name.replace("_", "/", 1), name.rstrip("+-")
    return next((zones_by_name()[writing] for writing in writings if writing in zones_by_name()), None)


def _meanings(text: str) -> list[list[str]]:
    """The zones that the text names as a whole, by what kind of name it is, the surest kind first."""
    word = word_of(text)
    named = _zones_named(word) or _zones_named(_TRAILING.sub("", word))
    return [zones for zones in (*named, offset_zones(text)) if zones] or list(
        filter(None, [_zones_in_parts(text[:_LONGEST_CHARACTERS])])
    )


def _zones_named(word: str) -> list[list[str]]:
    tables = zones_by_word(), zones_by_alias(), zones_by_country()
    return [table[word] for table in tables if word in table]


def _mean_same_place(zones: Sequence[str]) -> bool:
    return len(zones) == 1 or sum(map(is_of_today, zones)) == 1


def _zones_in_parts(text: str) -> list[str]:
    """The zones that both parts of the text name: a city and its country, or a name and its label."""
    for between in _BETWEEN_PARTS:
        for separator in between.finditer(text):
            sides = [text[: separator.start()], text[separator.end() :]]
            parts = [_zones_of_part(side) for side in sides if word_of(side)]
            if len(parts) > 1 and (common := [zone for zone in parts[0] if zone in parts[1]]):
                return common
    return []


def _zones_of_part(text: str) -> list[str]:
    part = text.strip(" ()")
    name = _iana_name(part)
    named = [zone for zones in _zones_named(word_of(part)) for zone in zones]
    continent = f"{_CONTINENTS.get(part, part.casefold())}/"
    inside = [zone for zone in words_by_zone() if zone.casefold().startswith(continent)]
    return [*([name] if name else []), *named, *offset_zones(part), *inside]


def _containing(typed: str) -> list[str]:
    def rank(zone: str) -> tuple[bool, bool, str]:
        begins = any(word.startswith(typed) for word in words_by_zone()[zone])
        return not begins, zone not in COMMON_ZONES, zone

    return sorted(
        (zone for zone, words in words_by_zone().items() if any(typed in word for word in words)), key=rank
    )
