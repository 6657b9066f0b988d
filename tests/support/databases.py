"""Where stores for tests come from: files of SQLite, or databases of a PostgreSQL that the tests started.

Each begins as a copy of one at the newest schema: migrating takes longer than most tests.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Generator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Protocol

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from bot.store import open_store
from bot.store.dialect import POSTGRESQL
from bot.store.schema import metadata
from tests.support.postgres import Server, run_apart

Rows = list[tuple[object, ...]]


class Databases(Protocol):
    """Makes stores; where they are files, at the path that is named."""

    def empty(self, file: Path) -> str:
        """The URL of a database without tables, or of none."""
        ...

    def migrated(self, file: Path) -> str:
        """The URL of a database at the newest schema."""
        ...

    def query(self, url: str, sql: str) -> Rows:
        """The rows that another program sees, or what it changes."""
        ...

    def held(self, url: str) -> AbstractContextManager[None]:
        """Another program writes all the while."""
        ...

    def tidy(self) -> None:
        """Take away what was made since the last time."""
        ...


class Files:
    """SQLite."""

    def __init__(self, template: Path) -> None:
        self._template = template

    @cached_property
    def template(self) -> Path:
        _migrate(_url(self._template))
        return self._template

    def empty(self, file: Path) -> str:
        return _url(file)

    def migrated(self, file: Path) -> str:
        shutil.copy(self.template, file)
        return _url(file)

    def query(self, url: str, sql: str) -> Rows:
        with closing(sqlite3.connect(make_url(url).database or "")) as connection, connection:
            return connection.execute(sql).fetchall()

    @contextmanager
    def held(self, url: str) -> Generator[None]:
        with closing(sqlite3.connect(make_url(url).database or "", isolation_level=None)) as program:
            program.execute("BEGIN IMMEDIATE")
            yield

    def tidy(self) -> None:
        """Nothing: pytest deletes old folders."""


class ServerDatabases:
    """PostgreSQL. One database is emptied and used again, which takes a tenth of making another one."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._spare: list[str] = []
        self._migrated: list[str] = []
        self._made: list[str] = []

    @cached_property
    def template(self) -> str:
        name = self.server.copy("template0")
        _migrate(self.server.url(name))
        return name

    def empty(self, file: Path) -> str:
        self._made.append(self.server.copy("template0"))
        return self.server.url(self._made[-1])

    def migrated(self, file: Path) -> str:
        self._migrated.append(self._spare.pop() if self._spare else self.server.copy(self.template))
        return self.server.url(self._migrated[-1])

    def query(self, url: str, sql: str) -> Rows:
        return self.server.query(sql, make_url(url).database or "")

    def held(self, url: str) -> AbstractContextManager[None]:
        lock = f"SELECT pg_advisory_xact_lock({POSTGRESQL.lock})"
        return self.server.session(make_url(url).database or "", "BEGIN", lock)

    def tidy(self) -> None:
        while self._migrated:
            name = self._migrated.pop()
            try:
                self.server.query(_EMPTYING, name)
                self._spare.append(name)
            except DBAPIError:  # a test has taken a table away
                self._made.append(name)
        while self._made:
            self.server.drop(self._made.pop())


_EMPTYING = "; ".join(
    [
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        *(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)),
        *(
            f"SELECT setval(pg_get_serial_sequence('{column.table.name}', '{column.name}'), 1, false)"
            for column in (table.autoincrement_column for table in metadata.sorted_tables)
            if column is not None
        ),
    ]
)


def _url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def _migrate(url: str) -> None:
    async def make() -> None:
        async with open_store(url):
            pass

    run_apart(make())
