"""Times as people type them."""

from __future__ import annotations

from datetime import time

import pytest

from bot.errors import UserError
from bot.timezones.hours import matching_times, parse_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:00", time(9, 0)),
        ("9:05", time(9, 5)),
        (" 23:59 ", time(23, 59)),
        ("０９：３０", time(9, 30)),
        ("00:00", time(0, 0)),
        ("9", time(9)),
        ("21", time(21)),
        ("2130", time(21, 30)),
        ("9.30", time(9, 30)),
        ("21h30", time(21, 30)),
        ("9am", time(9)),
        ("9 A.M.", time(9)),
        ("9:30 pm", time(21, 30)),
        ("㏘ 9", time(21)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("noon", time(12)),
        ("오전 9시", time(9)),
        ("오후 9시 30분", time(21, 30)),
        ("９시 반", time(9, 30)),
        ("21시", time(21)),
        ("21시 5분", time(21, 5)),
        ("오후9:30", time(21, 30)),
        ("오전 12시", time(0)),
        ("오후 12시 30분", time(12, 30)),
        ("아침 7시", time(7)),
        ("밤 11시", time(23)),
        ("밤 12시", time(0)),
        ("자정", time(0)),
    ],
)
def test_a_time_of_day(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "24",
        "24:00",
        "12:60",
        "13pm",
        "오후 21시",
        "am",
        "-1:00",
        "09:00:00",
        "009:00",
        "9:5",
        "noon 9",
    ],
)
def test_what_is_no_time_of_day(text: str) -> None:
    with pytest.raises(UserError):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "first"),
    [("9", ["09:00", "21:00"]), ("9:30", ["09:30", "21:30"]), ("오후 9시", ["21:00"]), ("09", ["09:00"])],
)
def test_times_are_offered_that_may_be_meant(text: str, first: list[str]) -> None:
    assert [f"{hour:%H:%M}" for hour in matching_times(text)] == first


def test_full_hours_are_offered_that_begin_with_what_was_typed() -> None:
    assert len(matching_times("")) == 24
    assert matching_times("2")[2:] == [time(hour) for hour in (20, 21, 22, 23)]
    assert matching_times("soon") == []
