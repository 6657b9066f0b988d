"""Which day is owed, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot import due
from bot.due import DAY, Owed
from bot.models import EditionState
from tests.factories import at, state

SEOUL = ZoneInfo("Asia/Seoul")
NINE = time(9, 0)
ENDS = time(23, 0)
WED = date(2024, 4, 3)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2024-04-03 22:59:59", date(2024, 4, 2)),
        ("2024-04-03 23:00", date(2024, 4, 3)),
        ("2024-04-04 00:00", date(2024, 4, 3)),
    ],
)
def test_a_day_is_finished_at_its_end_in_utc(now: str, day: date) -> None:
    assert due.finished_day(at(now), ENDS) == day


def test_a_korean_morning_brings_the_utc_day_that_has_just_ended() -> None:
    due_at = due.next_due(at("2024-04-03 12:00"), NINE, SEOUL)
    assert due_at == at("2024-04-04 00:00")
    assert due.finished_day(due_at, ENDS) == WED


def test_the_due_time_itself_is_not_its_own_next() -> None:
    due_at = at("2024-04-04 00:00")
    assert due.next_due(due_at, NINE, SEOUL) == due_at + DAY
    assert due.last_due(due_at, NINE, SEOUL) == due_at


@pytest.mark.parametrize(
    ("zone", "local_day", "due_time", "expected"),
    [
        ("America/New_York", date(2024, 3, 10), time(2, 30), "2024-03-10 07:30"),  # skipped: 03:30 EDT
        ("America/New_York", date(2024, 11, 3), time(1, 30), "2024-11-03 05:30"),  # twice: the first, EDT
        ("Africa/Cairo", date(2024, 4, 26), time(0, 0), "2024-04-25 22:00"),  # midnight is skipped
    ],
)
def test_a_due_time_at_a_clock_change(zone: str, local_day: date, due_time: time, expected: str) -> None:
    assert due.due_at(local_day, due_time, ZoneInfo(zone)) == at(expected)


def test_every_zone_and_half_hour_is_due_exactly_once_per_local_date_for_a_year() -> None:
    """Walking from due time to due time meets each local date, none twice: around every change of an offset
    in the year, since between two changes one day is like another."""
    for name in available_timezones():
        zone = ZoneInfo(name)
        changes = _days_around_changes(zone)
        for minutes in range(0, 24 * 60, 30):
            due_time = time(minutes // 60, minutes % 60)
            for first in changes:
                dues = [due.due_at(first + n * DAY, due_time, zone) for n in range(4)]
                assert all(a < b for a, b in pairwise(dues)), (name, due_time, first)
                moment = dues[0]
                for due_at in dues[1:]:
                    moment = due.next_due(moment, due_time, zone)
                    assert moment == due_at, (name, due_time, first)
                assert due.last_due(dues[3] - timedelta(seconds=1), due_time, zone) == dues[2]


def _days_around_changes(zone: ZoneInfo) -> list[date]:
    """The day before each change of the zone's offset in 2026, and one quiet day."""
    days = [date(2026, 1, 1) + n * DAY for n in range(365)]
    offsets = [datetime.combine(day, time(12), zone).utcoffset() for day in days]
    changes = [days[n] - DAY for n in range(1, 365) if offsets[n] != offsets[n - 1]]
    return [date(2026, 2, 3), *changes]


def test_a_new_channel_is_owed_what_is_due_next_and_no_history() -> None:
    before_nine = due.first_settled_day(at("2024-04-03 23:30"), NINE, SEOUL, ENDS)
    after_nine = due.first_settled_day(at("2024-04-04 00:30"), NINE, SEOUL, ENDS)
    assert before_nine == date(2024, 4, 2)  # 08:30 in Seoul: Wednesday's list comes at nine
    assert after_nine == WED


def owed(
    settled: date,
    *states: EditionState,
    handled: set[date] | None = None,
    waiting: tuple[date, ...] = (),
    **options: Any,
) -> Owed:
    return due.owed(
        settled,
        {state.day: state for state in states},
        handled=handled or set(),
        waiting=waiting,
        catch_up=3,
        look_back=14,
        day_ends=ENDS,
        **options,
    )


def days(first: date, count: int) -> list[date]:
    return [first + n * DAY for n in range(count)]


MONDAY = date(2024, 4, 1)


def test_the_next_finished_day_is_posted() -> None:
    assert owed(MONDAY, state(date(2024, 4, 2))) == Owed([(date(2024, 4, 2),)], [], date(2024, 4, 2))


def test_an_unfinished_day_is_not_posted_and_holds_the_place() -> None:
    assert owed(MONDAY, state(date(2024, 4, 2), finished=False)) == Owed([], [], MONDAY)


def test_a_weekend_posts_nothing_and_is_settled() -> None:
    friday = date(2024, 4, 5)
    assert owed(friday, *(state(day, papers=0) for day in days(date(2024, 4, 6), 2))) == Owed(
        [], [], date(2024, 4, 7)
    )


def test_an_empty_weekday_is_settled_only_when_it_is_still_empty_a_day_later() -> None:
    tuesday = date(2024, 4, 2)
    assert owed(MONDAY, state(tuesday, papers=0)).settled_day == MONDAY
    later = state(tuesday, papers=0, fetched_at=at("2024-04-03 23:00"))
    assert owed(MONDAY, later).settled_day == tuesday


