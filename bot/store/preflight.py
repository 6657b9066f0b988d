"""A look at the database's file before the driver opens it.

aiosqlite's thread may tell of a failed opening when its loop is closed already, which prints a traceback. So
what cannot be opened is found here, where there is no thread. And somebody else's file stays as it is.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import StoreError
from bot.errors.files import file_problem
from bot.store.problems import store_problem

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
LOOK_SECONDS = 5.0  # for which a lock is waited for by who only wants to know what a file is
OUR_TABLES = {"alembic_version", "papers"}  # since the first revision, which is made in one transaction


def prepare_file(file: str, busy_seconds: float) -> None:
    """Make the file and its folder if they are not there.

    StoreError if that fails, if it is not Paperboy's database, or if it stays locked.
    """
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        tables = tables_of(file, busy_seconds)
    except OSError as error:
        raise StoreError("store-not-opened", database=file, problem=file_problem(error)) from error
    except sqlite3.Error as error:
        foreign = error.sqlite_errorcode == sqlite3.SQLITE_NOTADB
        key = "store-foreign" if foreign else "store-not-opened"
        raise StoreError(key, database=file, problem=store_problem(error)) from error
    if tables and not tables >= OUR_TABLES:
        raise StoreError("store-foreign", database=file)


def is_ours(file: Path) -> bool:
    """Whether a file that is there is a database of Paperboy, of whatever revision.

    StoreError if that cannot be told: it is damaged, locked, or may not be read.
    """
    try:
        return tables_of(str(file), busy_seconds=LOOK_SECONDS) >= OUR_TABLES
    except sqlite3.Error as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            return False
        raise StoreError("store-not-opened", database=file, problem=store_problem(error)) from error


def tables_of(file: str, busy_seconds: float) -> set[str]:
    """The tables of a database, which is made if it is not there; sqlite3.Error if it is none."""
    with closing(sqlite3.connect(file, timeout=busy_seconds)) as connection:
        return {name for (name,) in connection.execute(_TABLES)}
