from __future__ import annotations

from bot.ranking.order import RankedPlace
from bot.ranking.silence import worth_telling
from tests.factories import paper

USUAL = [[0.01, 0.10, 0.20, 0.30], [0.12, 0.11, 0.10], [0.08, 0.4, 0.3, 0.09]] * 3


def places(*nearness: float) -> list[RankedPlace]:
    return [RankedPlace(paper(n), near) for n, near in enumerate(nearness, 1)]


def test_a_day_clearly_nearer_than_usual_is_told_with_its_first_three_to_five() -> None:
    day = places(0.4, 0.3, 0.25, 0.2, 0.2, 0.2)
    assert worth_telling(day, USUAL) == day[:5]
    assert worth_telling(places(0.4, 0.3, 0.12, 0.05), USUAL) == places(0.4, 0.3, 0.12)


def test_a_usual_day_is_silent() -> None:
    assert worth_telling(places(0.30, 0.20, 0.10, 0.01), USUAL) == []


def test_one_or_two_near_papers_are_no_message() -> None:
    assert worth_telling(places(0.9, 0.9, 0.05), USUAL) == []


def test_before_there_is_a_history_nothing_is_told() -> None:
    assert worth_telling(places(0.9, 0.9, 0.9), USUAL[:4]) == []
    assert worth_telling(places(0.9, 0.9, 0.9), [[0.1, 0.2]] * 9) == []


def test_papers_with_nothing_in_common_are_never_told() -> None:
    assert worth_telling(places(0.0, 0.0, 0.0), [[0.0, -0.1, -0.2]] * 9) == []
