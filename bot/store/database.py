"""Opening the database, and the two ways to use it: `store.reading()` and `store.transaction()`.

A write function takes a `Transaction` and a read function a `Reading`, so the type checker refuses a
write outside a transaction. No network call belongs inside either, and no second transaction inside one.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import AsyncGenerator, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StoreError, network_problem
from bot.store.dialect import WRITES_UNTIL, Dialect, Engines, database_name, dialect_of
from bot.store.problems import is_busy, store_problem
from bot.store.shared_writes import SharedWrites
from bot.store.signals import Signals
from bot.store.turns import Turns
from bot.store.upgrade import upgrade

BUSY_SECONDS = 90  # for which a program outside may hold the database: a copy of a large one takes a minute


class Reading:
    """A consistent view of the store."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection


class Transaction(Reading):
    """A view that can also write; all of it happens, or nothing."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection)
        self.erases = False

    def erase_traces(self) -> None:
        """Once this is committed, what it deletes and overwrites is to stand nowhere in the files."""
        self.erases = True


class Store:
    """The open database: pooled connections for those who read, and one for those who write, who queue."""

    def __init__(self, engines: Engines, dialect: Dialect, signals: Signals) -> None:
        self._reading, self._writing, self._aside = engines
        self.signals, self.clocks_apart = signals, dialect.clocks_apart
        self._dialect = dialect
        self._turns = Turns(dialect.gap_seconds)
        self.shared_writes = SharedWrites(self.transaction)
        self._has_traces = False

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Reading]:
        """Read a consistent view; StoreError if the database cannot be read."""
        with _as_store_error(self._dialect.broken):
            async with self._connected(self._reading) as connection:
                yield Reading(connection)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        """Write all or nothing, when it is our turn.

        StoreError if the disk is full or read-only, or if a program outside holds the database for 90 s; for
        those who are `hurried`, if their turn does not come in their time.
        """
        with _as_store_error(self._dialect.broken):
            async with self._turns.turn(BUSY_SECONDS) as turn:
                async with self._connected(self._writing) as connection:
                    await connection.execution_options(**{WRITES_UNTIL: turn.deadline})
                    async with connection.begin():
                        turn.begun()
                        tx = Transaction(connection)
                        yield tx
                self._has_traces |= tx.erases
                if self._has_traces:
                    self._has_traces = not await self._dialect.erase_traces(self._writing, patient=tx.erases)

    @asynccontextmanager
    async def aside(self) -> AsyncGenerator[Transaction]:
        """Write what stands apart from all else, and locks its own rows: not after all who write, where the
        database allows that. A lease must be renewed however long somebody plans.
        """
        if self._aside is None:
            async with self.transaction() as tx:
                yield tx
            return
        with _as_store_error(self._dialect.broken):
            async with self._connected(self._aside) as connection, connection.begin():
                yield Transaction(connection)

    async def erase_traces(self, *, of_earlier_times: bool = False) -> None:
        """See that what was deleted stands nowhere in the files, and that the log of writes ends.

        `of_earlier_times`: also what was deleted when SQLite only marked it as free; writes the whole file.
        """
        with _as_store_error(self._dialect.broken):
            async with self._turns.turn(BUSY_SECONDS) as turn:
                turn.begun()
                if of_earlier_times:
                    await self._dialect.rewrite(self._writing)
                self._has_traces = not await self._dialect.erase_traces(self._writing, patient=True)

    @asynccontextmanager
    async def _connected(self, engine: AsyncEngine) -> AsyncGenerator[AsyncConnection]:
        async with AsyncExitStack() as stack:
            with _reaching(self._dialect.broken):
                connection = await stack.enter_async_context(engine.connect())
            yield connection

    async def close(self) -> None:
        """Give every connection back; the store is unusable afterwards."""
        await self.shared_writes.finish()
        await self._reading.dispose()
        await self._writing.dispose()
        if self._aside:
            await self._aside.dispose()
        await self.signals.close()


@asynccontextmanager
async def open_store(url: str, *, upgrades: bool = True) -> AsyncGenerator[Store]:
    """The database at `url`, made if it is not there and brought to the newest schema.

    StoreError if it cannot be opened, is somebody else's, or was written by a newer Paperboy. Without
    `upgrades` its schema is left as it is, whoever wrote it: good for the lease alone.
    """
    parsed, name = make_url(url), database_name(url)
    dialect = dialect_of(parsed)
    engines = dialect.engines(parsed, BUSY_SECONDS)
    store = Store(engines, dialect, dialect.signals(parsed, BUSY_SECONDS))
    try:
        not_opened = {"database": name}
        with _as_store_error(dialect.not_opened, **not_opened), _reaching(dialect.not_opened, **not_opened):
            if upgrades:
                await upgrade(engines, name, {WRITES_UNTIL: time.monotonic() + BUSY_SECONDS})
        yield store
    finally:
        await store.close()


@contextmanager
def _as_store_error(key: str, **values: object) -> Generator[None]:
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreError("store-busy") from error
    except (DBAPIError, sqlite3.Error) as error:
        if is_busy(error):
            raise StoreError("store-busy") from error
        raise StoreError(key, **values, problem=store_problem(error)) from error


@contextmanager
def _reaching(key: str, **values: object) -> Generator[None]:
    """A server that cannot be reached is told of by the system, not by the driver."""
    try:
        yield
    except OSError as error:
        raise StoreError(key, **values, problem=network_problem(error)) from error
