"""Counting takes a thousandth of the time at most, however large the store is."""

from __future__ import annotations

import pytest

from bot.operation.counts import TIME_SHARE, Counts
from bot.store import Store
from tests.support.stock import stock


class Ticking:
    """Steady seconds, of which each look at them takes some."""

    def __init__(self, tick: float) -> None:
        self.now, self._tick = 0.0, tick

    def __call__(self) -> float:
        self.now += self._tick
        return self.now


@pytest.mark.parametrize("seconds", [0.0001, 0.2, 30.0])
async def test_a_count_is_good_for_a_thousand_times_as_long_as_it_took(store: Store, seconds: float) -> None:
    steady = Ticking(seconds)
    counts = Counts(steady)
    async with store.reading() as view:
        assert (await counts.read(view)).alerts == 0
    await stock(store)
    async with store.reading() as view:
        assert (await counts.read(view)).alerts == 0
        steady.now += seconds / TIME_SHARE
        assert (await counts.read(view)).alerts > 0
