"""Bringing the schema to its newest revision; Alembic is imported only when it is not there yet."""

from __future__ import annotations

from importlib.resources import files
from pathlib import PurePath

from sqlalchemy import Connection, column, inspect, select, table
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import StoreError

_VERSION = table("alembic_version", column("version_num"))


def revisions() -> tuple[str, ...]:
    """The known revisions, oldest first: the names of the files in migrations/versions."""
    versions = files("bot.store") / "migrations" / "versions"
    return tuple(sorted(PurePath(f.name).stem for f in versions.iterdir() if f.name[0].isdigit()))


async def upgrade(reading: AsyncEngine, writing: AsyncEngine, patience: dict[str, float]) -> None:
    """Upgrade in one transaction if needed; StoreError if a newer Paperboy wrote the database.

    `patience` are the options of a connection that make its transaction wait for the lock.
    """
    async with reading.connect() as connection:
        current = await connection.run_sync(_current)
    if current == revisions()[-1]:
        return
    if current is not None and current not in revisions():
        raise StoreError("store-newer", revision=current)
    async with writing.connect() as connection:
        await connection.execution_options(**patience)
        async with connection.begin():
            await connection.run_sync(_run_alembic)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.execute(select(_VERSION.c.version_num)).scalar()


def _run_alembic(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, needed once per release
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(files("bot.store") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
