"""Where stores for tests come from: files of SQLite, or databases of a PostgreSQL that the tests started.

Each begins as a copy of one at the newest schema: migrating takes longer than most tests.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Protocol

from sqlalchemy import make_url

from bot.store import open_store
from bot.store.dialect import POSTGRESQL
from tests.support.postgres import Server

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
    """PostgreSQL."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._made: list[str] = []

    @cached_property
    def template(self) -> str:
        name = self.server.copy("template0")
        _migrate(self.server.url(name))
        return name

    def empty(self, file: Path) -> str:
        return self._copy("template0")

    def migrated(self, file: Path) -> str:
        return self._copy(self.template)

    def query(self, url: str, sql: str) -> Rows:
        return self.server.query(sql, make_url(url).database or "")

    def held(self, url: str) -> AbstractContextManager[None]:
        lock = f"SELECT pg_advisory_xact_lock({POSTGRESQL.lock})"
        return self.server.session(make_url(url).database or "", "BEGIN", lock)

    def tidy(self) -> None:
        while self._made:
            self.server.drop(self._made.pop())

    def _copy(self, template: str) -> str:
        self._made.append(self.server.copy(template))
        return self.server.url(self._made[-1])


def _url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def _migrate(url: str) -> None:
    async def make() -> None:
        async with open_store(url):
            pass

    asyncio.run(make())
