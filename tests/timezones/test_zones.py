"""Zones as people type them, with the names that Babel gives cities today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from zoneinfo import available_timezones

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.models import LANGUAGES
from bot.timezones.gazetteer import aliases, countries
from bot.timezones.zones import matching_zones, parse_zone, zone_label

# What a machine has beside the names that mean the same everywhere.
NO_PLACES = ("localtime", "posixrules", "Factory")


def cities_of(language: str) -> dict[str, str]:
    zones = cast("Mapping[str, Mapping[str, str]]", Locale(language).time_zones)
    names = available_timezones()
    return {zone: values["city"] for zone, values in zones.items() if "city" in values and zone in names}


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
        ("asia seoul", "Asia/Seoul"),
        ("한국", "Asia/Seoul"),
        ("한국 시간", "Asia/Seoul"),
        ("한국/부산", "Asia/Seoul"),
        ("부산광역시", "Asia/Seoul"),
        ("아시아/서울", "Asia/Seoul"),
        ("대한민국 서울", "Asia/Seoul"),
        ("Seoul, South Korea", "Asia/Seoul"),
        ("Asia/Busan", "Asia/Seoul"),
        ("서울 (Asia/Seoul)", "Asia/Seoul"),
        ("Berlin/독일", "Europe/Berlin"),
        ("독일", "Europe/Berlin"),
        ("중국", "Asia/Shanghai"),
        ("san francisco", "America/Los_Angeles"),
        ("New York, USA", "America/New_York"),
        ("Pacific Time", "America/Los_Angeles"),
        ("EDT", "America/New_York"),
        ("UTC+9", "Asia/Seoul"),
        ("GMT + 9", "Asia/Seoul"),
        ("+09:00", "Asia/Seoul"),
        ("+0530", "Asia/Kolkata"),
        ("UTC±0", "UTC"),
        ("UTC\N{MINUS SIGN}5", "Etc/GMT+5"),
        ("UTC+14", "Etc/GMT-14"),
        ("UTC+2 (Etc/GMT-2)", "Etc/GMT-2"),
    ],
)
def test_a_zone(text: str, expected: str) -> None:
    assert parse_zone(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", " ", "Mars/Base", "Asia", "IST", "CST", "PST", "미국", "서울/독일", "../etc/passwd", *NO_PLACES],
)
def test_what_is_no_zone(text: str) -> None:
    with pytest.raises(UserError):
        parse_zone(text)


def test_zones_that_begin_with_what_was_typed_come_first() -> None:
    zones = matching_zones("ul")
    assert zones.index("Asia/Ulaanbaatar") < zones.index("Africa/Banjul")


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


@pytest.mark.parametrize("text", ["UTC+15", "UTC-13", "+99:99", "UTC+9:20", "9", "+", "UTC+9x"])
def test_what_is_no_offset_of_a_zone(text: str) -> None:
    with pytest.raises(UserError):
        parse_zone(text)


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("MST", ["MST", "America/Denver"]),
        ("EST", ["EST", "America/New_York"]),
        ("CET", ["CET", "Europe/Berlin", "Europe/Paris"]),
        ("GMT", ["GMT", "Europe/London"]),
        ("IST", ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]),
        ("CST", ["Asia/Shanghai", "America/Chicago", "Asia/Taipei"]),
        ("미국", ["America/New_York", "America/Chicago", "America/Los_Angeles"]),
        ("UTC+9", ["Asia/Seoul", "Etc/GMT-9"]),
        ("utc-8", ["Etc/GMT+8", "America/Los_Angeles"]),
    ],
)
def test_what_is_meant_is_offered_before_parts_of_words(text: str, offers: list[str]) -> None:
    assert matching_zones(text)[: len(offers)] == offers


def zone_or_none(text: str) -> str | None:
    try:
        return parse_zone(text)
    except UserError:
        return None


def test_what_is_a_zone_is_the_first_that_is_offered() -> None:
    cities = [city for language in LANGUAGES for city in cities_of(language).values()]
    texts = [*available_timezones(), *cities, *aliases(), *countries()]
    texts += [f"{prefix}{hours:+}" for prefix in ("UTC", "GMT", "") for hours in range(-13, 16)]
    parsed = {text: zone for text in texts if (zone := zone_or_none(text))}
    assert len(parsed) > 1000
    assert {text: matching_zones(text)[0] for text in parsed} == parsed


@given(st.text("aeiorstnlKSTUGM한국서울부산 /+-,()09:", max_size=8))
def test_whatever_is_a_zone_is_the_first_that_is_offered(text: str) -> None:
    zone = zone_or_none(text)
    assert zone is None or matching_zones(text)[0] == zone


def test_every_place_of_the_tables_is_known_here() -> None:
    assert {zone for zones in aliases().values() for zone in zones} <= available_timezones()
    assert countries()["Germany"] == ["Europe/Berlin"]


def test_an_offset_is_labelled_as_people_write_it() -> None:
    assert zone_label("Etc/GMT-9", "en") == "UTC+9 (Etc/GMT-9)"


def test_every_zone_is_known_by_its_name() -> None:
    names = available_timezones() - set(NO_PLACES)
    assert {name: parse_zone(name) for name in names} == {name: name for name in names}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_city_leads_to_its_zone(language: str) -> None:
    names, cities = available_timezones(), cities_of(language)
    leading = {zone: parse_zone(city) for zone, city in cities.items() if city not in names}
    assert leading == {zone: zone for zone in leading}
