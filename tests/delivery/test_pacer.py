"""Evenly spaced, whatever the loop does; slower when Discord says so or answers unevenly, and fast again."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from random import Random

import pytest

from bot.delivery.pacer import Pacer
from tests.delivery.conftest import Seconds
from tests.support.local_discord.limits import Window
from tests.support.local_discord.record import busiest_second

BURST = 10  # turns of 50 a second that are saved up


async def turns(pacer: Pacer, seconds: Seconds, count: int) -> list[float]:
    moments: list[float] = []
    for _ in range(count):
        await pacer.turn()
        moments.append(seconds.now)
    return moments


async def arrivals(pacer: Pacer, seconds: Seconds, count: int, jitter: float, one_way: float) -> list[float]:
    """When requests arrive that take 0.15 s ± jitter, of which a part is on the way there. Answers are
    learnt from when they come.
    """
    random, moments, under_way = Random(7), list[float](), list[tuple[float, float]]()
    for _ in range(count):
        turn = await pacer.turn()
        delay = 0.15 + random.uniform(-jitter, jitter)
        moments.append(turn + delay * one_way)
        under_way.append((turn + delay, delay))
        for _, answered_after in sorted(answer for answer in under_way if answer[0] <= turn):
            pacer.answered(seconds.now - answered_after)
        under_way = [answer for answer in under_way if answer[0] > turn]
    return sorted(moments)


def refused(times: list[float]) -> int:
    """How many a window refuses that opens with its first request: as the local Discord counts."""
    window = Window(50, 1.0)
    return sum(not window.take(time) for time in times)


async def test_after_a_short_burst_turns_are_evenly_spaced(seconds: Seconds) -> None:
    moments = await turns(Pacer(50, clock=seconds, sleep=seconds.sleep), seconds, 151)
    assert moments[:BURST] == [0.0] * BURST
    assert moments[60:] == pytest.approx([moments[60] + n / 50 for n in range(91)], abs=0.011)
    assert moments[-1] == pytest.approx(2.0 + 50 / 50)


async def test_the_posts_of_a_small_server_do_not_wait(seconds: Seconds) -> None:
    pacer = Pacer(49, clock=seconds, sleep=seconds.sleep)
    await turns(pacer, seconds, 100)
    seconds.now += 60
    moments = await turns(pacer, seconds, 9)
    assert moments[-1] == moments[0]


async def test_a_burst_is_taken_from_the_second_and_not_added_to_it(seconds: Seconds) -> None:
    pacer, moments = Pacer(49, clock=seconds, sleep=seconds.sleep), list[float]()
    for idle in (0.0, 0.1, 0.5, 2.0, 0.3):
        seconds.now += idle
        moments += await turns(pacer, seconds, 120)
    assert busiest_second(moments) <= 50
    assert refused(moments) == 0


async def test_no_second_sees_more_than_the_rate_even_after_the_loop_was_held_up(seconds: Seconds) -> None:
    pacer = Pacer(49, clock=seconds, sleep=seconds.sleep)
    moments = await turns(pacer, seconds, 30)
    seconds.now += 3.0
    moments += await turns(pacer, seconds, 200)
    assert busiest_second(moments) <= 50


@pytest.mark.parametrize("one_way", [0.5, 1.0], ids=["half on the way there", "all on the way there"])
async def test_with_jitter_nothing_is_refused_and_little_time_lost(seconds: Seconds, one_way: float) -> None:
    pacer = Pacer(49, clock=seconds, sleep=seconds.sleep)
    moments = await arrivals(pacer, seconds, 4_000, 0.1, one_way)
    assert refused(moments) == 0
    assert (moments[-1] - moments[0]) / ((4_000 - 50) / 50) <= 1.2


async def test_in_calm_little_time_is_lost(seconds: Seconds) -> None:
    pacer = Pacer(49, clock=seconds, sleep=seconds.sleep)
    moments = await arrivals(pacer, seconds, 4_000, 0.01, 0.5)
    assert refused(moments) == 0
    assert (moments[-1] - moments[0]) / ((4_000 - 50) / 50) <= 1.06


async def test_jitter_that_is_over_slows_nothing_down(seconds: Seconds) -> None:
    pacer = Pacer(49, clock=seconds, sleep=seconds.sleep)
    await arrivals(pacer, seconds, 200, 0.1, 0.5)
    assert pacer.rate < 46
    await arrivals(pacer, seconds, 400, 0.0, 0.5)
    assert pacer.rate == 49


async def test_a_slow_gentle_pace_saves_nothing_up(seconds: Seconds) -> None:
    pacer = Pacer(1, clock=seconds, sleep=seconds.sleep)
    await pacer.turn()
    seconds.now += 100
    moments = await turns(pacer, seconds, 5)
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.5


async def test_another_rate_counts_from_the_next_turn_on(seconds: Seconds) -> None:
    pacer = Pacer(49, clock=seconds, sleep=seconds.sleep)
    await turns(pacer, seconds, 100)
    pacer.set_full_rate(490)
    begun = seconds.now
    moments = await turns(pacer, seconds, 980)
    assert moments[-1] - begun == pytest.approx(2.0, abs=0.25)
    assert busiest_second(moments) <= 500


async def test_a_global_refusal_pauses_and_slows_and_the_rate_comes_back(seconds: Seconds) -> None:
    pacer = Pacer(50, clock=seconds, sleep=seconds.sleep)
    await turns(pacer, seconds, 100)
    assert pacer.slow_down(2.0, seconds.now)
    paused_at = seconds.now
    assert pacer.rate == pytest.approx(40)
    moments = await turns(pacer, seconds, 1000)
    assert moments[0] == pytest.approx(paused_at + 2.0)
    assert moments[60] - moments[59] == pytest.approx(1 / 41, rel=0.02)
    assert moments[-1] - moments[-2] == pytest.approx(1 / 50)


async def test_what_is_refused_for_one_haste_slows_down_once(seconds: Seconds) -> None:
    pacer = Pacer(50, clock=seconds, sleep=seconds.sleep)
    under_way = await turns(pacer, seconds, 6)
    assert [pacer.slow_down(1.0, turn) for turn in under_way] == [True] + 5 * [False]
    assert pacer.rate == pytest.approx(40)
    later = await pacer.turn()
    assert later >= under_way[-1] + 1.0
    assert pacer.slow_down(1.0, later)
    assert pacer.rate == pytest.approx(32, rel=0.01)


async def test_a_pause_stops_everything_for_its_time(seconds: Seconds) -> None:
    pacer = Pacer(50, clock=seconds, sleep=seconds.sleep)
    pacer.pause(60)
    await pacer.open()
    assert seconds.now == pytest.approx(60)


async def test_turns_come_in_the_order_of_asking() -> None:
    pacer, order = Pacer(1000), list[int]()

    async def ask(number: int) -> None:
        await pacer.turn()
        order.append(number)

    await asyncio.gather(*(ask(number) for number in range(20)))
    assert order == list(range(20))
