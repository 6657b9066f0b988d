"""When each watched paper is looked at next, at each source."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import get_args

from sqlalchemy import delete, select, update

from bot.models import Look, LookSource, Paper
from bot.store.database import Reading, Transaction
from bot.store.rows import readable, whole
from bot.store.schema import looks, papers, watches
from bot.store.upsert import insert_missing


async def begin(tx: Transaction, paper_id: str, now: datetime) -> None:
    """Look at the paper from now on; one that is looked at already keeps its time."""
    rows = [
        {"source": source, "paper_id": paper_id, "next_at": now, "doubted": False}
        for source in get_args(LookSource)
    ]
    await insert_missing(tx, looks, rows)


async def due(view: Reading, source: LookSource, now: datetime, limit: int) -> list[Look]:
    """Up to `limit` looks that are due at the source, longest due first."""
    query = (
        select(looks.c.paper_id, papers.c.published_at, looks.c.doubted)
        .join(papers, papers.c.id == looks.c.paper_id)
        .where(looks.c.source == source, looks.c.next_at <= now)
        .order_by(looks.c.next_at, looks.c.paper_id)
        .limit(limit)
    )
    rows = await view.connection.execute(query)
    return readable(rows, lambda row: Look._make(whole(row)), "look at paper", "paper_id")


async def put_off(
    tx: Transaction, source: LookSource, paper_id: str, until: datetime, *, doubted: bool = False
) -> None:
    """Look at the paper again then; `doubted` says whether what was seen now is not believed."""
    here = (looks.c.source == source) & (looks.c.paper_id == paper_id)
    await tx.connection.execute(update(looks).where(here).values(next_at=until, doubted=doubted))


async def keep_page(tx: Transaction, paper: Paper) -> None:
    """Keep the votes and links of a stored paper as its page has them now; the rest of it stays."""
    values = paper.model_dump(include={"votes", "code_url", "code_stars", "project_url"})
    await tx.connection.execute(update(papers).where(papers.c.id == paper.id).values(**values))


async def forget_unwatched(tx: Transaction, paper_ids: Collection[str]) -> None:
    """Look no more at those of these papers that nobody watches."""
    watched = select(watches.c.paper_id).where(watches.c.paper_id.in_(paper_ids))
    unwatched = looks.c.paper_id.in_(paper_ids) & looks.c.paper_id.not_in(watched)
    await tx.connection.execute(delete(looks).where(unwatched))
