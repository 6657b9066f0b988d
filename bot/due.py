"""Which day is owed to whom, and when: pure, with the time handed in. All datetimes are aware.

An edition day is a UTC date. It is finished at `day_ends` UTC of that date, because the list fills until
the evening.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.models import WEEKDAYS, EditionState, Weekday

DAY = timedelta(days=1)
SATURDAY = 5
SETTLED_PAPERS = 3  # the smallest real list of a day that is over has 4
# The longest that two due times of a channel lie apart: a day of 25 hours, and some air.
LONGEST_WAIT = timedelta(hours=27)
# How long after a post its bullets may still be put in, where a channel wants that.
LATE = timedelta(hours=6)
# Discord puts a day's thread away after a day without a word, and nothing in it can be edited any more.
LAST_EDIT_IN_THREAD = timedelta(hours=23, minutes=30)
# How long before an edit the source may be asked for the votes that it is to show.
EDIT_LEAD = timedelta(minutes=10)


def end_of(day: date, day_ends: time) -> datetime:
    """When the day is finished (UTC)."""
    return datetime.combine(day, day_ends, UTC)


def next_end(now: datetime, day_ends: time) -> datetime:
    """When the next day is finished (UTC)."""
    return next_due(now, day_ends, ZoneInfo("UTC"))


def finished_day(now: datetime, day_ends: time) -> date:
    """The newest edition day that is finished."""
    today = now.astimezone(UTC).date()
    return today if now >= end_of(today, day_ends) else today - DAY


def is_finished(day: date, now: datetime, day_ends: time) -> bool:
    """Whether the day's list is full."""
    return now >= end_of(day, day_ends)


def due_at(local_day: date, due_time: time, zone: ZoneInfo) -> datetime:
    """The due time (UTC) of a local date: a time that a clock change skips comes that much later, one that
    comes twice counts the first time. So every local date has exactly one.
    """
    # fold=0 is both rules at once: PEP 495 reads a skipped time with the offset before the change.
    return datetime.combine(local_day, due_time, zone).astimezone(UTC)


def next_edit(
    posted_at: datetime, now: datetime, hours: Iterable[float], *, in_thread: bool
) -> datetime | None:
    """When a post is brought up to date next, so many `hours` after it (UTC); None: never again.

    What was missed is made up for once, by whoever comes after it.
    """
    ages = (timedelta(hours=number) for number in hours)
    moments = (posted_at + (min(age, LAST_EDIT_IN_THREAD) if in_thread else age) for age in ages)
    return min((moment for moment in moments if moment > now), default=None)


def next_due(
    after: datetime, due_time: time, zone: ZoneInfo, weekdays: Collection[Weekday] = WEEKDAYS
) -> datetime:
    """The first due time (UTC) later than `after`, on one of these local weekdays."""
    numbers, local_day = _numbers(weekdays), after.astimezone(zone).date() - DAY
    while (due := due_at(local_day, due_time, zone)) <= after or local_day.weekday() not in numbers:
        local_day += DAY
    return due


def last_due(
    until: datetime, due_time: time, zone: ZoneInfo, weekdays: Collection[Weekday] = WEEKDAYS
) -> datetime:
    """The last due time (UTC) not later than `until`, on one of these local weekdays."""
    numbers, local_day = _numbers(weekdays), until.astimezone(zone).date() + DAY
    while (due := due_at(local_day, due_time, zone)) > until or local_day.weekday() not in numbers:
        local_day -= DAY
    return due


def posting_of(
    day: date,
    due_time: time,
    zone: ZoneInfo,
    day_ends: time,
    weekdays: Collection[Weekday] = WEEKDAYS,
) -> datetime:
    """When the papers of an edition day are due (UTC): the first due time not before the day's end."""
    return next_due(end_of(day, day_ends) - timedelta(microseconds=1), due_time, zone, weekdays)


def _numbers(weekdays: Collection[Weekday]) -> set[int]:
    """As `date.weekday()` counts; ValueError for none, or for one that is no weekday."""
    if not weekdays:
        raise ValueError("no weekday to post on")
    return {WEEKDAYS.index(weekday) for weekday in weekdays}


