"""Who had their data erased, so that a backup that is put back is erased of them again.

No id stands there but a fingerprint, which takes a millisecond to make: whoever has an id can look for it,
and nobody can try all ids to read them off. A dump of PostgreSQL's leaves the table out, so that it outlives
a restore; in a fresh database it is not there until somebody is remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import scrypt

from sqlalchemy import delete, inspect, select

from bot.store.database import Reading, Transaction
from bot.store.rows import readable, readable_or_none, whole
from bot.store.schema import erasures
from bot.store.upsert import upsert

_SALT = b"Paperboy: erased"


def fingerprint(user_id: int) -> str:
    """What stands for a person of whom nothing else is stored."""
    return scrypt(str(user_id).encode(), salt=_SALT, n=2**8, r=8, p=1, dklen=32).hex()


async def of_person(view: Reading, user_id: int) -> datetime | None:
    """When (UTC) somebody had their data erased last; None if that is not remembered."""
    if not await _are_remembered(view):
        return None
    query = select(erasures.c.erased_at).where(erasures.c.fingerprint == fingerprint(user_id))
    return readable_or_none((await view.connection.execute(query)).scalar())


async def every(view: Reading) -> dict[str, datetime] | None:
    """When (UTC) who had their data erased last, by fingerprint; None if this store remembers nobody."""
    if not await _are_remembered(view):
        return None
    result = await view.connection.execute(select(erasures.c.fingerprint, erasures.c.erased_at))
    rows = readable(result, lambda row: (whole(row).fingerprint, row.erased_at), "erasure", "fingerprint")
    return dict(rows)


async def remember(tx: Transaction, moments: Mapping[str, datetime]) -> None:
    """Remember these (UTC, by fingerprint), and make the table if it is missing."""
    await tx.connection.run_sync(erasures.create, checkfirst=True)
    rows = [{"fingerprint": key, "erased_at": moment} for key, moment in moments.items()]
    await upsert(tx, erasures, rows)


async def forget(tx: Transaction, before: datetime) -> None:
    """Forget those of an earlier time."""
    if await _are_remembered(tx):
        await tx.connection.execute(delete(erasures).where(erasures.c.erased_at < before))


async def _are_remembered(view: Reading) -> bool:
    names = await view.connection.run_sync(lambda connection: inspect(connection).get_table_names())
    return erasures.name in names
