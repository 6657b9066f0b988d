"""Times and zones as people type them."""

from __future__ import annotations

from datetime import time

import pytest

from bot.errors import UserError
from bot.hours import matching_zones, parse_time, parse_zone, zone_label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:00", time(9, 0)),
        ("9:05", time(9, 5)),
        (" 23:59 ", time(23, 59)),
        ("０９：３０", time(9, 30)),
        ("00:00", time(0, 0)),
    ],
)
def test_a_time_of_day(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", ["", "9", "24:00", "12:60", "9am", "-1:00", "09:00:00", "009:00"])
def test_what_is_no_time_of_day(text: str) -> None:
    with pytest.raises(UserError):
        parse_time(text)


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
        ("Etc/GMT+3", "Etc/GMT+3"),
    ],
)
def test_a_zone(text: str, expected: str) -> None:
    assert parse_zone(text) == expected


@pytest.mark.parametrize("text", ["", " ", "Mars/Base", "Asia", "IST", "CST", "../etc/passwd"])
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
