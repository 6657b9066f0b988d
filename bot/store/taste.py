"""What says what a person likes: saved and refused papers, each seen by that person alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Table, delete, select

from bot.store.database import Reading, Transaction
from bot.store.schema import daily_for_you, refused, saved
from bot.store.upsert import insert_missing


class Marks(NamedTuple):
    """Ids of papers that a person saved, and that they refused."""

    saved: frozenset[str]
    refused: frozenset[str]


async def last_saved(view: Reading, user_id: int, most: int) -> list[str]:
    """The ids of the papers that the person saved last, up to `most`, newest first."""
    return await _newest(view, saved, "saved_at", user_id, most)


async def last_refused(view: Reading, user_id: int, most: int) -> list[str]:
    """The ids of the papers that the person refused last, up to `most`, newest first."""
    return await _newest(view, refused, "refused_at", user_id, most)


async def marks(view: Reading, user_id: int, paper_ids: Collection[str]) -> Marks:
    """Which of these papers the person saved, and which refused."""
    sets = [await _of(view, table, user_id, paper_ids) for table in (saved, refused)]
    return Marks(*sets)


async def refuse(tx: Transaction, user_id: int, paper_id: str, now: datetime) -> bool:
    """Remember that the person wants less like a stored paper; False if that is known."""
    row = {"user_id": user_id, "paper_id": paper_id, "refused_at": now}
    return await insert_missing(tx, refused, [row]) > 0


async def take_back(tx: Transaction, user_id: int, paper_id: str) -> bool:
    """Forget that the person refused the paper; whether it was refused."""
    tx.erase_traces()
    entry = (refused.c.user_id == user_id) & (refused.c.paper_id == paper_id)
    return (await tx.connection.execute(delete(refused).where(entry))).rowcount > 0


async def want_daily(tx: Transaction, user_id: int, now: datetime) -> None:
    """From now on the person's DM has papers ranked for them, too."""
    await insert_missing(tx, daily_for_you, [{"user_id": user_id, "since": now}])


async def want_no_daily(tx: Transaction, user_id: int) -> None:
    """The person's DM has keywords' papers only."""
    await tx.connection.execute(delete(daily_for_you).where(daily_for_you.c.user_id == user_id))


async def wants_daily(view: Reading, user_id: int) -> bool:
    """Whether the person's DM has papers ranked for them."""
    query = select(daily_for_you.c.user_id).where(daily_for_you.c.user_id == user_id)
    return (await view.connection.execute(query)).first() is not None


async def _of(view: Reading, table: Table, user_id: int, paper_ids: Collection[str]) -> frozenset[str]:
    query = select(table.c.paper_id).where(table.c.user_id == user_id, table.c.paper_id.in_(paper_ids))
    return frozenset((await view.connection.execute(query)).scalars())


async def _newest(view: Reading, table: Table, moment: str, user_id: int, most: int) -> list[str]:
    query = select(table.c.paper_id).where(table.c.user_id == user_id)
    query = query.order_by(table.c[moment].desc(), table.c.paper_id).limit(most)
    return list((await view.connection.execute(query)).scalars())
