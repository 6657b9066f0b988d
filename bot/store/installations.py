"""Who uses the bot by an installation for themselves; nothing tells when they uninstall it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, select

from bot.store.database import Reading, Transaction
from bot.store.schema import installations, people
from bot.store.upsert import upsert


async def use(tx: Transaction, user_id: int, day: date) -> None:
    """Remember the day (UTC) on which somebody used theirs last."""
    await upsert(tx, installations, [{"user_id": user_id, "last_used_on": day}], key="user_id")


async def last_use(view: Reading, user_id: int) -> date | None:
    """The day (UTC) on which somebody used theirs last; None if they have none."""
    query = select(installations.c.last_used_on).where(installations.c.user_id == user_id)
    return (await view.connection.execute(query)).scalar()


async def unused(view: Reading, day: date) -> list[int]:
    """Whose installation was used last on that day (UTC) or before, but for readers whom DMs still reach."""
    reached = (people.c.user_id == installations.c.user_id) & people.c.unreachable_since.is_(None)
    query = select(installations.c.user_id).where(
        installations.c.last_used_on <= day, ~exists().where(reached)
    )
    return list((await view.connection.execute(query)).scalars())
