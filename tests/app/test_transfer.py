"""A copy of a store where the bot seems to have died, or has another clock."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import transfer
from bot.errors import UserError
from bot.store import Store, leases, open_store
from tests.conftest import HandClock
from tests.support.databases import Files
from tests.support.stock import PAPER_IDS, stock

pytestmark = pytest.mark.sqlite

THERE = "there:2:b:other:1"
AHEAD = timedelta(minutes=10)


@pytest.fixture(autouse=True)
def short_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "LEASE_POLL_SECONDS", 0.001)


@pytest.fixture
async def source(store: Store) -> Store:
    await stock(store)
    async with store.transaction() as tx:
        await tx.connection.exec_driver_sql("DELETE FROM leases")
    return store


async def test_of_one_who_died_with_its_clock_ahead_the_lease_is_waited_for_and_no_longer(
    source: Store, store_url: str, clock: HandClock, tmp_path: Path, sqlite_databases: Files
) -> None:
    target = sqlite_databases.migrated(tmp_path / "copy.db")
    async with source.transaction() as tx:
        await leases.hold(tx, THERE, clock() + AHEAD, timedelta(milliseconds=20))
    waited_for = list[str]()
    await transfer.copy_store(store_url, target, clock, lambda left, total: None, waited_for.append)
    assert waited_for == [THERE]
    async with open_store(target) as store, store.reading() as view:
        assert await leases.holder(view, clock()) is None
        papers = await view.connection.exec_driver_sql("SELECT id FROM papers ORDER BY id")
        assert list(papers.scalars()) == PAPER_IDS


async def test_one_who_lives_with_its_clock_ahead_ends_the_copy_as_soon_as_it_renews(
    source: Store, store_url: str, clock: HandClock, tmp_path: Path, sqlite_databases: Files
) -> None:
    target = sqlite_databases.migrated(tmp_path / "copy.db")

    async def renew() -> None:
        async with source.transaction() as tx:
            await leases.hold(tx, THERE, clock() + AHEAD, timedelta(hours=1))

    await renew()
    copy = asyncio.create_task(
        transfer.copy_store(store_url, target, clock, lambda left, total: None, lambda holder: None)
    )
    while not copy.done():
        await renew()
    with pytest.raises(UserError, match="there"):
        await copy
