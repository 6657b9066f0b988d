"""Waits that grow, with jitter, up to a quarter of an hour."""

from __future__ import annotations

from random import Random

import pytest

from bot.delivery.backoff import LONGEST_SECONDS, wait_seconds


@pytest.mark.parametrize(("attempts", "full"), [(1, 5), (2, 10), (5, 80), (9, 900), (1000, 900)])
def test_a_wait_lies_between_half_and_all_of_its_step(attempts: int, full: float) -> None:
    waits = [wait_seconds(attempts, 5, Random(seed)) for seed in range(200)]
    assert full / 2 <= min(waits) < max(waits) <= full <= LONGEST_SECONDS


def test_waits_of_many_channels_are_spread() -> None:
    random = Random(1)
    assert len({wait_seconds(3, 5, random) for _ in range(100)}) == 100
