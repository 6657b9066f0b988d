"""What the failure drill sees of the bot's database, and how its leaps spare the leases of the living."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import Store, leases, open_store
from tests.drill.database import Database
from tests.support.databases import Databases
from tests.support.stock import BEFORE, NOW, stock

LASTS = timedelta(seconds=6)
ALIVE, FROZEN = "here:1:ab:place:7", "here:2:cd:place:8"


@pytest.fixture
def database(tmp_path: Path, postgresql_databases: Databases) -> Iterator[Database]:
    yield Database(postgresql_databases.migrated(tmp_path))
    postgresql_databases.tidy()


@pytest.fixture
async def store(database: Database) -> AsyncIterator[Store]:
    async with open_store(database.url) as opened:
        yield opened


async def test_who_leads_is_one_of_those_asked_for(store: Store, database: Database) -> None:
    async with store.transaction() as tx:
        await leases.hold(tx, ALIVE, NOW, LASTS)
    assert await database.leader([1, 2]) == 1
    assert await database.leader([2]) is None


async def test_a_leap_leaves_the_living_their_leases(store: Store, database: Database) -> None:
    async with store.transaction() as tx:
        await leases.hold(tx, ALIVE, NOW, LASTS, "shards 0/2")
        await leases.hold(tx, FROZEN, NOW, LASTS, "shards 1/2")
    hour = timedelta(hours=1)
    await database.leap(lambda: hour, [1])
    async with store.reading() as view:
        assert await leases.holders(view, NOW + hour) == {"shards 0/2": ALIVE}
        assert await leases.holders(view, NOW + hour + LASTS) == {}


async def test_time_passes_also_while_the_database_is_away() -> None:
    leaps: list[timedelta] = []

    def leap() -> timedelta:
        leaps.append(LASTS)
        return LASTS

    away = Database("postgresql+asyncpg://nobody@127.0.0.1:1/nothing")
    await away.leap(leap, [1])
    assert leaps == [LASTS]
    assert await away.leader([1]) is None


async def test_edits_are_ready_from_their_time_on(store: Store, database: Database) -> None:
    await stock(store)
    assert await database.edits_ready(BEFORE) == 0
    assert await database.edits_ready(NOW) == 9  # of six posts, and three that are planned
