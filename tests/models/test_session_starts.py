"""How a day's session starts are made to last."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.session_starts import SessionStarts
from tests.factories import at

NOW = at("2024-04-04 00:00")
DAY = timedelta(days=1)


def starts(remaining: int, last_at: datetime | None = NOW) -> SessionStarts:
    return SessionStarts(total=1000, remaining=remaining, resets_at=NOW + DAY, last_at=last_at)


@pytest.mark.parametrize("remaining", [1000, 501, 500])
def test_half_of_them_begin_without_a_pause(remaining: int) -> None:
    assert starts(remaining).next_at(NOW) == NOW


def test_the_other_half_is_spread_over_what_is_left_of_the_day() -> None:
    pauses = [starts(remaining).next_at(NOW) - NOW for remaining in (480, 100, 10, 1)]
    assert pauses == [DAY / 480, DAY / 100, DAY / 10, DAY]


def test_without_any_left_the_next_one_begins_when_discord_gives_new_ones() -> None:
    assert starts(0).next_at(NOW) == NOW + DAY
    assert starts(0).next_at(NOW + DAY) == NOW + DAY
    assert starts(0).after_one(NOW + DAY).remaining == 999


def test_who_has_not_begun_any_does_so_at_once() -> None:
    assert starts(3, last_at=None).next_at(NOW) == NOW


@given(st.integers(0, 1000))
def test_a_crash_loop_never_spends_them_all_before_the_day_is_over(remaining: int) -> None:
    state, now, count = starts(remaining, last_at=None), NOW, 0
    while (now := max(state.next_at(now), now)) < NOW + DAY:
        state, count = state.after_one(now), count + 1
        now += timedelta(seconds=1)
    assert count <= max(remaining, 1)
