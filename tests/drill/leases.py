"""The leases of the processes, seen and moved from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Interval, NullPool, literal, select, update
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.leases import DELIVERY
from bot.store.schema import leases


@dataclass(frozen=True)
class Leases:
    """Those in the database at this address."""

    url: str

    async def leader(self, pids: Collection[int]) -> int | None:
        """Which of these processes took the lease on sending last."""
        query = select(leases.c.holder).where(leases.c.name == DELIVERY)
        with suppress(Exception):  # as in `leap`
            async with create_async_engine(self.url, poolclass=NullPool).connect() as connection:
                pid = _pid((await connection.execute(query)).scalar() or "")
                return pid if pid in pids else None
        return None

    async def leap(self, leap: Callable[[], timedelta], pids: Collection[int]) -> None:
        """Leap, and let these processes have kept their leases all the while, as they would have; of a
        database that is away all run out.
        """
        engine, passed = create_async_engine(self.url, poolclass=NullPool), None
        try:
            async with engine.begin() as connection:
                rows = await connection.execute(select(leases.c.name, leases.c.holder).with_for_update())
                names = [name for name, holder in rows if _pid(holder) in pids]
                passed = leap()
                later = leases.c.until + literal(passed, Interval())
                await connection.execute(update(leases).where(leases.c.name.in_(names)).values(until=later))
        except Exception:  # asyncpg has errors of its own for a database that just comes back
            if passed is None:
                leap()


def _pid(holder: str) -> int:
    """Of a holder's name: host, process and more."""
    parts = holder.rsplit(":", 4)
    return int(parts[1]) if len(parts) > 1 else 0
