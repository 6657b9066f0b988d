"""Writers queue: nobody is refused because many write, and a program outside is waited for."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import Store, database, dialect, key_values, open_store
from bot.store.turns import hurried
from tests.support.databases import Databases

pytestmark = pytest.mark.both_databases


SHORT = 1.0  # seconds, instead of those that we really wait


@pytest.fixture
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", SHORT)


async def write(store: Store, key: str = "key", *, seconds: float = 0) -> None:
    async with store.transaction() as tx:
        await key_values.set_note(tx, key, "value")
        await asyncio.sleep(seconds)


async def test_writers_get_their_turn_in_the_order_of_asking(store: Store) -> None:
    served: list[int] = []

    async def ask(number: int) -> None:
        async with store.transaction():
            served.append(number)

    async with store.transaction():
        asking = [asyncio.create_task(ask(number)) for number in range(50)]
        await asyncio.sleep(0)
    await asyncio.gather(*asking)
    assert served == list(range(50))


async def test_another_process_gets_its_turn_while_many_write_without_a_pause(
    store: Store, store_url: str
) -> None:
    writes, done = 0, asyncio.Event()

    async def flood() -> None:
        nonlocal writes
        while not done.is_set():
            await write(store, seconds=0.06)
            writes += 1

    async with open_store(store_url) as other:
        flooding = [asyncio.create_task(flood()) for _ in range(4)]
        waits: list[int] = []
        for _ in range(8):
            before = writes
            await write(other, "other")
            waits.append(writes - before)
        done.set()
        await asyncio.gather(*flooding)
    assert max(waits) <= 25  # writes that go before it: half a second of them, and what the machine adds


@pytest.mark.usefixtures("impatience")
async def test_a_program_that_holds_the_database_for_long_is_told_in_a_sentence(
    store: Store, store_url: str, databases: Databases
) -> None:
    with (
        databases.held(store_url),
        pytest.raises(StoreError, match="Another program holds the database"),
    ):
        await write(store)
    await write(store)


async def test_who_waits_meanwhile_is_served_once_it_lets_go(
    store: Store, store_url: str, databases: Databases
) -> None:
    with databases.held(store_url):
        writing = [asyncio.create_task(write(store, str(number))) for number in range(10)]
        await asyncio.wait(writing, timeout=0.3)
    await asyncio.gather(*writing)
    async with store.reading() as view:
        assert [await key_values.note(view, str(number)) for number in range(10)] == ["value"] * 10


@pytest.mark.usefixtures("impatience")
async def test_after_one_who_waited_in_vain_the_next_ones_hear_it_soon(
    store: Store, store_url: str, databases: Databases
) -> None:
    database.BUSY_SECONDS = 3.0  # the fixture puts it back
    with databases.held(store_url):
        results = await asyncio.gather(*(write(store) for _ in range(3)), return_exceptions=True)
    assert [type(result) for result in results] == [StoreError] * 3
    async with asyncio.timeout(5):
        await write(store)


async def test_somebody_for_whom_a_person_waits_does_not_wait_long(
    store: Store, store_url: str, databases: Databases
) -> None:
    with databases.held(store_url):
        patient = asyncio.create_task(write(store))
        await asyncio.sleep(0)
        with hurried(0.1), pytest.raises(StoreError, match="try again"):
            await write(store)
        assert not patient.done()
    await patient


async def test_what_somebody_hurried_starts_is_not_hurried(
    store: Store, store_url: str, databases: Databases
) -> None:
    with databases.held(store_url):
        with hurried(0.1):
            started = asyncio.create_task(write(store))
        await asyncio.wait([started], timeout=0.3)
    await started


async def test_more_readers_than_connections_wait_for_one(store: Store) -> None:
    async def read() -> None:
        async with store.reading() as view:
            await key_values.note(view, "key")
            await asyncio.sleep(0.01)

    await asyncio.gather(*(read() for _ in range(5 * dialect.READER_CONNECTIONS)), write(store))


@pytest.mark.sqlite
async def test_the_log_of_writes_ends(store: Store, tmp_path: Path) -> None:
    await write(store)
    await store.erase_traces()
    assert (tmp_path / "paperboy.db-wal").stat().st_size == 0
