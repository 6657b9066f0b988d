"""How fast those who wait are served, learnt from those who were."""

from __future__ import annotations

import pytest

from bot.admission.pace import ServingPace
from tests.delivery.conftest import Seconds


def test_one_more_waits_as_long_as_those_before_take_in_turn() -> None:
    clock = Seconds()
    pace = ServingPace(clock)
    assert pace.seconds(100) == 0  # nothing is known yet
    for _ in range(200):
        clock.now += 0.02
        pace.note(was_crowded=True)
    assert pace.seconds(100) == pytest.approx(2.0, rel=0.01)


def test_a_pause_without_a_crowd_says_nothing_of_how_fast_a_crowd_is_served() -> None:
    clock = Seconds()
    pace = ServingPace(clock)
    for _ in range(200):
        clock.now += 0.02
        pace.note(was_crowded=True)
    clock.now += 3600
    pace.note(was_crowded=False)
    clock.now += 0.02
    pace.note(was_crowded=True)
    assert pace.seconds(100) == pytest.approx(2.0, rel=0.01)


def test_work_that_takes_longer_is_believed_sooner_than_work_that_takes_less() -> None:
    pace = ServingPace(Seconds())
    for _ in range(8):
        pace.note_work(1.0)
    assert pace.work_seconds > 0.85
    for _ in range(8):
        pace.note_work(0.0)
    assert pace.work_seconds > 0.5
    for _ in range(100):
        pace.note_work(0.0)
    assert pace.work_seconds < 0.01
