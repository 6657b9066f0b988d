"""Opening the database, and the two ways to use it: `store.reading()` and `store.transaction()`.

A write function takes a `Transaction` and a read function a `Reading`, so the type checker refuses a
write outside a transaction. No network call belongs inside either, and no second transaction inside one.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from json import JSONEncoder
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StoreError
from bot.store.preflight import prepare_file
from bot.store.problems import store_problem
from bot.store.traces import checkpoint, is_busy, vacuum
from bot.store.turns import Turns
from bot.store.upgrade import upgrade

BUSY_SECONDS = 90  # for which a program outside may hold the database: a copy of a large one takes a minute
READER_CONNECTIONS = 15  # connections, each with a thread and a cache of some 2 MB; the rest wait for one
# SQLite looks for the lock after 1, 2, 5, 10 and 15 ms, and then ever more rarely: so it is asked anew.
LOCK_MS = 50
_JSON = JSONEncoder(ensure_ascii=False).encode  # Korean stays readable in a viewer, and half as long
_WRITES_UNTIL = "paperboy_writes_until"  # time.monotonic() at which a transaction gives up to begin


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

    def __init__(self, reading: AsyncEngine, writing: AsyncEngine) -> None:
        self._reading, self._writing = reading, writing
        self._turns = Turns()
        self._has_traces = False

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Reading]:
        """Read a consistent view; StoreError if the database cannot be read."""
        with _as_store_error("store-broken"):
            async with self._reading.connect() as connection:
                yield Reading(connection)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        """Write all or nothing, when it is our turn.

        StoreError if the disk is full or read-only, or if a program outside holds the database for 90 s; for
        those who are `hurried`, if their turn does not come in their time.
        """
        with _as_store_error("store-broken"):
            async with self._turns.turn(BUSY_SECONDS) as turn:
                async with self._writing.connect() as connection:
                    await connection.execution_options(**{_WRITES_UNTIL: turn.deadline})
                    async with connection.begin():
                        turn.begun()
                        tx = Transaction(connection)
                        yield tx
                self._has_traces |= tx.erases
                if self._has_traces:
                    self._has_traces = not await checkpoint(self._writing, patient=tx.erases)

    async def erase_traces(self, *, of_earlier_times: bool = False) -> None:
        """See that what was deleted stands nowhere in the files, and that the log of writes ends.

        `of_earlier_times`: also what was deleted when SQLite only marked it as free; writes the whole file.
        """
        with _as_store_error("store-broken"):
            async with self._turns.turn(BUSY_SECONDS) as turn:
                turn.begun()
                if of_earlier_times:
                    await vacuum(self._writing)
                self._has_traces = not await checkpoint(self._writing, patient=True)

    async def close(self) -> None:
        """Give every connection back; the store is unusable afterwards."""
        await self._reading.dispose()
        await self._writing.dispose()


def database_file(url: str) -> Path:
    """The file of a database's URL."""
    return Path(make_url(url).database or "")


@asynccontextmanager
async def open_store(url: str, *, upgrades: bool = True) -> AsyncGenerator[Store]:
    """The database at `url`, made if it is not there and brought to the newest schema.

    StoreError if it cannot be opened, is somebody else's, or was written by a newer Paperboy. Without
    `upgrades` its schema is left as it is, whoever wrote it: good for the lease alone.
    """
    file = str(database_file(url))
    prepare_file(file, BUSY_SECONDS)
    reading, writing = _engine(url, READER_CONNECTIONS), _engine(url, 1)
    event.listen(reading.sync_engine, "begin", _begin_to_read)
    event.listen(writing.sync_engine, "connect", _look_often_for_the_lock)
    event.listen(writing.sync_engine, "begin", _begin_to_write)
    store = Store(reading, writing)
    try:
        with _as_store_error("store-not-opened", file=file):
            if upgrades:
                await upgrade(reading, writing, {_WRITES_UNTIL: time.monotonic() + BUSY_SECONDS})
        yield store
    finally:
        await store.close()


def _engine(url: str, connections: int) -> AsyncEngine:
    engine = create_async_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS},
        json_serializer=_JSON,
        hide_parameters=True,  # of error messages, and so of logs: they may be somebody's keywords
        pool_size=connections,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    # The driver's own BEGIN would be a deferred one, which fails as "locked" when it turns to writing.
    connection.isolation_level = None
    cursor = connection.cursor()
    # FULL: a delivery recorded as posted must still be so after a power cut.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _look_often_for_the_lock(connection: Any, _record: object) -> None:
    connection.execute(f"PRAGMA busy_timeout = {LOCK_MS}").close()


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_to_write(connection: Connection) -> None:
    deadline: float = connection.get_execution_options().get(_WRITES_UNTIL, 0.0)
    while not _has_begun(connection, deadline):
        pass


def _has_begun(connection: Connection, deadline: float) -> bool:
    """Whether the lock was got. Only here may a transaction wait: once begun, it is never refused."""
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if not is_busy(error) or time.monotonic() > deadline:
            raise
        return False
    return True


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
