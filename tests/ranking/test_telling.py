"""The terms by which papers like one are looked up."""

from __future__ import annotations

from bot.ranking.telling import MOST_LOOKED_AT, MOST_TERMS, affordable, telling_terms
from bot.ranking.vectors import TermCounts

COUNTS = TermCounts(1_000, {"common": 400, "usual": 50, "rare": 5})
VECTOR = {"common": 0.9, "usual": 0.5, "rare": 0.4, "unheard": 0.8}


def test_the_heaviest_come_first_and_those_of_no_other_paper_last() -> None:
    telling = telling_terms(VECTOR, COUNTS)
    assert list(telling.items()) == [("common", 900), ("usual", 500), ("rare", 400), ("unheard", 800)]


def test_what_too_many_papers_say_is_left_out() -> None:
    telling = telling_terms(VECTOR, COUNTS)
    assert affordable(telling, COUNTS, 1_000) == telling
    assert list(affordable(telling, COUNTS, 10 * MOST_LOOKED_AT)) == ["usual", "rare", "unheard"]


def test_there_are_so_many_at_most() -> None:
    vector = {f"term{number}": 1.0 for number in range(2 * MOST_TERMS)}
    assert len(telling_terms(vector, COUNTS)) == MOST_TERMS


def test_before_anything_is_learned_there_are_terms_all_the_same() -> None:
    nothing = TermCounts(0, {})
    telling = telling_terms(VECTOR, nothing)
    assert list(affordable(telling, nothing, 1_000_000)) == ["common", "unheard", "usual", "rare"]
