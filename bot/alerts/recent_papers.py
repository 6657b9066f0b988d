"""The papers of the last days, ready to be held against any keyword: read once for all who try one.

Making a paper ready takes some milliseconds, and there are a thousand; a look at each then takes some
microseconds. Between two of them others are served.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from weakref import WeakKeyDictionary

from bot import due
from bot.alerts.day_papers import DayPaper, of_day
from bot.matching.fit import Sayings, fits, sayings
from bot.matching.grammar import Keyword
from bot.pace import Pace
from bot.settings import ScheduleSettings
from bot.store import Store, editions
from bot.store.editions import Fingerprint

BACKTEST_DAYS = 30


class ReadyPaper(NamedTuple):
    """A paper of a day, and what it says."""

    day_paper: DayPaper
    sayings: Sayings


@dataclass
class _Days:
    """What is ready of one store; whoever comes while it is being made ready waits for that."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    prints: dict[date, Fingerprint] = field(default_factory=dict[date, Fingerprint])
    ready: dict[date, list[ReadyPaper]] = field(default_factory=dict[date, list[ReadyPaper]])


_days_of: WeakKeyDictionary[Store, _Days] = WeakKeyDictionary()


async def recent_papers(store: Store, schedule: ScheduleSettings, now: datetime) -> list[ReadyPaper]:
    """The papers of the finished days of the last 30, newest day first, as the store has them now."""
    newest = due.finished_day(now, schedule.day_ends)
    days = [newest - n * due.DAY for n in range(BACKTEST_DAYS)]
    cached = _days_of.setdefault(store, _Days())
    async with cached.lock:
        async with store.reading() as view:
            prints = await editions.fingerprints(view, days)
        for day in cached.prints.keys() - prints.keys():
            del cached.prints[day], cached.ready[day]
        for day, fingerprint in prints.items():
            if cached.prints.get(day) != fingerprint:
                cached.ready[day] = await _ready(store, day, cached.ready.get(day, ()))
                cached.prints[day] = fingerprint
        return [paper for day in sorted(prints, reverse=True) for paper in cached.ready[day]]


async def _ready(store: Store, day: date, earlier: Iterable[ReadyPaper]) -> list[ReadyPaper]:
    ready_papers = {paper.day_paper: paper for paper in earlier}
    async with store.reading() as view:
        day_papers = await of_day(view, day)
    pace, papers = Pace(), list[ReadyPaper]()
    for day_paper in day_papers:
        ready = ready_papers.get(day_paper)
        papers.append(ready or ReadyPaper(day_paper, sayings(day_paper.paper, day_paper.bullets)))
        await pace.rest()
    return papers


async def fitting(keyword: Keyword, papers: Iterable[ReadyPaper]) -> list[DayPaper]:
    """The papers that fit, each once."""
    pace, fitting_papers = Pace(), dict[str, DayPaper]()
    for ready in papers:
        if ready.day_paper.paper.id not in fitting_papers and fits(keyword, ready.sayings):
            fitting_papers[ready.day_paper.paper.id] = ready.day_paper
        await pace.rest()
    return list(fitting_papers.values())
