"""Who delivers: one holder at a time, for as long as it says so again and again.

Each time the lease changes hands its fence grows. Whoever writes down what it does gives the fence under
which it began, and a transaction that checks it keeps the lease as it is until it ends: so nobody writes
under a lease that somebody else has by then, not even one who was frozen and has the lease again.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, case, select, update

from bot.store.database import Reading, Transaction
from bot.store.schema import leases
from bot.store.upsert import insert_missing, upsert

DELIVERY = "delivery"
NOBODY, _OVER = "", datetime(1970, 1, 1, tzinfo=UTC)
# Asked for each message, so it is put together once.
_FENCE = select(leases.c.fence).where(leases.c.name == bindparam("lease")).with_for_update(read=True)


async def lock(tx: Transaction, name: str = DELIVERY) -> None:
    """Let no other process look at the lease until this transaction ends."""
    blank = {"name": name, "holder": NOBODY, "until": _OVER, "fence": 0}
    await insert_missing(tx, leases, [blank])
    await tx.connection.execute(select(leases.c.name).where(leases.c.name == name).with_for_update())


async def holder(
    view: Reading, now: datetime, name: str = DELIVERY, *, longest: timedelta | None = None
) -> str | None:
    """Who holds the lease now (UTC); nobody if it lasts longer than the `longest` that is ever given, as it
    does for hours once a clock was set back.
    """
    query = select(leases.c.holder).where(leases.c.name == name, leases.c.until > now)
    if longest is not None:
        query = query.where(leases.c.until <= now + longest)
    return (await view.connection.execute(query)).scalar()


async def holders(view: Reading, now: datetime) -> dict[str, str]:
    """Who holds each lease now (UTC), by its name."""
    query = select(leases.c.name, leases.c.holder).where(leases.c.until > now).order_by(leases.c.name)
    return {row.name: row.holder for row in await view.connection.execute(query)}


async def hold(tx: Transaction, who: str, now: datetime, lasts: timedelta, name: str = DELIVERY) -> int:
    """Give `who` the lease until `now + lasts`, whoever had it; returns the fence."""
    await lock(tx, name)
    fence = case((leases.c.holder == who, leases.c.fence), else_=leases.c.fence + 1)
    changed = update(leases).where(leases.c.name == name)
    changed = changed.values(holder=who, until=now + lasts, fence=fence).returning(leases.c.fence)
    return (await tx.connection.execute(changed)).scalar_one()


async def hold_unfenced(
    tx: Transaction, who: str, now: datetime, lasts: timedelta, name: str = DELIVERY
) -> None:
    """Give `who` the lease in a store of any version: good for keeping others from it, and for no claim."""
    await upsert(tx, leases, [{"name": name, "holder": who, "until": now + lasts}])


async def release(tx: Transaction, who: str, name: str = DELIVERY) -> None:
    """Give the lease back, if `who` holds it."""
    lease = update(leases).where(leases.c.name == name, leases.c.holder == who)
    await tx.connection.execute(lease.values(holder=NOBODY, until=_OVER))


async def begin_anew(tx: Transaction, now: datetime, name: str = DELIVERY) -> None:
    """Give the lease to nobody, and let no fence be current again that another store gave before `now`: it
    changed hands less often than once a second.
    """
    await lock(tx, name)
    begun = update(leases).where(leases.c.name == name)
    await tx.connection.execute(begun.values(holder=NOBODY, until=_OVER, fence=int(now.timestamp())))


async def is_current(tx: Transaction, fence: int, name: str = DELIVERY) -> bool:
    """Whether nobody took the lease since `fence`, be it run out or not; so it stays until `tx` ends."""
    return (await tx.connection.execute(_FENCE, {"lease": name})).scalar() == fence
