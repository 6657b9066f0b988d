"""Why a paper was not posted: every answer once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.digests.absence import Absence, AbsenceReason, PaperPost, absence_of
from bot.digests.composer import Choice, Kind
from bot.digests.select import qualifying_papers
from bot.digests.status import ChannelDay, DayVerdict
from tests.factories import WEDNESDAY, at, edition, paper

EARLIER = WEDNESDAY - timedelta(days=7)
DUE = at("2024-04-04 00:00")
POSTED = PaperPost(WEDNESDAY, 7, 70)


def kind(papers: int = 10, min_votes: int = 0, without: frozenset[str] = frozenset()) -> Kind:
    return Kind(WEDNESDAY, "en", papers, min_votes, without, partial=False)


def channel_day(verdict: DayVerdict = DayVerdict.POSTED, **changes: Any) -> ChannelDay:
    values = {"channel_id": 1, "day": WEDNESDAY, "verdict": verdict, "due_at": DUE, "posted_at": DUE}
    return ChannelDay.model_validate(values | changes)


def asked(
    number: int = 3, of: Kind | None = None, only: set[str] | None = None, **changes: Any
) -> AbsenceReason:
    """Of a day that lists three papers with 99, 98 and 97 votes."""
    chosen, day = of or kind(), edition(WEDNESDAY)
    qualifying = qualifying_papers(day, min_votes=chosen.min_votes, without=chosen.without, only=only)
    facts: dict[str, Any] = {
        "listed_on": WEDNESDAY,
        "postings": [],
        "channel_day": channel_day(),
        "kind": chosen,
        "choice": Choice(day, qualifying, qualifying[: chosen.papers]),
    }
    return absence_of(paper(number).id, **(facts | changes))


@pytest.mark.parametrize(
    ("reason", "absence"),
    [
        (asked(postings=[POSTED]), Absence.POSTED),
        (asked(postings=[PaperPost(EARLIER, 7, 60)]), Absence.SHOWN_BEFORE),
        (asked(listed_on=None), Absence.NOT_LISTED),
        (asked(number=9), Absence.NOT_LISTED),
        (asked(channel_day=None), Absence.DAY_MISSED),
        (asked(channel_day=channel_day(DayVerdict.FAILED)), Absence.DAY_MISSED),
        (asked(channel_day=channel_day(DayVerdict.LATE, posted_at=None)), Absence.DAY_MISSED),
        (asked(of=kind(min_votes=98)), Absence.FEW_VOTES),
        (asked(excluded={paper(3).id}, only={paper(1).id}), Absence.EXCLUDED),
        (asked(only={paper(1).id}), Absence.OFF_TOPIC),
        (asked(of=kind(papers=2)), Absence.BELOW_TOP),
        (asked(channel_day=channel_day(DayVerdict.FILTERED)), Absence.CHANGED),
        (asked(of=kind(without=frozenset({paper(3).id}))), Absence.CHANGED),
    ],
)
def test_each_reason_is_told_apart(reason: AbsenceReason, absence: Absence) -> None:
    assert reason.absence is absence


def test_what_was_posted_names_its_message() -> None:
    assert asked(postings=[POSTED]).posting == POSTED


def test_few_votes_are_counted() -> None:
    reason = asked(of=kind(min_votes=98))
    assert (reason.votes, reason.min_votes) == (97, 98)


def test_the_place_below_the_top_is_told() -> None:
    reason = asked(of=kind(papers=2))
    assert (reason.place, reason.qualifying, reason.selected) == (3, 3, 2)


def test_a_day_that_was_missed_says_what_became_of_it() -> None:
    failed = channel_day(DayVerdict.FAILED, reason="400/50035")
    assert asked(channel_day=failed).channel_day == failed


def test_a_day_in_a_later_post_counts_as_posted_there() -> None:
    later = PaperPost(date(2024, 4, 5), 7, 80)
    assert asked(postings=[later]).absence is Absence.POSTED
