"""Who delivers: one holder at a time, for as long as it says so again and again.

Each time the lease changes hands its fence grows. Whoever writes down what it does gives the fence under
which it began, and a transaction that checks it keeps the lease as it is until it ends: so nobody writes
under a lease that somebody else has by then, not even one who was frozen and has the lease again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, case, inspect, select, update

from bot.store.database import Reading, Transaction
from bot.store.rows import readable, whole
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


class Holding(NamedTuple):
    """What its holder, or NOBODY, wrote of a lease: another one after each renewal.

    By the holder's own clock it lasts until `until` (UTC); it lasts `seconds`, if its Paperboy said so.
    """

    name: str
    holder: str
    until: datetime
    seconds: float | None
    fence: int
    renewals: int


async def holdings(view: Reading, name: str | None = None) -> Sequence[Holding]:
    """All leases, or the one of that name, be they run out or not."""
    query = select(*(leases.c[field] for field in Holding._fields)).order_by(leases.c.name)
    if name is not None:
        query = query.where(leases.c.name == name)
    rows = (await view.connection.execute(query)).all()
    return readable(rows, lambda row: Holding(*whole(tuple(row))), "lease", "name")


async def holder(view: Reading, now: datetime, name: str = DELIVERY) -> str | None:
    """Who holds the lease now (UTC), if its clock and ours agree: good for telling people."""
    query = select(leases.c.holder).where(leases.c.name == name, leases.c.until > now)
    return (await view.connection.execute(query)).scalar()


async def holders(view: Reading, now: datetime) -> dict[str, str]:
    """Who holds each lease now (UTC), by its name, if its clock and ours agree."""
    query = select(leases.c.name, leases.c.holder).where(leases.c.until > now).order_by(leases.c.name)
    return {row.name: row.holder for row in await view.connection.execute(query)}


async def hold(tx: Transaction, who: str, now: datetime, lasts: timedelta, name: str = DELIVERY) -> int:
    """Give `who` the lease until `now + lasts`, whoever had it; returns the fence."""
    await lock(tx, name)
    fence = case((leases.c.holder == who, leases.c.fence), else_=leases.c.fence + 1)
    changed = update(leases).where(leases.c.name == name)
    length = {"until": now + lasts, "seconds": lasts.total_seconds()}
    changed = changed.values(holder=who, fence=fence, renewals=leases.c.renewals + 1, **length)
    changed = changed.returning(leases.c.fence)
    return (await tx.connection.execute(changed)).scalar_one()


async def hold_unfenced(
    tx: Transaction, who: str, now: datetime, lasts: timedelta, name: str = DELIVERY
) -> None:
    """Give `who` the lease in a store of any version: good for keeping others from it, and for no claim."""
    row: dict[str, object] = {"name": name, "holder": who, "until": now + lasts}
    if await tx.connection.run_sync(_tells_seconds):
        row["seconds"] = lasts.total_seconds()
    await upsert(tx, leases, [row])


def _tells_seconds(connection: Connection) -> bool:
    return any(
        column["name"] == leases.c.seconds.name for column in inspect(connection).get_columns(leases.name)
    )


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
