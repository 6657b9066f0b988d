"""How many papers of each week fit some keywords: the index finds candidates, the matcher of alerts decides.

::

    typed keywords → index → candidates with their days → what they say of it → a count for each week
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from bot import due
from bot.errors import UserError
from bot.lookup.materials import Material, materials
from bot.lookup.search_query import index_query
from bot.matching.clauses import refuse_operators
from bot.matching.extract import extract, forms_asked_for
from bot.matching.fit import fits
from bot.matching.grammar import Keyword, canonical, parse_keyword
from bot.models import EditionState, SearchQuery, Trend, TrendLine
from bot.models.clock import Clock
from bot.settings import ScheduleSettings
from bot.store import Store, alerts, editions, fulltext
from bot.texts.foreign import single_line

MOST_KEYWORDS, MOST_WEEKS = 5, 100
WEEK = timedelta(days=7)
_BATCH = 100  # papers read at a time, for which the event loop waits
_BETWEEN = ";"

FirstDays = dict[str, date]  # by paper id


@dataclass(frozen=True)
class Trends:
    """Trends over the stored papers. One is counted at a time, since it keeps a processor busy."""

    store: Store
    schedule: ScheduleSettings
    clock: Clock
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def person_keywords(self, user_id: int) -> tuple[str, ...]:
        """The person's own keywords, as many of the first as a trend takes."""
        async with self.store.reading() as view:
            person_alerts = await alerts.of_user(view, user_id)
        readable = [alert.keyword for alert in person_alerts if alert.keyword_id is not None]
        return tuple(readable[:MOST_KEYWORDS])

    async def trend(self, keywords: Sequence[str], weeks: int) -> Trend:
        """The papers of each of the last weeks that fit each keyword, up to the last finished day.

        KeywordError for a keyword that cannot be read.
        """
        last_day = due.finished_day(self.clock(), self.schedule.day_ends)
        mondays = _mondays(last_day, weeks)
        parsed = [parse_keyword(keyword) for keyword in keywords]
        async with self.store.reading() as view:
            states = (await editions.states_since(view, mondays[0])).values()
        listed = {state.day for state in states if state.papers and mondays[0] <= state.day <= last_day}
        async with self._turn:
            days = await self._fitting(parsed, mondays[0])
        return Trend(
            mondays=mondays,
            lines=tuple(_line(keyword.text, days[keyword], mondays, listed) for keyword in parsed),
            missing_days=_missing_days(mondays[0], last_day, states),
            is_running=last_day < mondays[-1] + WEEK - due.DAY,
        )

    async def _fitting(self, keywords: Sequence[Keyword], since: date) -> Mapping[Keyword, FirstDays]:
        """The papers first listed since then that fit each keyword."""
        candidates: dict[Keyword, FirstDays] = {}
        for keyword in keywords:
            async with self.store.reading() as view:
                asked = index_query(SearchQuery(words=keyword.text))
                candidates[keyword] = dict(await fulltext.listed_since(view, asked, since))
        ids = iter({paper_id for days in candidates.values() for paper_id in days})
        while batch := list(islice(ids, _BATCH)):
            async with self.store.reading() as view:
                stored = await materials(view, batch)
            await asyncio.to_thread(_drop_unfit, candidates, batch, stored)
        return candidates


def read_keywords(typed: str) -> tuple[str, ...]:
    """Up to five keywords, with “;” between them, each meaning once.

    KeywordError for one that cannot be read, UserError for none or too many.
    """
    by_meaning: dict[str, str] = {}
    for keyword in filter(None, map(single_line, typed.split(_BETWEEN))):
        refuse_operators(keyword)
        by_meaning.setdefault(canonical(parse_keyword(keyword)), keyword)
    if not by_meaning:
        raise UserError("trends-no-keyword")
    if len(by_meaning) > MOST_KEYWORDS:
        raise UserError("trends-too-many", most=MOST_KEYWORDS)
    return tuple(by_meaning.values())


def _drop_unfit(
    candidates: Mapping[Keyword, FirstDays], batch: Sequence[str], stored: Mapping[str, Material]
) -> None:
    """Leave of the batch what fits; what cannot be read fits nothing."""
    forms = forms_asked_for(candidates)
    for paper_id in batch:
        document = extract(*stored[paper_id], forms) if paper_id in stored else None
        for keyword, days in candidates.items():
            if document is None or not fits(keyword, document):
                days.pop(paper_id, None)


def _mondays(last_day: date, weeks: int) -> tuple[date, ...]:
    """The Mondays of so many weeks up to that of the day, oldest first."""
    last = _monday(last_day)
    return tuple(last - WEEK * number for number in reversed(range(weeks)))


def _monday(day: date) -> date:
    return day - due.DAY * day.weekday()


def _line(keyword: str, days: FirstDays, mondays: Sequence[date], listed: set[date]) -> TrendLine:
    counts = Counter(map(_monday, days.values()))
    listed_weeks = set(map(_monday, listed))
    return TrendLine(
        keyword=keyword,
        counts=tuple(counts[monday] if monday in listed_weeks else None for monday in mondays),
    )


def _missing_days(first: date, last: date, states: Iterable[EditionState]) -> int:
    """The weekdays of which the store knows no list, and not that there is none."""
    answered = {state.day for state in states if state.papers or (state.finished and state.fetched_at)}
    span = (first + due.DAY * number for number in range((last - first).days + 1))
    return sum(day.weekday() < due.SATURDAY and day not in answered for day in span)
