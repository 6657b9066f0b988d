"""A number for each term of a holder, which only grows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.store import Store, leases, open_store, restorations
from bot.store.upgrade import revisions
from tests.conftest import HandClock
from tests.store.test_search_migration import upgrade_to
from tests.support.databases import Databases

TERM = timedelta(seconds=30)
BEFORE = revisions()[revisions().index("0026_lease_seconds") - 1]


async def test_the_fence_grows_with_each_change_of_hands_and_with_no_renewal(
    store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        fences = [await leases.hold(tx, who, clock(), TERM) for who in ("a", "a", "b", "b", "a")]
    assert fences == [1, 1, 2, 2, 3]


async def test_who_gives_the_lease_back_and_takes_it_again_has_another_fence(
    store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        first = await leases.hold(tx, "a", clock(), TERM)
        await leases.release(tx, "a")
        assert await leases.holder(tx, clock()) is None
        assert await leases.hold(tx, "a", clock(), TERM) > first


async def test_only_the_last_fence_is_current_be_its_lease_run_out_or_not(
    store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        assert not await leases.is_current(tx, 1)
        first = await leases.hold(tx, "a", clock(), TERM)
        clock.forward(hours=1)
        assert await leases.is_current(tx, first)
        second = await leases.hold(tx, "b", clock(), TERM)
        assert [await leases.is_current(tx, fence) for fence in (first, second)] == [False, True]


async def test_after_a_restore_no_fence_of_the_replaced_store_is_given_again(
    store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await leases.hold(tx, "a", clock(), TERM)
        replaced = [await leases.hold(tx, who, clock(), TERM) for who in ("b", "a") * 20]
        await restorations.begin(tx, clock(), clock())
        assert await leases.holder(tx, clock()) is None
        assert await leases.hold(tx, "b", clock(), TERM) > max(replaced)


async def test_each_renewal_leaves_another_row_even_at_one_moment(store: Store, clock: HandClock) -> None:
    async with store.transaction() as tx:
        rows = list[leases.Holding]()
        for _ in range(3):
            await leases.hold(tx, "a", clock(), TERM)
            rows += await leases.holdings(tx, leases.DELIVERY)
    assert len(set(rows)) == 3
    assert {(row.holder, row.until, row.seconds, row.fence) for row in rows} == {
        ("a", clock() + TERM, TERM.total_seconds(), 1)
    }


@pytest.mark.parametrize("revision", revisions())
async def test_in_a_store_of_any_version_others_are_kept_from_it_and_it_is_given_back(
    tmp_path: Path, revision: str, clock: HandClock
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.begin() as connection:
        upgrade_to(connection, revision)
    engine.dispose()
    url = f"sqlite+aiosqlite:///{tmp_path / 'old.db'}"
    async with open_store(url, upgrades=False) as store, store.transaction() as tx:
        await leases.hold_unfenced(tx, "a", clock(), TERM)
        assert await leases.holder(tx, clock()) == "a"
        await leases.release(tx, "a")
        assert await leases.holder(tx, clock()) is None


@pytest.mark.both_databases
async def test_who_had_it_before_leases_told_their_length_has_it_under_the_same_fence(
    store_url: str, databases: Databases, clock: HandClock
) -> None:
    async with open_store(store_url) as store, store.transaction() as tx:
        for holder in ("a", "b"):
            await leases.hold(tx, holder, clock(), TERM)
        for column in ("seconds", "renewals"):
            await tx.connection.execute(text(f"ALTER TABLE leases DROP COLUMN {column}"))
    databases.query(store_url, f"UPDATE alembic_version SET version_num = '{BEFORE}'")
    async with open_store(store_url) as store, store.transaction() as tx:
        (row,) = await leases.holdings(tx)
        assert row == (leases.DELIVERY, "b", clock() + TERM, None, 2, 0)
        assert await leases.hold(tx, "b", clock(), TERM) == 2
        (row,) = await leases.holdings(tx)
        assert (row.seconds, row.renewals) == (TERM.total_seconds(), 1)
