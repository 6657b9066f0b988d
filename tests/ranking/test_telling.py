"""The terms by which papers like one are looked up."""

from __future__ import annotations

from bot.ranking.telling import MOST_LOOKED_AT, MOST_TERMS, telling_terms
from bot.ranking.vectors import TermCounts

COUNTS = TermCounts(1_000, {"common": 400, "usual": 50, "rare": 5})
VECTOR = {"common": 0.9, "usual": 0.5, "rare": 0.4, "unheard": 0.8}


def test_the_heaviest_come_first_and_those_of_no_other_paper_last() -> None:
    assert telling_terms(VECTOR, COUNTS, 1_000) == ["common", "usual", "rare", "unheard"]


def test_what_too_many_papers_say_is_left_out() -> None:
    papers = MOST_LOOKED_AT * 10
    assert telling_terms(VECTOR, COUNTS, papers) == ["usual", "rare", "unheard"]


def test_there_are_so_many_at_most() -> None:
    vector = {f"term{number}": 1.0 for number in range(2 * MOST_TERMS)}
    assert len(telling_terms(vector, COUNTS, 1_000)) == MOST_TERMS


def test_before_anything_is_learned_there_are_terms_all_the_same() -> None:
    assert telling_terms(VECTOR, TermCounts(0, {}), 1_000_000) == ["common", "unheard", "usual", "rare"]
