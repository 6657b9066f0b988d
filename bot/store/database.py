"""Opening the database, and the two ways to use it: `store.reading()` and `store.transaction()`.

A write function takes a `Transaction` and a read function a `Reading`, so the type checker refuses a
write outside a transaction. No network call belongs inside either.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from json import JSONEncoder
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StoreError
from bot.store.first_look import prepare_file
from bot.store.upgrade import upgrade

BUSY_SECONDS = 5  # with BEGIN IMMEDIATE, four writers racing for the file never waited longer
_JSON = JSONEncoder(ensure_ascii=False).encode  # Korean stays readable in a viewer, and half as long
_WRITES = "paperboy_writes"


class Reading:
    """A consistent view of the store."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection


class Transaction(Reading):
    """A view that can also write; all of it happens, or nothing."""


class Store:
    """The open database. Connections are pooled; each use has one of its own."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Reading]:
        """Read a consistent view; StoreError if the database cannot be read."""
        with _as_store_error("store-broken"):
            async with self._engine.connect() as connection:
                yield Reading(connection)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        """Write all or nothing; StoreError if the database stays locked for 5 s, is full or read-only."""
        with _as_store_error("store-broken"):
            async with self._engine.connect() as connection:
                await connection.execution_options(**{_WRITES: True})
                async with connection.begin():
                    yield Transaction(connection)

    async def close(self) -> None:
        """Give every connection back; the store is unusable afterwards."""
        await self._engine.dispose()


@asynccontextmanager
async def open_store(url: str) -> AsyncGenerator[Store]:
    """The database at `url`, made if it is not there and brought to the newest schema.

    StoreError if it cannot be opened, is somebody else's, or was written by a newer Paperboy.
    """
    file = make_url(url).database or ""
    prepare_file(file, BUSY_SECONDS)
    engine = _engine(url)
    try:
        with _as_store_error("store-not-opened", file=file):
            await upgrade(engine)
        yield Store(engine)
    finally:
        await engine.dispose()


def _engine(url: str) -> AsyncEngine:
    engine = create_async_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS},
        json_serializer=_JSON,
        hide_parameters=True,  # of error messages, and so of logs: they may be somebody's keywords
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    # The driver's own BEGIN would be a deferred one, which fails as "locked" when it turns to writing.
    connection.isolation_level = None
    cursor = connection.cursor()
    # FULL: a delivery recorded as posted must still be so after a power cut.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _as_store_error(key: str, **values: object) -> Generator[None]:
    try:
        yield
    except DBAPIError as error:
        raise StoreError(key, **values, problem=error.orig or error) from error
