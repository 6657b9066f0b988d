"""Times as people type them."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("정오에", time(12)),
        ("900", time(9)),
        ("0900", time(9)),
        ("930", time(9, 30)),
        ("21:00시", time(21)),
        ("9시에", time(9)),
        ("9시 정각", time(9)),
        ("매일 아침 9시쯤", time(9)),
        ("at 9 p", time(21)),
        ("9 in the evening", time(21)),
        ("아홉 시", time(9)),
        ("오후 열한 시 반", time(23, 30)),
        ("열두 시 삼십 분", time(12, 30)),
        ("오후 두 시 십오 분", time(14, 15)),
        ("이십일 시 오 분", time(21, 5)),
        ("영시 삼십분", time(0, 30)),
        ("24:00", time(0)),
        ("24시", time(0)),
        ("2400", time(0)),
        ("저녁 12시", time(0)),
        ("저녁 8시", time(20)),
        ("새벽 12시 반", time(0, 30)),
        ("밤 1시", time(1)),
        ("낮 12시", time(12)),
        ("낮 11시", time(11)),
        ("낮 2시", time(14)),
        ("점심 1시", time(13)),
    ],
)
def test_a_time_of_day(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "24:30",
        "오후 24시",
        "저녁 3시",
        "아침 12시",
        "낮 8시",
        "3600",
        "9" * 5000,
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


HALF_DAYS = {
    "오전": range(12),
    "pm": range(12, 24),
    "저녁": (0, *range(16, 24)),
    "오": range(24),
    "정": (12,),
    "mid": (0,),
}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("9", ["09:00", "21:00"]),
        ("9:30", ["09:30", "21:30"]),
        ("900", ["09:00", "21:00"]),
        ("오후 9시", ["21:00"]),
        ("09", ["09:00"]),
        ("24", ["00:00"]),
        ("9:", ["09:00", "09:30", "09:15", "09:45", "21:00", "21:30", "21:15", "21:45"]),
        ("9:3", ["09:30", "09:35", "21:30", "21:35"]),
        ("21:0", ["21:00", "21:05"]),
        ("오후 9:", ["21:00", "21:30", "21:15", "21:45"]),
        ("아홉", ["09:00", "21:00"]),
        ("오후 아홉", ["21:00"]),
        *((text, [f"{hour:02}:00" for hour in hours]) for text, hours in HALF_DAYS.items()),
    ],
)
def test_times_are_offered_that_may_be_meant(text: str, first: list[str]) -> None:
    assert [f"{hour:%H:%M}" for hour in matching_times(text)] == first


def test_full_hours_are_offered_that_begin_with_what_was_typed() -> None:
    assert len(matching_times("")) == 24
    assert matching_times("2")[2:] == [time(hour) for hour in (20, 21, 22, 23)]
    assert matching_times("soon") == []


@given(st.text("0123456789:.시반분오전후밤낮저녁아침 apm한두열삼십", max_size=9))
def test_what_is_a_time_is_the_first_that_is_offered(text: str) -> None:
    try:
        moment = parse_time(text)
    except UserError:
        return
    assert matching_times(text)[0] == moment