def first_settled_day(now: datetime, due_time: time, zone: ZoneInfo, day_ends: time) -> date:
    """Where a new channel starts: it is owed nothing that was due before it came."""
    return finished_day(last_due(now, due_time, zone), day_ends)


def is_settled(edition: EditionState | None, day_ends: time) -> bool:
    """Whether nothing more can come of a day.

    A Monday to Friday that is empty or all but empty, or a day with a problem, counts only when it was still
    so a day after its end: more often than not such an answer is a hiccup of the source, and a day must not
    be lost to it.
    """
    if edition is None or not edition.finished or edition.fetched_at is None:
        return False
    if (edition.papers >= SETTLED_PAPERS or edition.day.weekday() >= SATURDAY) and not edition.problem:
        return True
    return edition.fetched_at >= end_of(edition.day, day_ends) + DAY


def are_fetched(
    settled_day: date, newest: date, editions: Mapping[date, EditionState], *, look_back: int
) -> bool:
    """Whether `newest` was fetched whole, and each day since `settled_day` too or its fetching failed."""
    first = max(settled_day, newest - look_back * DAY)
    days = [first + n * DAY for n in range(1, (newest - first).days + 1)]
    states = [editions.get(day) for day in [*days, newest]]
    tried = all(state is not None and (state.finished or state.problem) for state in states)
    return tried and states[-1] is not None and states[-1].finished


class Owed(NamedTuple):
    """What a channel's due time brings: posts and days to skip, oldest first, and where it then stands.

    A post is the days whose papers it ranks together, usually one.
    """

    post: list[tuple[date, ...]]
    skip: list[date]
    settled_day: date


def owed(
    settled_day: date,
    editions: Mapping[date, EditionState],
    *,
    handled: Collection[date],
    waiting: Collection[date],
    catch_up: int,
    look_back: int,
    day_ends: time,
    until: date = date.max,
    together: Callable[[date], object] = lambda day: day,
) -> Owed:
    """The finished, non-empty days after `settled_day` and up to `until` that the channel has no post of yet.

    Neighbours for which `together` gives the same make one post. Only the newest `catch_up` posts are made,
    counting the `handled` days that are still `waiting` for their first message, and none further back than
    `look_back` days. A day that could not be fetched yet holds back where the channel stands, but not the
    days after it. What counts is what the source answered, not the clock: a clock gone astray makes no
    channel miss a day.
    """
    newest = max((day for day, edition in editions.items() if edition.finished), default=settled_day)
    newest = min(newest, max(until, settled_day))
    floor = newest - look_back * DAY
    days = [settled_day + n * DAY for n in range(1, (newest - settled_day).days + 1)]
    new = [d for d in days if d not in handled and (e := editions.get(d)) and e.finished and e.papers]
    candidates = sorted([*waiting, *(day for day in new if day > floor)])
    posts = [tuple(days) for _, days in groupby(candidates, key=together)][-catch_up:]
    post_days = {day for post in posts for day in post}
    unsettled = (day for day in days if day > floor and not is_settled(editions.get(day), day_ends))
    return Owed(
        post=[days for post in posts if (days := tuple(day for day in post if day in new))],
        skip=sorted(day for day in {*new, *waiting} if day not in post_days),
        settled_day=max(settled_day, next(unsettled, newest + DAY) - DAY),
    )


def days_to_collect(
    now: datetime,
    editions: Mapping[date, EditionState],
    *,
    oldest: date,
    day_ends: time,
    every: timedelta,
) -> list[date]:
    """Which days to ask the source for now, newest first: the running day every `every`, and the finished
    days since `oldest` that are not settled (those that were never fetched whole at each call).
    """
    today = now.astimezone(UTC).date()
    days = [today - n * DAY for n in range(max((today - oldest).days, 0) + 1)]
    return [day for day in days if wants_asking(day, now, editions.get(day), day_ends, every)]


def wants_asking(
    day: date, now: datetime, edition: EditionState | None, day_ends: time, every: timedelta
) -> bool:
    """Whether the source may have more of the day by now than the store has."""
    if is_settled(edition, day_ends):
        return False
    if edition is None or edition.fetched_at is None:
        return True
    finished_since = is_finished(day, now, day_ends) and not edition.finished
    return finished_since or now - edition.fetched_at >= every
