from __future__ import annotations

import pytest

from bot.ranking.nearness import Nearness
from bot.ranking.vectors import dot

DAYS = [[{"a": 0.6, "b": 0.8}, {}], [], [{"b": 1.0}, {"c": -1.0}]]


@pytest.mark.parametrize("direction", [{"a": 1.0}, {"b": 0.5, "c": 0.25, "z": 9.0}, {}])
def test_many_papers_at_once_are_as_near_as_each_alone(direction: dict[str, float]) -> None:
    expected = [pytest.approx([dot(direction, each) for each in day]) for day in DAYS]
    assert Nearness(DAYS).to(direction) == expected


def test_no_papers_are_near_nothing() -> None:
    assert Nearness([]).to({"a": 1.0}) == []
