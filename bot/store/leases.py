"""Who delivers: one holder at a time, for as long as it says so again and again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.store.database import Reading, Transaction
from bot.store.schema import leases
from bot.store.upsert import upsert

DELIVERY = "delivery"


async def holder(view: Reading, now: datetime, name: str = DELIVERY) -> str | None:
    """Who holds the lease now (UTC)."""
    query = select(leases.c.holder).where(leases.c.name == name, leases.c.until > now)
    return (await view.connection.execute(query)).scalar()


async def hold(tx: Transaction, who: str, now: datetime, lasts: timedelta, name: str = DELIVERY) -> None:
    """Give `who` the lease until `now + lasts`, whoever had it."""
    await upsert(tx, leases, [{"name": name, "holder": who, "until": now + lasts}])


async def release(tx: Transaction, who: str, name: str = DELIVERY) -> None:
    """Give the lease back, if `who` holds it."""
    await tx.connection.execute(leases.delete().where(leases.c.name == name, leases.c.holder == who))


async def is_taken_by(view: Reading, who: str, name: str = DELIVERY) -> bool:
    """Whether `who` was the last to take the lease, be it run out or not."""
    query = select(leases.c.holder).where(leases.c.name == name)
    return (await view.connection.execute(query)).scalar() == who
