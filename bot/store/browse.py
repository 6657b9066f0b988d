"""Papers and days to leaf through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, type_coerce

from bot.models import Entry, Results
from bot.store.database import Reading
from bot.store.rows import readable, whole
from bot.store.schema import Day, editions, listings, papers

_newest = select(func.max(listings.c.day)).where(listings.c.paper_id == papers.c.id).scalar_subquery()
# The newest day that lists a paper; of one that was only looked up, the day of its publication (UTC).
day_of_paper: ColumnElement[date] = type_coerce(func.coalesce(_newest, func.date(papers.c.published_at)), Day)


async def entries(view: Reading, query: Select[*tuple[Any, ...]]) -> tuple[Entry, ...]:
    """The rows of a query for id, title, votes and day."""
    rows = await view.connection.execute(query)
    return tuple(readable(rows, _entry, "paper", "id"))


async def named(view: Reading, paper_ids: Sequence[str]) -> tuple[Entry, ...]:
    """Those of these papers that are stored, in this order."""
    query = select(papers.c.id, papers.c.title, papers.c.votes, day_of_paper.label("day"))
    stored = {entry.paper_id: entry for entry in await entries(view, query.where(papers.c.id.in_(paper_ids)))}
    return tuple(stored[paper_id] for paper_id in paper_ids if paper_id in stored)


async def most_voted(view: Reading, first: date, last: date, *, start: int, most: int) -> Results:
    """The papers that a day from `first` to `last` lists, most votes first, from the number `start` (from 0)
    on. Votes are as last fetched, the day is the newest in that span, and equal votes stand as on that day.
    """
    here = listings.c.day.between(first, last)
    total = select(func.count(listings.c.paper_id.distinct())).where(here)
    newest = select(listings.c.paper_id, func.max(listings.c.day).label("day")).where(here)
    newest = newest.group_by(listings.c.paper_id).subquery()
    place = and_(listings.c.paper_id == newest.c.paper_id, listings.c.day == newest.c.day)
    query = (
        select(papers.c.id, papers.c.title, papers.c.votes, newest.c.day)
        .join(newest, newest.c.paper_id == papers.c.id)
        .join(listings, place)
        .order_by(papers.c.votes.desc(), newest.c.day.desc(), listings.c.rank)
    )
    page = await entries(view, query.limit(most).offset(start))
    return Results(entries=page, total=(await view.connection.execute(total)).scalar_one())


async def days_with_papers(view: Reading) -> Sequence[tuple[date, int]]:
    """The stored days that list papers and how many, newest first."""
    query = select(editions.c.day, editions.c.papers).where(editions.c.papers > 0)
    rows = await view.connection.execute(query.order_by(editions.c.day.desc()))
    return [(row.day, row.papers) for row in readable(rows, whole, "day", "day")]


async def empty_days(view: Reading) -> set[date]:
    """The stored days that are finished and list nothing."""
    query = select(editions.c.day).where(editions.c.papers == 0, editions.c.finished)
    return {row.day for row in readable(await view.connection.execute(query), whole, "day", "day")}


def _entry(row: Row[*tuple[Any, ...]]) -> Entry:
    return Entry(paper_id=row.id, title=row.title, votes=row.votes, day=row.day)
