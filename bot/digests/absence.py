"""Why a paper was not posted to a subscription, or where it was: pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.digests.composer import Choice, Kind
from bot.digests.status import ChannelDay, DayVerdict
from bot.models import Paper


class Absence(StrEnum):
    """What became of a paper."""

    POSTED = "posted"
    SHOWN_BEFORE = "shown-before"  # under an earlier day; the later one that lists it does not repeat it
    NOT_LISTED = "not-listed"
    DAY_MISSED = "day-missed"  # the day itself was not posted there, or not yet
    FEW_VOTES = "few-votes"
    OFF_TOPIC = "off-topic"
    EXCLUDED = "excluded"
    BELOW_TOP = "below-top"
    CHANGED = "changed"  # as all is now, it would be shown: votes or settings were others then


class PaperPost(NamedTuple):
    """A message of the subscription that shows the paper among those of a day, in its channel or a thread."""

    day: date
    channel_id: int
    message_id: int


class AbsenceReason(NamedTuple):
    """What became of the paper, under which edition day, and what one must know to understand it.

    `place` counts from 1 among the `qualifying` papers; `selected` is how many were to be posted.
    """

    absence: Absence
    day: date | None = None
    posting: PaperPost | None = None
    channel_day: ChannelDay | None = None
    votes: int = 0
    min_votes: int = 0
    place: int = 0
    qualifying: int = 0
    selected: int = 0


_POSTED_DAYS = (DayVerdict.POSTED, DayVerdict.LATE, DayVerdict.FILTERED, DayVerdict.MERGED)


def absence_of(
    paper_id: str,
    *,
    listed_on: date | None,
    postings: Sequence[PaperPost],
    channel_day: ChannelDay | None,
    kind: Kind | None,
    choice: Choice | None,
    excluded: Collection[str] = frozenset(),
) -> AbsenceReason:
    """What became of the paper in one subscription.

    `listed_on` is the newest finished day that lists it, with what became of that day there, and what the
    subscription would be shown of it; `postings` come newest first, and `excluded` are the ids of the papers
    that fit a topic which the subscription leaves out.
    """
    if postings:
        newest = postings[0]
        is_repeated = listed_on is not None and newest.day < listed_on and choice is not None
        absence = Absence.SHOWN_BEFORE if is_repeated else Absence.POSTED
        return AbsenceReason(absence, listed_on or newest.day, newest)
    if listed_on is None:
        return AbsenceReason(Absence.NOT_LISTED)
    if channel_day is None or not _is_done(channel_day):
        return AbsenceReason(Absence.DAY_MISSED, listed_on, channel_day=channel_day)
    paper = next((each for each in choice.edition.papers if each.id == paper_id), None) if choice else None
    if paper is None or kind is None or choice is None:
        return AbsenceReason(Absence.NOT_LISTED, listed_on)
    return _judged(paper, listed_on, kind, choice, excluded)


def _is_done(channel_day: ChannelDay) -> bool:
    is_waiting = channel_day.verdict is DayVerdict.LATE and channel_day.posted_at is None
    return channel_day.verdict in _POSTED_DAYS and not is_waiting


def _judged(paper: Paper, day: date, kind: Kind, choice: Choice, excluded: Collection[str]) -> AbsenceReason:
    if paper.votes < kind.min_votes:
        return AbsenceReason(Absence.FEW_VOTES, day, votes=paper.votes, min_votes=kind.min_votes)
    if paper.id in excluded:
        return AbsenceReason(Absence.EXCLUDED, day)
    ids = [each.id for each in choice.qualifying]
    if paper.id in ids:
        place, selected = ids.index(paper.id) + 1, len(choice.selected)
        absence = Absence.BELOW_TOP if place > selected else Absence.CHANGED
        return AbsenceReason(
            absence, day, place=place, qualifying=len(ids), selected=selected, votes=paper.votes
        )
    return AbsenceReason(Absence.CHANGED if paper.id in kind.without else Absence.OFF_TOPIC, day)
