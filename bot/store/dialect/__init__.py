"""All that differs between SQLite and PostgreSQL; the rest of the store is written once.

`base` says what differs, and there is a file for each of the two. What only one of them needs stands in
modules that only its file calls: `preflight` and `traces` for SQLite's file, `stems` for PostgreSQL's index
and `listening` for its signals.
Besides, `problems` puts the errors of both into words, and `copies` is for files alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Table, Text, make_url
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from bot.errors import UserError
from bot.store.dialect.base import (
    READER_CONNECTIONS,
    TEXTS,
    WRITES_UNTIL,
    Dialect,
    Engines,
    Expression,
    paper_index,
)
from bot.store.dialect.postgresql import POSTGRESQL
from bot.store.dialect.sqlite import SQLITE

__all__ = [
    "POSTGRESQL",
    "READER_CONNECTIONS",
    "SQLITE",
    "TEXTS",
    "WRITES_UNTIL",
    "Dialect",
    "Engines",
    "Expression",
    "database_file",
    "database_name",
    "dialect_of",
    "each_of",
    "insert",
    "joined",
    "paper_index",
    "without_password",
]

_DIALECTS: dict[str, Dialect] = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def dialect_of(database: URL | AsyncConnection | Connection) -> Dialect:
    """How the database does what is not done alike."""
    name = database.get_backend_name() if isinstance(database, URL) else database.dialect.name
    return _DIALECTS[name]


def insert(connection: AsyncConnection, into: Table) -> Insert:
    """An INSERT that can say ON CONFLICT, which SQLAlchemy spells for each database."""
    return dialect_of(connection).insert(into)


def without_password(url: str) -> str:
    """The URL of a database, as people may see it."""
    return make_url(url).render_as_string()


def database_name(url: str) -> str:
    """What people are told of where the database is: its file, or the URL of a server's."""
    parsed = make_url(url)
    return parsed.database or "" if dialect_of(parsed) is SQLITE else without_password(url)


def database_file(url: str) -> Path:
    """The file of a database's URL; UserError if it is a server's."""
    parsed = make_url(url)
    if dialect_of(parsed) is not SQLITE:
        raise UserError("copy-of-server")
    return Path(parsed.database or "")


class each_of(GenericFunction[Any]):  # noqa: N801 - as SQLAlchemy names functions
    """The items of a list given as JSON, as rows with the column `value`."""

    inherit_cache = True


class joined(GenericFunction[str]):  # noqa: N801
    """The texts of a group as one, which is another one if the group is."""

    type = Text()
    inherit_cache = True


@compiles(each_of, "sqlite")
def _each_in_sqlite(element: each_of, compiler: Any, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(each_of, "postgresql")
def _each_in_postgresql(element: each_of, compiler: Any, **kw: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **kw)} AS JSON))"


@compiles(joined, "sqlite")
def _joined_in_sqlite(element: joined, compiler: Any, **kw: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **kw)})"


@compiles(joined, "postgresql")
def _joined_in_postgresql(element: joined, compiler: Any, **kw: Any) -> str:
    texts = compiler.process(element.clauses, **kw)
    return f"string_agg({texts}, ',' ORDER BY {texts})"
