"""How many requests a second are made: as Discord allows, unless somebody chose another number."""

from __future__ import annotations

import pytest

from bot.delivery.allowance import allowed, full_rate


@pytest.mark.parametrize(
    ("max_concurrency", "requests"), [(0, 50), (1, 50), (2, 500), (16, 500), (20, 500), (64, 1600)]
)
def test_only_large_bots_may_make_more_than_fifty(max_concurrency: int, requests: int) -> None:
    assert allowed(max_concurrency) == requests


def test_a_little_less_is_made_than_is_allowed() -> None:
    assert (full_rate("auto"), full_rate("auto", 16)) == (49, 490)


def test_a_number_overrides_what_discord_says() -> None:
    assert full_rate(15, max_concurrency=16) == 15
