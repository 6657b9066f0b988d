"""Answers of the source that were not believed, by day. Notes: there are few, and they come and go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from statistics import median

from sqlalchemy import delete, func, select

from bot.models import Doubt
from bot.store.database import Reading, Transaction
from bot.store.key_values import note, set_note
from bot.store.rows import readable
from bot.store.schema import editions, listings, notes

_DAY, _MONTH = timedelta(days=1), timedelta(days=30)
_USUAL_DAYS = 5  # that must be known before anything is called usual


async def doubt_of(view: Reading, day: date) -> Doubt | None:
    """What of the day is doubted."""
    text = await note(view, _key(day))
    return _doubt(text) if text else None


async def doubts_of(view: Reading, days: Collection[date]) -> dict[date, Doubt]:
    """What of these days is doubted."""
    keys = {_key(day): day for day in days}
    rows = await view.connection.execute(select(notes).where(notes.c.key.in_(keys)))
    return dict(readable(rows, lambda row: (keys[row.key], _doubt(row.value)), "note", "key"))


async def save_doubt(tx: Transaction, day: date, doubt: Doubt) -> None:
    """Keep it, replacing the day's earlier one."""
    await set_note(tx, _key(day), doubt.model_dump_json())


async def forget_doubt(tx: Transaction, day: date) -> None:
    """The day is believed."""
    await tx.connection.execute(delete(notes).where(notes.c.key == _key(day)))


async def listed_elsewhere(view: Reading, day: date, paper_ids: Collection[str]) -> int:
    """How many of the papers one other day lists: the day that lists most of them."""
    count = func.count().label("papers")
    query = select(count).where(listings.c.paper_id.in_(paper_ids), listings.c.day != day)
    rows = await view.connection.execute(query.group_by(listings.c.day).order_by(count.desc()).limit(1))
    return rows.scalar() or 0


async def usual_papers(view: Reading, day: date) -> int | None:
    """How many papers the finished days of the month before the day have; None if too few are known."""
    query = select(editions.c.papers).where(
        editions.c.finished, editions.c.papers > 0, editions.c.day.between(day - _MONTH, day - _DAY)
    )
    counts = (await view.connection.execute(query)).scalars().all()
    return int(median(counts)) if len(counts) >= _USUAL_DAYS else None


def _doubt(text: str) -> Doubt:
    return Doubt.model_validate_json(text)


def _key(day: date) -> str:
    return f"doubt of {day}"
