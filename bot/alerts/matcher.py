"""Holding all keywords against each finished day, once: a pass over the papers, not over the people."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot import due
from bot.alerts.day_papers import DayPaper, of_day
from bot.alerts.keywords import renew
from bot.apart import apart
from bot.matching.fit import Document, fits
from bot.matching.grammar import Keyword, from_canonical
from bot.matching.index import asks_for_more
from bot.settings import ScheduleSettings
from bot.store import Reading, Store, editions, hits, keywords
from bot.store.hits import PaperHits
from bot.store.keywords import Candidate

log = logging.getLogger(__name__)

_CACHED_KEYWORDS = 4_096  # keywords kept as read: the same ones come with many papers

Reader = Callable[[str], Keyword]


async def match_days(store: Store, schedule: ScheduleSettings, now: datetime) -> int:
    """Match the finished days within the look-back that were not matched yet; how many that were.

    Each day's hits are kept at once, so that it can be broken off and goes on with the day.
    """
    await renew(store)
    async with store.reading() as view:
        days = await unmatched(view, schedule, now)
    for day in days:
        with apart(f"matching {day}"):
            await match_day(store, day, now)
    return len(days)


async def match_day(store: Store, day: date, now: datetime) -> int:
    """Hold all keywords against a stored day; how many hits there are."""
    # In one transaction: a keyword forgotten in between would leave its id to the next one that is saved.
    async with store.transaction() as tx:
        paper_hits = await _hits(tx, day)
        await hits.add(tx, paper_hits)
        await hits.mark_matched(tx, day, now)
    count = sum(len(hit.keyword_ids) for hit in paper_hits)
    log.info("%s: %d hits of keywords", day, count)
    return count


async def unmatched(view: Reading, schedule: ScheduleSettings, now: datetime) -> list[date]:
    """The finished days within the look-back that keywords are still to be held against."""
    newest = due.finished_day(now, schedule.day_ends)
    back = [newest - timedelta(days=n) for n in range(schedule.look_back_days)]
    done = await hits.matched(view, back)
    states = await editions.edition_states(view, back)
    return [state.day for state in states if state.finished and state.papers and state.day not in done]


async def _hits(view: Reading, day: date) -> list[PaperHits]:
    read = lru_cache(maxsize=_CACHED_KEYWORDS)(from_canonical)
    day_papers = await of_day(view, day)
    return [
        PaperHits(day, day_paper.paper.id, await _fitting(view, day_paper, read)) for day_paper in day_papers
    ]


async def _fitting(view: Reading, day_paper: DayPaper, read: Reader) -> list[int]:
    with apart(f"paper {day_paper.paper.id}"):
        document = day_paper.document()
        candidates = await keywords.with_keys(view, document.keys)
        return [candidate.id for candidate in candidates if _fits(candidate, document, read)]
    return []


def _fits(candidate: Candidate, document: Document, read: Reader) -> bool:
    with apart(f"keyword {candidate.id}"):
        return not asks_for_more(candidate.form) or fits(read(candidate.form), document)
    return False
