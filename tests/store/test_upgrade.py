"""The schema, the migrations, and databases of other times."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from bot.errors import StoreError
from bot.store import erasures, open_store
from bot.store.schema import is_table_of_ours, metadata
from bot.store.upgrade import revisions
from tests.conftest import HandClock
from tests.support.databases import Databases

pytestmark = pytest.mark.both_databases


async def test_the_migrations_build_exactly_the_schema_in_the_code(new_store_url: str) -> None:
    async with open_store(new_store_url):
        pass
    engine = create_async_engine(new_store_url)

    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"include_name": is_table_of_ours})
        return compare_metadata(context, metadata)

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_a_database_of_a_newer_paperboy_is_refused_and_left_alone(
    new_store_url: str, databases: Databases
) -> None:
    async with open_store(new_store_url):
        pass
    databases.query(new_store_url, "UPDATE alembic_version SET version_num = '9999_future'")
    with pytest.raises(StoreError, match="newer Paperboy"):
        async with open_store(new_store_url):
            pass
    assert databases.query(new_store_url, "SELECT version_num FROM alembic_version") == [("9999_future",)]


async def test_erasures_that_outlived_a_restore_of_an_earlier_schema_stay(
    new_store_url: str, clock: HandClock
) -> None:
    def migrate(connection: Connection) -> None:
        with Operations.context(MigrationContext.configure(connection)):
            import_module("bot.store.migrations.versions.0023_erasures").upgrade()

    async with open_store(new_store_url) as store, store.transaction() as tx:
        await erasures.remember(tx, {"fingerprint": clock()})
        await tx.connection.run_sync(migrate)
        assert await erasures.every(tx) == {"fingerprint": clock()}


async def test_two_that_open_a_new_database_at_once_both_can_use_it(new_store_url: str) -> None:
    async def use() -> None:
        async with open_store(new_store_url) as store, store.reading():
            pass

    await asyncio.gather(use(), use(), use())


def test_the_revisions_are_in_order() -> None:
    assert revisions()[0] == "0001_start"
    assert list(revisions()) == sorted(revisions())
