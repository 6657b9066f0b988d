"""Answers of the source that are not believed: judged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.digests.doubts import (
    FINISH_PATIENCE,
    LOOKS_UNTIL_TAKEN,
    SHRUNKEN_PATIENCE,
    Background,
    is_taken,
    reason_to_doubt,
    retained_papers,
    seen_again,
)
from bot.models import DoubtReason, Paper
from tests.factories import WEDNESDAY, at, edition, paper

NOW = at("2024-04-03 23:05")


def papers(*numbers: int, votes: int | None = None) -> tuple[Paper, ...]:
    changes = {} if votes is None else {"votes": votes}
    return tuple(paper(number, **changes) for number in numbers)


def judged(
    before: Sequence[Paper],
    answer: Sequence[Paper],
    *,
    elsewhere: int = 0,
    usual: int | None = None,
    finished: bool = True,
) -> DoubtReason | None:
    stored = edition(WEDNESDAY, before) if before else None
    return reason_to_doubt(answer, Background(stored, None, elsewhere, usual), finished=finished)


@pytest.mark.parametrize(
    ("before", "answer", "reason"),
    [
        ((), papers(1), None),
        ((), (), None),
        (papers(*range(1, 31)), papers(1), DoubtReason.SHRUNKEN),
        (papers(*range(1, 31)), (), DoubtReason.EMPTY),
        (papers(*range(1, 31)), papers(*range(4, 31)), None),
        (papers(*range(1, 31)), papers(*range(5, 31)), DoubtReason.SHRUNKEN),
        (papers(*range(1, 31)), papers(*range(1, 41)), None),
        (papers(*range(1, 31)), papers(*range(31, 61)), DoubtReason.REPLACED),
        (papers(1, 2, 3, 4), papers(1), DoubtReason.SHRUNKEN),
        (papers(1, 2, 3, 4), papers(1, 2), None),
        (papers(1), (), DoubtReason.EMPTY),
        (papers(*range(1, 31)), papers(*range(1, 31), votes=0), DoubtReason.VOTES),
        (papers(1, 2, votes=10), papers(1, 2, votes=4), DoubtReason.VOTES),
        (papers(1, 2, votes=10), papers(1, 2, votes=9), None),
        (papers(1, 2, votes=0), papers(1, 2, votes=0), None),
    ],
)
def test_a_list_grows_and_its_votes_grow(
    before: Sequence[Paper], answer: Sequence[Paper], reason: DoubtReason | None
) -> None:
    assert judged(before, answer) is reason


@pytest.mark.parametrize(
    ("count", "elsewhere", "reason"),
    [
        (30, 30, DoubtReason.FOREIGN),
        (30, 16, DoubtReason.FOREIGN),
        (30, 3, None),
        (30, 15, None),
        (3, 3, None),
    ],
)
def test_a_list_of_another_days_papers_is_another_days(
    count: int, elsewhere: int, reason: DoubtReason | None
) -> None:
    assert judged((), papers(*range(1, count + 1)), elsewhere=elsewhere) is reason


@pytest.mark.parametrize(
    ("count", "usual", "finished", "reason"),
    [
        (1, 25, True, DoubtReason.THIN),
        (2, 25, True, DoubtReason.THIN),
        (4, 25, True, None),
        (1, 25, False, None),
        (1, None, True, None),
        (1, 8, True, None),
        (0, 25, True, None),
    ],
)
def test_a_first_answer_is_thin_where_other_days_have_ten_times_as_many(
    count: int, usual: int | None, finished: bool, reason: DoubtReason | None
) -> None:
    assert judged((), papers(*range(1, count + 1)), usual=usual, finished=finished) is reason


@pytest.mark.parametrize(
    ("reason", "patience"),
    [
        (DoubtReason.SHRUNKEN, SHRUNKEN_PATIENCE),
        (DoubtReason.REPLACED, FINISH_PATIENCE),
        (DoubtReason.THIN, FINISH_PATIENCE),
    ],
)
def test_the_same_answer_is_taken_after_some_looks_over_some_time(
    reason: DoubtReason, patience: timedelta
) -> None:
    doubt = None
    for _ in range(LOOKS_UNTIL_TAKEN):
        doubt = seen_again(doubt, reason, papers(1), edition(), NOW)
    assert doubt
    assert not is_taken(doubt, NOW + patience - timedelta(seconds=1))
    assert is_taken(doubt, NOW + patience)
    assert not is_taken(doubt.model_copy(update={"looks": LOOKS_UNTIL_TAKEN - 1}), NOW + patience)


@pytest.mark.parametrize("reason", [DoubtReason.EMPTY, DoubtReason.FOREIGN, DoubtReason.VOTES])
def test_what_cannot_be_is_never_taken(reason: DoubtReason) -> None:
    doubt = seen_again(None, reason, (), edition(), NOW).model_copy(update={"looks": 999})
    assert not is_taken(doubt, NOW + timedelta(days=99))


def test_another_answer_begins_anew_and_the_looks_are_counted_on() -> None:
    doubt = seen_again(None, DoubtReason.SHRUNKEN, papers(1), edition(), NOW)
    changed = seen_again(doubt, DoubtReason.SHRUNKEN, papers(5, 6, 7, 8), edition(), NOW + timedelta(hours=1))
    assert (changed.looks, changed.since) == (2, NOW + timedelta(hours=1))


def test_the_list_that_stays_has_the_most_votes_seen() -> None:
    before = (paper(1, votes=9), paper(2, votes=8), paper(3, votes=7))
    stays = retained_papers(before, (paper(3, votes=30), paper(1, votes=2), paper(99)))
    assert [(each.id, each.votes) for each in stays] == [
        ("2404.00003", 30),
        ("2404.00001", 9),
        ("2404.00002", 8),
    ]
