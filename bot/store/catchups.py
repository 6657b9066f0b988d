"""Up to which edition day people have read, each known to that person alone."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from bot.store.database import Reading, Transaction
from bot.store.rows import readable_or_none
from bot.store.schema import catchups
from bot.store.upsert import upsert


async def read_until(view: Reading, user_id: int) -> date | None:
    """The last edition day (UTC) that the person has read; None if they never said so."""
    query = select(catchups.c.read_until).where(catchups.c.user_id == user_id)
    return readable_or_none((await view.connection.execute(query)).scalar())


async def set_read_until(tx: Transaction, user_id: int, day: date) -> None:
    """The person has read up to the day."""
    await upsert(tx, catchups, [{"user_id": user_id, "read_until": day}], key="user_id")
