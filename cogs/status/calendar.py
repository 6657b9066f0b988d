"""The last days of one subscription as a calendar that a phone can show: a sign for each day, week by week,
and words for each day that needs some. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from discord.utils import format_dt

from bot import due
from bot.digests.overview import SubscriptionOverview
from bot.digests.status import ChannelDay, DayVerdict
from bot.models import Language, Publication
from bot.rendering.escape import escape_within
from bot.texts import say, say_weekday
from cogs.channels.text import heading, suspended_line

REASON = 100  # UTF-16 units shown of what Discord or the source said
_SIGNS = {
    DayVerdict.POSTED: "✅",
    DayVerdict.LATE: "🕒",
    DayVerdict.DUE: "🔜",
    DayVerdict.EMPTY: "⚪",
    DayVerdict.FILTERED: "🔍",
    DayVerdict.MERGED: "🔗",
    DayVerdict.SKIPPED: "⏭️",
    DayVerdict.FAILED: "❌",
    DayVerdict.PAUSED: "⏸️",
    DayVerdict.UNCONFIRMED: "❔",
    DayVerdict.BEFORE: "▫️",
}
_NAMES = {
    DayVerdict.POSTED: "calendar-posted",
    DayVerdict.LATE: "calendar-late",
    DayVerdict.DUE: "calendar-due",
    DayVerdict.EMPTY: "calendar-empty",
    DayVerdict.FILTERED: "calendar-filtered",
    DayVerdict.MERGED: "calendar-merged",
    DayVerdict.SKIPPED: "calendar-skipped",
    DayVerdict.FAILED: "calendar-failed",
    DayVerdict.PAUSED: "calendar-paused",
    DayVerdict.UNCONFIRMED: "calendar-unconfirmed",
    DayVerdict.BEFORE: "calendar-before",
}
_OUTSIDE = _SIGNS[DayVerdict.BEFORE]  # also a weekday of the first or last week that is none of the days
# What admins in Discord can do about it, where the command line says what its operator can.
_WHYS = {
    "status-why-skipped": "calendar-why-skipped",
    "status-why-not-fetched": "calendar-not-fetched",
    "status-why-not-planned": "calendar-not-planned",
    "status-why-paused": "calendar-why-paused",
}
_PLAIN = {None, "status-why-weekend", "status-why-before", "status-why-due"}  # the sign says it all


def calendar(overview: SubscriptionOverview, language: Language) -> list[str]:
    """The lines of one subscription."""
    subscription, days = overview.subscription, overview.days
    lines = [heading(subscription)]
    if not days:
        zone = escape_within(subscription.settings.zone, REASON)
        return [*lines, say(language, "channels-unknown-zone", zone=zone)]
    if subscription.suspended_at:
        lines.append(suspended_line(subscription, language))
    return [
        *lines,
        *_weeks(days, language),
        _legend(days, language),
        *_explanations(days, language),
        *_unpublished(overview.unpublished, language),
    ]


def _unpublished(publications: Sequence[Publication], language: Language) -> list[str]:
    """A line for each reason for which posts were not published, with the days, newest first."""
    days_by_reason: dict[str, list[date]] = {}
    for publication in publications:
        days_by_reason.setdefault(publication.reason or "?", []).append(publication.day)
    return [
        say(
            language,
            "calendar-unpublished",
            days=_span(days, language),
            reason=escape_within(reason, REASON),
        )
        for reason, days in days_by_reason.items()
    ]


def _weeks(days: Sequence[ChannelDay], language: Language) -> list[str]:
    """A line for each calendar week, Monday first, so that weekdays stand below each other; from the first
    week on in which the subscription was there.
    """
    signs = {line.day: _SIGNS[line.verdict] for line in days}
    first = next((line.day for line in days if line.verdict is not DayVerdict.BEFORE), days[-1].day)
    monday = first - first.weekday() * due.DAY
    weeks: list[str] = []
    while monday <= days[-1].day:
        week = [signs.get(monday + number * due.DAY, _OUTSIDE) for number in range(7)]
        weeks.append(" ".join([*week, say(language, "calendar-week", monday=_short(monday))]))
        monday += 7 * due.DAY
    return weeks


def _legend(days: Sequence[ChannelDay], language: Language) -> str:
    counts = Counter(line.verdict for line in days)
    return " · ".join(
        f"{_SIGNS[verdict]} {say(language, _NAMES[verdict])} {counts[verdict]}"
        for verdict in DayVerdict
        if counts[verdict]
    )


def _explanations(days: Sequence[ChannelDay], language: Language) -> list[str]:
    """A line for each run of days of which the same is told, newest first."""
    explained = [line for line in reversed(days) if line.why not in _PLAIN]
    runs = groupby(explained, key=lambda line: (_SIGNS[line.verdict], explanation(line, language)))
    return [f"{sign} {_span([line.day for line in run], language)}: {words}" for (sign, words), run in runs]


def explanation(line: ChannelDay, language: Language) -> str:
    """Why, in a sentence; of a day that was posted on time that it was."""
    if line.why is None:
        return say(language, "calendar-posted")
    return say(
        language,
        _WHYS.get(line.why, line.why),
        due=format_dt(line.due_at, "f"),
        since=_stamp(line.since),
        next=_stamp(line.next_attempt_at),
        reason=escape_within(line.reason or "?", REASON),
    )


def _stamp(moment: datetime | None) -> str:
    return format_dt(moment, "f") if moment else "?"


def _span(newest_first: Sequence[date], language: Language) -> str:
    ends = dict.fromkeys((newest_first[-1], newest_first[0]))
    return " – ".join(f"{_short(day)} ({say_weekday(language, day)})" for day in ends)


def _short(day: date) -> str:
    return f"{day.month}/{day.day}"
