"""Evenly spaced, whatever the loop does; slower when Discord says so, and fast again."""

from __future__ import annotations

import asyncio

import pytest

from bot.delivery.pacer import Pacer
from tests.delivery.conftest import Seconds


async def turns(pacer: Pacer, seconds: Seconds, count: int) -> list[float]:
    found: list[float] = []
    for _ in range(count):
        await pacer.turn()
        found.append(seconds.now)
    return found


async def test_turns_are_evenly_spaced(seconds: Seconds) -> None:
    found = await turns(Pacer(50, clock=seconds, sleep=seconds.sleep), seconds, 101)
    assert found == pytest.approx([n / 50 for n in range(101)])


async def test_no_second_sees_more_than_the_rate_even_after_the_loop_was_held_up(seconds: Seconds) -> None:
    pacer = Pacer(49, clock=seconds, sleep=seconds.sleep)
    found = await turns(pacer, seconds, 30)
    seconds.now += 3.0
    found += await turns(pacer, seconds, 200)
    assert max(sum(start <= t < start + 1 for t in found) for start in found) <= 50


async def test_idle_time_is_not_saved_up_for_a_burst(seconds: Seconds) -> None:
    pacer = Pacer(10, clock=seconds, sleep=seconds.sleep)
    await pacer.turn()
    seconds.now += 100
    found = await turns(pacer, seconds, 3)
    assert found[2] - found[1] == pytest.approx(0.1)


async def test_a_global_refusal_pauses_and_slows_and_the_rate_comes_back(seconds: Seconds) -> None:
    pacer = Pacer(50, clock=seconds, sleep=seconds.sleep)
    await pacer.turn()
    pacer.slow_down(2.0)
    assert pacer.rate == pytest.approx(40)
    found = await turns(pacer, seconds, 1000)
    assert found[0] == pytest.approx(2.0)
    assert found[2] - found[1] == pytest.approx(1 / 40, rel=0.01)
    assert found[-1] - found[-2] == pytest.approx(1 / 50)


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