def test_after_an_absence_the_newest_days_are_posted_oldest_first_and_the_others_skipped() -> None:
    five = days(date(2024, 4, 2), 5)
    owed_days = owed(MONDAY, *(state(day) for day in five))
    assert owed_days == Owed([(day,) for day in five[2:]], five[:2], five[-1])


def test_a_day_that_could_not_be_fetched_holds_the_place_but_not_the_days_after_it() -> None:
    two, four = date(2024, 4, 2), date(2024, 4, 4)
    owed_days = owed(MONDAY, state(two), state(four))
    assert owed_days == Owed([(two,), (four,)], [], two)
    then = owed(two, state(date(2024, 4, 3)), state(four), handled={four})
    assert then == Owed([(date(2024, 4, 3),)], [], four)


def test_days_that_wait_untouched_count_and_give_way_to_newer_ones() -> None:
    waiting = tuple(days(date(2024, 4, 2), 3))
    owed_days = owed(
        MONDAY, *(state(day) for day in days(date(2024, 4, 2), 4)), handled=set(waiting), waiting=waiting
    )
    assert owed_days.post == [(date(2024, 4, 5),)]
    assert owed_days.skip == [date(2024, 4, 2)]


def test_a_day_fetched_long_after_it_was_wanted_is_skipped_not_posted() -> None:
    newest = date(2024, 6, 3)
    owed_days = owed(MONDAY, state(date(2024, 4, 2)), state(newest))
    assert owed_days.post == [(newest,)]
    assert owed_days.skip == [date(2024, 4, 2)]


def test_a_clock_far_ahead_moves_no_channel() -> None:
    """The source refuses future days, so no edition of them is in the store."""
    assert owed(MONDAY) == Owed([], [], MONDAY)


def on_mondays(day: date) -> datetime:
    return due.posting_of(day, NINE, SEOUL, ENDS, ["mon"])


def test_a_due_time_is_on_one_of_the_weekdays() -> None:
    assert due.next_due(at("2024-04-03 12:00"), NINE, SEOUL, ["mon", "fri"]) == at("2024-04-05 00:00")
    assert due.next_due(at("2024-04-05 00:00"), NINE, SEOUL, ["mon", "fri"]) == at("2024-04-08 00:00")
    assert due.last_due(at("2024-04-03 12:00"), NINE, SEOUL, ["mon", "fri"]) == at("2024-04-01 00:00")


@pytest.mark.parametrize("weekdays", [[], ["someday"]])
def test_without_a_weekday_there_is_no_due_time(weekdays: Any) -> None:
    with pytest.raises(ValueError, match=r"day|tuple"):
        due.next_due(at("2024-04-03 12:00"), NINE, SEOUL, weekdays)


def test_the_days_since_the_last_post_make_one_post() -> None:
    week = days(MONDAY, 5)
    weekend = [state(day, papers=0) for day in days(date(2024, 4, 6), 2)]
    owed_days = owed(date(2024, 3, 31), *map(state, week), *weekend, together=on_mondays)
    assert owed_days == Owed([tuple(week)], [], date(2024, 4, 7))


def test_after_weeks_of_absence_each_week_is_a_post_and_what_is_not_due_waits() -> None:
    fortnight = days(MONDAY, 10)
    owed_days = owed(date(2024, 3, 31), *map(state, fortnight), until=date(2024, 4, 7), together=on_mondays)
    assert owed_days == Owed([tuple(fortnight[:7])], [], date(2024, 4, 7))
    then = owed(date(2024, 3, 31), *map(state, fortnight), together=on_mondays)
    assert then.post == [tuple(fortnight[:7]), tuple(fortnight[7:])]


def test_a_day_that_comes_late_is_posted_without_those_it_belonged_to() -> None:
    two, three = date(2024, 4, 2), date(2024, 4, 3)
    assert owed(MONDAY, state(two), state(three), handled={three}, together=on_mondays).post == [(two,)]


def wanted(now: str, *states: EditionState, oldest: date = WED) -> list[date]:
    return due.days_to_collect(
        at(now),
        {state.day: state for state in states},
        oldest=oldest,
        day_ends=ENDS,
        every=timedelta(minutes=30),
    )


def test_the_running_day_is_asked_for_every_half_hour() -> None:
    fetched = state(WED, finished=False, fetched_at=at("2024-04-03 12:00"))
    assert wanted("2024-04-03 12:29", fetched) == []
    assert wanted("2024-04-03 12:30", fetched) == [WED]


def test_a_day_is_asked_for_as_soon_as_it_is_finished() -> None:
    fetched = state(WED, finished=False, fetched_at=at("2024-04-03 22:59"))
    assert wanted("2024-04-03 23:00", fetched) == [WED]


def test_days_that_were_never_fetched_are_asked_for_and_settled_ones_are_not() -> None:
    asked_days = wanted("2024-04-05 12:00", state(date(2024, 4, 4)), oldest=WED)
    assert asked_days == [date(2024, 4, 5), WED]


def test_no_time_is_naive() -> None:
    assert due.next_due(datetime.now(UTC), NINE, SEOUL).tzinfo == UTC
