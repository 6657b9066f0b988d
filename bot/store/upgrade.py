"""Bringing the schema to its newest revision; Alembic is imported only when it is not there yet.

On SQLite all migrations run. A new database of PostgreSQL gets the newest tables at once: those before
0019 speak SQLite's SQL. Later ones must run on both, which the tests of `tests/store/test_upgrade.py` try.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import PurePath

from sqlalchemy import Connection, column, inspect, select, table

from bot.errors import StoreError
from bot.store.dialect import Engines, dialect_of

_VERSION = table("alembic_version", column("version_num"))


def revisions() -> tuple[str, ...]:
    """The known revisions, oldest first: the names of the files in migrations/versions."""
    versions = files("bot.store") / "migrations" / "versions"
    return tuple(sorted(PurePath(f.name).stem for f in versions.iterdir() if f.name[0].isdigit()))


async def upgrade(engines: Engines, name: str, patience: dict[str, float]) -> None:
    """Upgrade in one transaction if needed; StoreError if a newer Paperboy wrote the database, or if what is
    in it is not ours. `name` is the database's for people.

    `patience` are the options of a connection that make its transaction wait for the lock.
    """
    async with engines.reading.connect() as connection:
        current = await connection.run_sync(_current, name)
    if current == revisions()[-1]:
        return
    if current is not None and current not in revisions():
        raise StoreError("store-newer", revision=current)
    async with engines.writing.connect() as connection:
        await connection.execution_options(**patience)
        async with connection.begin():
            await connection.run_sync(_bring_up, name)


def _current(connection: Connection, name: str) -> str | None:
    if tables := set(inspect(connection).get_table_names()):
        if _VERSION.name not in tables:
            raise StoreError(dialect_of(connection).foreign, database=name)
        return connection.execute(select(_VERSION.c.version_num)).scalar()
    return None


def _bring_up(connection: Connection, name: str) -> None:
    """Another process may have done it while we waited for the lock."""
    if _current(connection, name) is None and dialect_of(connection).create(connection):
        _run_alembic(connection, "stamp")
    else:
        _run_alembic(connection, "upgrade")


def _run_alembic(connection: Connection, command: str) -> None:
    from alembic import command as commands  # noqa: PLC0415 - slow to import, needed once per release
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(files("bot.store") / "migrations"))
    config.attributes["connection"] = connection
    getattr(commands, command)(config, "head")
