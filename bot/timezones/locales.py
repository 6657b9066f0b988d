"""The zone to begin with where only a language is known: that of the country in which most of its speakers
with this locale live. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from babel.core import get_global

from bot.models import zone_names
from bot.timezones.gazetteer import CAPITALS

# Of those whose country has several zones and no entry in `CAPITALS`: where most people live.
_MOST_PEOPLE = {
    "419": "America/Mexico_City",
    "BR": "America/Sao_Paulo",
    "ID": "Asia/Jakarta",
    "RU": "Europe/Moscow",
    "US": "America/New_York",
}
_UNKNOWN = "UTC"


def zone_of_locale(locale: str) -> str:
    """The IANA zone for a locale as Discord writes it: `ko`, `en-GB`, `es-419`; UTC for an unknown one."""
    country = _country(locale)
    zones = cast("Mapping[str, list[str]]", get_global("territory_zones")).get(country, [])
    zone = CAPITALS.get(country) or _MOST_PEOPLE.get(country) or (zones[0] if zones else _UNKNOWN)
    return zone if zone in zone_names() else _UNKNOWN


def _country(locale: str) -> str:
    language, _, country = locale.partition("-")
    likely = cast("Mapping[str, str]", get_global("likely_subtags")).get(language, "")
    return country or likely.rpartition("_")[2]
