"""The titles of all papers, for a reader who keeps up with them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from bot.store.database import Reading
from bot.store.rows import readable, whole
from bot.store.schema import papers


class StoredTitle(NamedTuple):
    """One paper's title and what ranks it; times are UTC."""

    paper_id: str
    title: str
    votes: int
    published_at: datetime | None
    fetched_at: datetime


async def titles_since(view: Reading, since: datetime | None) -> list[StoredTitle]:
    """The papers fetched at `since` (UTC) or later, oldest fetch first; without it, all of them."""
    columns = (papers.c.id, papers.c.title, papers.c.votes, papers.c.published_at, papers.c.fetched_at)
    query = select(*columns).order_by(papers.c.fetched_at)
    if since is not None:
        query = query.where(papers.c.fetched_at >= since)
    rows = await view.connection.execute(query)
    return readable(rows, lambda row: StoredTitle._make(whole(row)), "title of", "id")
