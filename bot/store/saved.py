"""The papers that people keep, each seen by that person alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select

from bot.models import Paper
from bot.store.database import Reading, Transaction
from bot.store.editions import papers_by_id
from bot.store.schema import saved
from bot.store.upsert import insert_missing


async def save(
    tx: Transaction, user_id: int, paper_id: str, now: datetime, guild_id: int | None = None
) -> bool:
    """Keep a stored paper, saved in this guild if in any; False if the person has it."""
    row = {"user_id": user_id, "paper_id": paper_id, "saved_at": now, "guild_id": guild_id}
    return await insert_missing(tx, saved, [row]) > 0


async def remove(tx: Transaction, user_id: int, paper_id: str) -> bool:
    """Take a paper off the person's list; whether it was there."""
    tx.erase_traces()
    entry = (saved.c.user_id == user_id) & (saved.c.paper_id == paper_id)
    return (await tx.connection.execute(delete(saved).where(entry))).rowcount > 0


async def saved_among(view: Reading, user_id: int, paper_ids: Collection[str]) -> set[str]:
    """Those of these papers that the person keeps."""
    query = select(saved.c.paper_id).where(saved.c.user_id == user_id, saved.c.paper_id.in_(paper_ids))
    return set((await view.connection.execute(query)).scalars())


async def count(view: Reading, user_id: int) -> int:
    """How many papers the person keeps."""
    query = select(func.count()).select_from(saved).where(saved.c.user_id == user_id)
    return (await view.connection.execute(query)).scalar_one()


async def of_user(view: Reading, user_id: int, *, first: int = 0, limit: int | None = None) -> list[Paper]:
    """The person's papers, saved last first: up to `limit` of them from number `first` (from 0) on."""
    query = select(saved.c.paper_id).where(saved.c.user_id == user_id)
    query = query.order_by(saved.c.saved_at.desc(), saved.c.paper_id).offset(first).limit(limit)
    ids = list((await view.connection.execute(query)).scalars())
    papers = await papers_by_id(view, ids)
    return [papers[paper_id] for paper_id in ids if paper_id in papers]
