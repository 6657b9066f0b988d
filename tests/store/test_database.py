"""Transactions: all or nothing, apart from each other, and never locked out by one another."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import StatementError

from bot.store import Store, Transaction, key_values, leases, open_store
from tests.factories import at

pytestmark = pytest.mark.both_databases


async def counted(tx: Transaction) -> None:
    value = int(await key_values.note(tx, "count") or 0)
    await asyncio.sleep(0)
    await key_values.set_note(tx, "count", str(value + 1))


async def test_what_fails_in_the_middle_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError):
        async with store.transaction() as tx:
            await key_values.set_note(tx, "key", "value")
            raise RuntimeError
    async with store.reading() as view:
        assert await key_values.note(view, "key") is None


async def test_many_that_read_and_then_write_lose_no_update(store: Store) -> None:
    async def work() -> None:
        for _ in range(10):
            async with store.transaction() as tx:
                await counted(tx)

    await asyncio.gather(*(work() for _ in range(8)))
    async with store.reading() as view:
        assert await key_values.note(view, "count") == "80"


async def test_two_stores_on_one_file_wait_for_each_other(store: Store, store_url: str) -> None:
    async def work(mine: Store) -> None:
        for _ in range(25):
            async with mine.transaction() as tx:
                await counted(tx)

    async with open_store(store_url) as other:
        await asyncio.gather(work(store), work(other))
    async with store.reading() as view:
        assert await key_values.note(view, "count") == "50"


async def test_a_reader_sees_one_moment(store: Store) -> None:
    async with store.reading() as view:
        assert await key_values.note(view, "key") is None
        async with store.transaction() as tx:
            await key_values.set_note(tx, "key", "value")
        assert await key_values.note(view, "key") is None


async def test_a_naive_time_never_gets_in(store: Store) -> None:
    naive = at("2024-04-04 00:00").replace(tzinfo=None)
    with pytest.raises(StatementError, match="no time zone"):
        async with store.transaction() as tx:
            await leases.hold(tx, "me", naive, timedelta(seconds=30))
