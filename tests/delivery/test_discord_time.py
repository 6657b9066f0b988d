"""What time it is at Discord: by its answers, whatever our own clock says."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import pytest

from bot.delivery.discord_time import DiscordTime
from tests.conftest import HandClock
from tests.delivery.conftest import Seconds

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("ahead", [-HOUR, HOUR])
def test_discord_s_answer_tells_how_far_our_clock_is_off(clock: HandClock, ahead: timedelta) -> None:
    time, ours = DiscordTime(Seconds()), clock() + ahead
    time.hear(format_datetime(clock()))
    assert time.earliest(ours) == min(clock(), ours)
    assert time.latest(ours) == max(clock(), ours)


def test_it_goes_on_by_seconds_that_nobody_sets(clock: HandClock) -> None:
    steady = Seconds()
    time = DiscordTime(steady)
    time.hear(format_datetime(clock()))
    steady.now += 90
    assert time.earliest(clock() + HOUR) == clock() + timedelta(seconds=90)


@pytest.mark.parametrize(
    "date",
    [
        None,
        "",
        "yesterday",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Thu, 99 Apr 2024 00:00:00 GMT",
        "Thu, 04 Apr 99999999999999999999 00:00:00 GMT",
    ],
)
def test_what_is_no_date_of_discord_s_changes_nothing(clock: HandClock, date: str | None) -> None:
    time = DiscordTime(Seconds())
    time.hear(date)
    assert time.earliest(clock()) == time.latest(clock()) == clock()
    time.hear(format_datetime(clock()))
    time.hear(date)
    assert time.earliest(clock() + HOUR) == clock()


@pytest.mark.parametrize("wrong", [-1000 * HOUR, -HOUR, HOUR, 1000 * HOUR])
def test_answers_dated_wrong_among_right_ones_move_no_search(clock: HandClock, wrong: timedelta) -> None:
    steady = Seconds()
    time = DiscordTime(steady)
    for error in (timedelta(), timedelta(), wrong, timedelta(), wrong):
        time.hear(format_datetime(clock() + error))
        clock.forward(seconds=7)
        steady.now += 7
        assert time.earliest(clock() + HOUR) == clock()


def test_the_first_answer_tells_that_both_our_clocks_stood_still(clock: HandClock) -> None:
    time, ours = DiscordTime(Seconds()), clock()
    for _ in range(9):
        time.hear(format_datetime(clock()))
    clock.forward(hours=1)
    time.hear(format_datetime(clock()))
    assert (time.earliest(ours), time.latest(ours)) == (ours, clock())


def test_what_most_answers_bear_counts_in_the_end(clock: HandClock) -> None:
    time = DiscordTime(Seconds())
    for hour in (0, 0, 0, 0, 0, 1, 1, 1):
        time.hear(format_datetime(clock() + hour * HOUR))
    assert time.earliest(clock() + 2 * HOUR) == clock() + HOUR
