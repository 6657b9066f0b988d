from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.errors import UserError
from cogs.digests.days import FIRST_DAY, day_after, day_before, matching_days, parse_day, parse_since
from tests.factories import SPOKEN_WEDNESDAY, WEDNESDAY

TODAY = date(2024, 4, 10)


@pytest.mark.parametrize(
    "typed", ["2024-04-03", "2024-4-3", "20240403", "2024. 4. 3.", "２０２４/04/03", " 2024년 4월 3일 "]
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert parse_day(typed, TODAY) == parse_since(typed, TODAY) == WEDNESDAY


@pytest.mark.parametrize(
    ("typed", "back"), [("today", 0), ("Yesterday", 1), ("오늘", 0), ("어제", 1), (" yesterday ", 1)]
)
def test_today_and_yesterday_are_known_in_both_languages(typed: str, back: int) -> None:
    assert parse_day(typed, TODAY) == TODAY - timedelta(days=back)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "days-bad"),
        ("soon", "days-bad"),
        ("2024-13-01", "days-bad"),
        ("2024-02-30", "days-bad"),
        ("2024-04", "days-bad"),
        ("2024-04-11", "days-future"),
        ("2023-05-03", "days-before-first"),
    ],
)
def test_what_is_no_day_is_refused_with_its_own_sentence(typed: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_day(typed, TODAY)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2024", date(2024, 1, 1)), ("2023-07", date(2023, 7, 1)), ("2020-1-2", date(2020, 1, 2))],
)
def test_a_filter_also_takes_a_month_or_a_year(typed: str, day: date) -> None:
    assert parse_since(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["x", "2024-13", "0000"])
def test_a_filter_that_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        parse_since(typed, TODAY)


def test_days_are_offered_that_contain_what_was_typed() -> None:
    days = [(WEDNESDAY - timedelta(days=n), n + 1) for n in range(40)]
    assert matching_days("", days, "en", 25)[0] == (f"{SPOKEN_WEDNESDAY['en']} · 1 paper", WEDNESDAY)
    assert len(matching_days("", days, "en", 25)) == 25
    assert {day for _, day in matching_days("2024-03-1", days, "ko", 25)} == {
        date(2024, 3, n) for n in range(10, 20)
    }
    assert all(day.weekday() == 4 for _, day in matching_days("friday", days, "en", 25))


def test_a_day_comes_before_those_of_whose_number_it_is_a_part() -> None:
    days = [(date(2024, 3, 13), 21), (date(2024, 3, 12), 11), (date(2024, 3, 1), 1)]
    assert [day.day for _, day in matching_days("1 paper", days, "en", 25)] == [1, 13, 12]
    assert [day.day for _, day in matching_days("2024-03-1", days, "en", 25)] == [13, 12]


def test_the_days_beside_a_day_skip_weekends_and_days_that_are_known_to_be_empty() -> None:
    friday, monday, tuesday = date(2024, 4, 5), date(2024, 4, 8), date(2024, 4, 9)
    assert day_after(friday, set(), TODAY) == monday
    assert day_after(friday, {monday}, TODAY) == tuesday
    assert day_before(tuesday, {monday}) == friday


def test_there_is_no_day_before_the_first_list_and_none_after_today() -> None:
    assert day_before(FIRST_DAY, set()) is None
    assert day_after(TODAY, set(), TODAY) is None
