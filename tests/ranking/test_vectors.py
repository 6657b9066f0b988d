from __future__ import annotations

import math
from collections import Counter

import pytest

from bot.ranking.vectors import TermCounts, centre, counted, dot, unit


def test_a_rare_term_weighs_more_than_a_common_one_and_one_of_every_paper_nothing() -> None:
    counts = TermCounts(100, {"rare": 3, "common": 40, "usual": 100})
    assert counts.weight("rare") > counts.weight("common") > counts.weight("usual") == 0


def test_terms_of_too_few_papers_weigh_alike_and_are_not_counted() -> None:
    counts = counted([Counter("abc"), Counter("ab"), Counter("a"), *[Counter("z")] * 9])
    assert (counts.papers, counts.counts) == (12, {"a": 3, "z": 9})
    assert counts.weight("b") == counts.weight("c") == counts.weight("new") > counts.weight("a")


def test_before_anything_is_learned_papers_still_have_vectors() -> None:
    counts = TermCounts(0, {})
    assert dot(counts.vector(Counter("ab")), counts.vector(Counter("bc"))) == pytest.approx(0.5)


def test_a_vector_has_length_one_and_nothing_in_it_that_weighs_nothing() -> None:
    vector = TermCounts(100, {"usual": 99}).vector(Counter("aab") + Counter({"usual": 7}))
    assert vector.keys() == {"a", "b"}
    assert math.hypot(*vector.values()) == pytest.approx(1)
    assert vector["a"] / vector["b"] == pytest.approx(1 + math.log(2))


def test_nothing_has_an_empty_vector() -> None:
    assert unit({}) == {} == unit({"a": 0.0})
    assert centre([]) == {}
    assert dot({}, {"a": 1.0}) == 0


def test_the_centre_lies_between() -> None:
    middle = centre([{"a": 1.0}, {"b": 1.0}])
    assert middle == pytest.approx({"a": math.sqrt(0.5), "b": math.sqrt(0.5)})
