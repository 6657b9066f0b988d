"""Zones as people type them, with the names that Babel gives cities today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from zoneinfo import available_timezones

import pytest
from babel import Locale

from bot.errors import UserError
from bot.models import LANGUAGES
from bot.timezones.zones import matching_zones, parse_zone, zone_label

# What a machine has beside the names that mean the same everywhere.
NO_PLACES = ("localtime", "posixrules", "Factory")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asia/Seoul", "Asia/Seoul"),
        ("asia/seoul", "Asia/Seoul"),
        ("seoul", "Asia/Seoul"),
        ("서울", "Asia/Seoul"),
        ("new york", "America/New_York"),
        ("utc", "UTC"),
        ("KST", "Asia/Seoul"),
        ("jst", "Asia/Tokyo"),
        ("SGT", "Asia/Singapore"),
        ("HKT", "Asia/Hong_Kong"),
        ("MSK", "Europe/Moscow"),
        ("Etc/GMT+3", "Etc/GMT+3"),
        ("Hong Kong", "Asia/Hong_Kong"),
        ("St. John’s", "America/St_Johns"),
    ],
)
def test_a_zone(text: str, expected: str) -> None:
    assert parse_zone(text) == expected


@pytest.mark.parametrize(
    "text", ["", " ", "Mars/Base", "Asia", "IST", "CST", "PST", "../etc/passwd", *NO_PLACES]
)
def test_what_is_no_zone(text: str) -> None:
    with pytest.raises(UserError):
        parse_zone(text)


def test_zones_that_begin_with_what_was_typed_come_first() -> None:
    found = matching_zones("ul")
    assert found.index("Asia/Ulaanbaatar") < found.index("Asia/Seoul")


def test_common_zones_are_offered_before_anything_is_typed() -> None:
    assert matching_zones("")[0] == "Asia/Seoul"
    assert all(parse_zone(name) == name for name in matching_zones(""))


def test_a_zone_is_labelled_in_the_readers_language() -> None:
    assert zone_label("Asia/Seoul", "ko") == "서울 (Asia/Seoul)"
    assert zone_label("Asia/Seoul", "en") == "Asia/Seoul"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KST", "Asia/Seoul"),  # also in Vostok Station
        ("Omsk", "Asia/Omsk"),  # in Tomsk
        ("yap", "Pacific/Yap"),  # in Jayapura
        ("Bahia", "America/Bahia"),  # in Bahia Banderas
        ("다카", "Asia/Dhaka"),  # in Dakar
        ("놈", "America/Nome"),  # in Phnom Penh
        ("Istanbul", "Europe/Istanbul"),  # which tzdata lists in Asia, too
    ],
)
def test_a_whole_name_wins_over_a_part_of_a_word(text: str, expected: str) -> None:
    assert parse_zone(text) == expected
    assert matching_zones(text)[0] == expected


def test_every_zone_is_known_by_its_name() -> None:
    names = available_timezones() - set(NO_PLACES)
    assert {name: parse_zone(name) for name in names} == {name: name for name in names}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_city_leads_to_its_zone(language: str) -> None:
    zones = cast("Mapping[str, Mapping[str, str]]", Locale(language).time_zones)
    names = available_timezones()
    cities = {
        zone: names_of["city"] for zone, names_of in zones.items() if "city" in names_of and zone in names
    }
    leading = {zone: parse_zone(city) for zone, city in cities.items() if city not in names}
    assert leading == {zone: zone for zone in leading}
