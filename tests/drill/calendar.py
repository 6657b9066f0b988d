"""The week on paper: a row a day with what came when, below it what went wrong. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from tests.drill.plan import Planned
from tests.drill.reckoning import ON_TIME, Fate, Total

_INDENT = " " * 11


class Event(NamedTuple):
    """A trouble, and what shows that it was there."""

    planned: Planned
    evidence: str


class Edits(NamedTuple):
    """When edits were made, and when those were due that brought no newer votes."""

    made: Sequence[datetime]
    missed: Sequence[datetime]


def calendar(posts: Iterable[Fate], messages: Iterable[Fate], edits: Edits, events: Sequence[Event]) -> str:
    """Posts, direct messages, edits and troubles by the day (UTC) on which they were due or were there."""
    all_posts, all_messages = list(posts), list(messages)
    days = sorted({fate.due.at.date() for fate in (*all_posts, *all_messages)})
    return "\n".join(
        line
        for day in days
        for line in (
            f"{day:%a %d %b} posts {_of_day(all_posts, day)}",
            f"{_INDENT}DMs   {_of_day(all_messages, day)}",
            f"{_INDENT}edits {_edits_of_day(edits, day)}",
            *(f"{_INDENT}! {_told(event)}" for event in events if event.planned.begins.date() == day),
        )
    )


def sum_line(posts: Total, messages: Total, edits: Edits) -> str:
    """The whole week in a line."""
    return (
        f"posts {_counts(posts, 'posted')}; DMs {_counts(messages, 'sent')};"
        f" edits made {len(edits.made)}, without newer votes {len(edits.missed)}"
    )


def _counts(total: Total, verb: str) -> str:
    return (
        f"due {total.due}, {verb} {total.came}, prevented {total.prevented},"
        f" lost {total.lost}, doubled {total.doubled}"
    )


def _edits_of_day(edits: Edits, day: date) -> str:
    made, missed = (sum(at.date() == day for at in times) for times in edits)
    return f"{made} made" + (f", {missed} without newer votes" if missed else "")


def _of_day(all_fates: Iterable[Fate], day: date) -> str:
    fates = sorted((fate for fate in all_fates if fate.due.at.date() == day), key=lambda fate: fate.due.at)
    return ", ".join(_of_time(at, list(group)) for at, group in groupby(fates, lambda fate: fate.due.at))


def _of_time(at: datetime, fates: Sequence[Fate]) -> str:
    came = [fate for fate in fates if fate.came]
    return " ".join([f"{at:%H:%M} ×{len(came)}", *_lateness(came), *_absences(fates)])


def _lateness(came: Sequence[Fate]) -> Iterator[str]:
    """Of the first and the last one, if they did not come on time."""
    least, most = (
        min((f.late for f in came), default=timedelta()),
        max((f.late for f in came), default=timedelta()),
    )
    if max(abs(least), abs(most)) >= ON_TIME:
        edges = dict.fromkeys((_span(least), _span(most)))
        yield "…".join(edges)


def _absences(fates: Sequence[Fate]) -> Iterator[str]:
    for reason in dict.fromkeys(fate.prevented for fate in fates if fate.prevented):
        yield f"({sum(fate.prevented == reason for fate in fates)} not: {reason})"
    if lost := sum(not fate.came and not fate.prevented for fate in fates):
        yield f"({lost} LOST)"
    if doubled := sum(len(fate.came) > 1 for fate in fates):
        yield f"({doubled} DOUBLED)"


def _span(late: timedelta) -> str:
    minutes = round(late.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


def _told(event: Event) -> str:
    planned = event.planned
    span = f"{planned.begins:%H:%M}–{planned.ends:%H:%M}" if planned.lasts else f"{planned.begins:%H:%M}"
    until = f" {planned.ends:%a}" if planned.ends.date() != planned.begins.date() else ""
    return f"{span}{until} {planned.name}: {event.evidence or 'NOT SEEN'}"
