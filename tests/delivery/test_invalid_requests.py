"""Discord bans an address for 10,000 refusals in ten minutes: it gets less than half of that, whatever it
refuses.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.delivery.invalid_requests import FREE, LIMIT, WINDOW_SECONDS, InvalidRequests, is_invalid
from bot.delivery.pacer import Pacer
from tests.benchmarks.forbidden import Night, most_in_ten_minutes
from tests.delivery.conftest import Seconds

AT_ONCE = 64  # requests that are on their way together


async def refusals(pacer: Pacer, seconds: Seconds, requests: int, refused_of_five: int) -> list[float]:
    """When Discord refused, of so many requests, that many of each five; AT_ONCE answers come together."""
    times, unanswered = list[float](), 0
    for number in range(requests):
        await pacer.turn()
        if number % 5 < refused_of_five:
            times.append(seconds.now)
            unanswered += 1
        if number % AT_ONCE == AT_ONCE - 1:
            for _ in range(unanswered):
                pacer.refused()
            unanswered = 0
    return times


@pytest.mark.parametrize("refused_of_five", [1, 3, 5])
async def test_no_ten_minutes_see_more_than_the_limit(seconds: Seconds, refused_of_five: int) -> None:
    pacer = Pacer(49, clock=seconds, sleep=seconds.sleep)
    times = await refusals(pacer, seconds, 15_000, refused_of_five)
    assert FREE < most_in_ten_minutes(times) <= LIMIT + AT_ONCE


async def test_the_allowance_is_used_and_nothing_stands_still(seconds: Seconds) -> None:
    pacer = Pacer(49, clock=seconds, sleep=seconds.sleep)
    times = await refusals(pacer, seconds, 15_000, 5)
    assert times[-1] < 1.2 * WINDOW_SECONDS * len(times) / LIMIT
    assert max(later - earlier for earlier, later in pairwise(times)) < 30


async def test_two_thousand_slow_nothing_down(seconds: Seconds) -> None:
    pacer = Pacer(49, clock=seconds, sleep=seconds.sleep)
    for _ in range(FREE):
        pacer.refused()
    await pacer.open()
    assert seconds.now == 0
    pacer.refused()
    await pacer.open()
    assert seconds.now > 0


async def test_refusals_that_are_spread_over_hours_slow_nothing_down(seconds: Seconds) -> None:
    pacer = Pacer(50, clock=seconds, sleep=seconds.sleep)
    for _ in range(3 * LIMIT):
        pacer.refused()
        seconds.now += 0.5
    spent = seconds.now
    await pacer.open()
    assert seconds.now == spent


async def test_refusals_that_all_come_at_once_are_over_in_ten_minutes(seconds: Seconds) -> None:
    pacer = Pacer(50, clock=seconds, sleep=seconds.sleep)
    for _ in range(2 * LIMIT):
        pacer.refused()
    await pacer.open()
    assert seconds.now == pytest.approx(WINDOW_SECONDS)


async def test_where_most_channels_are_forbidden_each_is_paused_and_told(seconds: Seconds) -> None:
    night = await Night(100, InvalidRequests(free=10, limit=30), seconds, workers=4).play()
    assert night.most_in_ten_minutes <= 30 + night.workers
    assert (night.paused, night.people, night.posted) == (60, 60, 80)


@pytest.mark.parametrize(
    ("status", "scope", "expected"),
    [
        (401, "", True),
        (403, "", True),
        (429, "user", True),
        (429, "global", True),
        (429, "shared", False),
        (200, "", False),
        (404, "", False),
        (503, "", False),
    ],
)
def test_what_others_used_up_does_not_count(status: int, scope: str, expected: bool) -> None:
    assert is_invalid(status, {"X-RateLimit-Scope": scope}) is expected
