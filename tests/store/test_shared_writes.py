"""Writes that share a transaction: each has its own result, and its own failure."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bot.store import Store, Transaction, key_values
from bot.store.shared_writes import WRITES_AT_A_TIME, SharedWrites

KEYS = [f"key {number}" for number in range(3 * WRITES_AT_A_TIME)]


@dataclass
class Counted:
    """The store's transactions, counted."""

    store: Store
    count: int = 0

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        self.count += 1
        async with self.store.transaction() as tx:
            yield tx


@pytest.fixture
def counted(store: Store) -> Counted:
    return Counted(store)


async def _note(tx: Transaction, key: str) -> str:
    await key_values.set_note(tx, key, "written")
    return key


async def _fail(tx: Transaction) -> None:
    await key_values.set_note(tx, "never", "written")
    raise ValueError("a row that cannot be read")


async def _written(store: Store) -> set[str]:
    async with store.reading() as view:
        return {key for key in (*KEYS, "never") if await key_values.note(view, key) is not None}


async def test_what_is_asked_for_at_once_shares_transactions(store: Store, counted: Counted) -> None:
    writes = SharedWrites(counted.transaction)
    results = await asyncio.gather(*(writes.do(lambda tx, key=key: _note(tx, key)) for key in KEYS))
    assert results == KEYS
    assert await _written(store) == set(KEYS)
    assert counted.count <= len(KEYS) / WRITES_AT_A_TIME + 1


async def test_one_that_fails_is_the_only_one(store: Store, counted: Counted) -> None:
    writes = SharedWrites(counted.transaction)
    good = [asyncio.create_task(writes.do(lambda tx, key=key: _note(tx, key))) for key in KEYS[:2]]
    bad = asyncio.create_task(writes.do(_fail))
    good += [asyncio.create_task(writes.do(lambda tx, key=key: _note(tx, key))) for key in KEYS[2:4]]
    with pytest.raises(ValueError, match="cannot be read"):
        await bad
    assert await asyncio.gather(*good) == KEYS[:4]
    assert await _written(store) == set(KEYS[:4])


async def test_who_is_cancelled_takes_nobody_along(store: Store) -> None:
    tasks = [asyncio.create_task(store.shared_writes.do(lambda tx, key=key: _note(tx, key))) for key in KEYS]
    await asyncio.sleep(0)
    tasks[1].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [result for result in results if isinstance(result, str)] == [KEYS[0], *KEYS[2:]]
    assert isinstance(results[1], asyncio.CancelledError)


async def test_when_all_ends_nobody_waits_for_ever(store: Store) -> None:
    before = asyncio.all_tasks()
    tasks = [asyncio.create_task(store.shared_writes.do(lambda tx, key=key: _note(tx, key))) for key in KEYS]
    await asyncio.sleep(0)
    for writing in asyncio.all_tasks() - before - set(tasks):
        writing.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(result, asyncio.CancelledError) for result in results)
    assert await store.shared_writes.do(lambda tx: _note(tx, KEYS[0])) == KEYS[0]


async def test_a_transaction_that_cannot_begin_is_told_to_all(store: Store) -> None:
    @asynccontextmanager
    async def refused() -> AsyncGenerator[Transaction]:
        raise OSError("the disk is gone")
        yield

    writes = SharedWrites(refused)
    results = await asyncio.gather(
        *(writes.do(lambda tx: _note(tx, "never")) for _ in range(3)), return_exceptions=True
    )
    assert [str(result) for result in results] == ["the disk is gone"] * 3
