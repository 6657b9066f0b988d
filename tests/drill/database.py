"""The bot's database, seen from outside: who leads, what waits; and its leases, which are moved by leaps."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Executable, Interval, NullPool, literal, select, text, update
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.leases import DELIVERY
from bot.store.schema import leases

T = TypeVar("T")

# Both are indexed for the bot's own look.
_EDITS_READY = text(
    "SELECT (SELECT count(*) FROM deliveries WHERE next_edit_at <= :now)"
    " + (SELECT count(*) FROM edits WHERE next_attempt_at <= :now)"
)


@dataclass(frozen=True)
class Database:
    """The one at this address."""

    url: str

    async def leader(self, pids: Collection[int]) -> int | None:
        """Which of these processes took the lease on sending last."""
        holder = await self._answer(select(leases.c.holder).where(leases.c.name == DELIVERY), "")
        return pid if (pid := _pid(holder)) in pids else None

    async def edits_ready(self, now: datetime) -> int:
        """How many edits could be made, or planned, now (UTC)."""
        return await self._answer(_EDITS_READY.bindparams(now=now.replace(tzinfo=None)), 0)

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

    async def _answer(self, query: Executable, absent: T) -> T:
        """The one value of a query; `absent` if there is none, or while the database is away."""
        with suppress(Exception):  # as in `leap`
            async with create_async_engine(self.url, poolclass=NullPool).connect() as connection:
                return (await connection.execute(query)).scalar() or absent
        return absent


def _pid(holder: str) -> int:
    """Of a holder's name: host, process and more."""
    parts = holder.rsplit(":", 4)
    return int(parts[1]) if len(parts) > 1 else 0
