"""Every function of the store while another program writes: none shows the driver's own error."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.errors import StoreError
from bot.store import Reading, Store, Transaction, database, dialect, hurried, open_store, traces
from tests.support.stock import stock
from tests.support.store_functions import call, functions, other_functions

# They take engines, and are what Store itself is made of.
OF_THE_STORE_ITSELF = {"traces.checkpoint", "traces.vacuum", "upgrade.upgrade"}


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect.SQLITE, "lock_ms", 1)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    monkeypatch.setattr(traces, "READER_MS", 1)


@pytest.fixture
def file(tmp_path: Path, migrated_file: Path) -> Path:
    return Path(shutil.copy(migrated_file, tmp_path / "paperboy.db"))


@pytest.fixture
async def stocked(file: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite+aiosqlite:///{file}") as opened:
        await stock(opened)
        yield opened


@contextmanager
def locked(file: Path) -> Generator[None]:
    """Another program writes all the while."""
    with closing(sqlite3.connect(file, isolation_level=None)) as program:
        program.execute("BEGIN IMMEDIATE")
        yield


async def problem(store: Store, work: Callable[[Transaction], Any]) -> str:
    """How a transaction of somebody who waits for an answer ends."""
    try:
        with hurried(0.001):
            async with store.transaction() as tx:
                await work(tx)
    except StoreError as error:
        return error.key
    return "none"


async def test_each_that_writes_is_told_that_the_store_is_busy(stocked: Store, file: Path) -> None:
    with locked(file):
        problems = {
            name: await problem(stocked, lambda tx, function=function: call(function, tx))
            for name, function in functions(Transaction).items()
        }
    assert len(problems) > 50
    assert {name for name, key in problems.items() if key != "store-busy"} == set()


async def test_each_that_writes_does_so_once_the_store_is_free(stocked: Store, file: Path) -> None:
    class TakenBackError(Exception):
        pass

    for function in functions(Transaction).values():
        with pytest.raises(TakenBackError):
            async with stocked.transaction() as tx:
                await call(function, tx)
                raise TakenBackError


async def test_each_that_reads_answers_as_ever(stocked: Store, file: Path) -> None:
    async def answers() -> dict[str, Any]:
        async with stocked.reading() as view:
            return {name: await call(function, view) for name, function in functions(Reading).items()}

    before = await answers()
    with locked(file):
        assert await answers() == before
    assert len(before) > 40


async def test_traces_are_erased_later_and_a_store_in_use_opens(stocked: Store, file: Path) -> None:
    with locked(file):
        await stocked.erase_traces()
        with pytest.raises(StoreError, match="Another program holds"):
            await stocked.erase_traces(of_earlier_times=True)
        async with open_store(f"sqlite+aiosqlite:///{file}") as second, second.reading():
            pass


async def test_one_that_must_be_upgraded_first_says_that_it_is_busy(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    with locked(file), pytest.raises(StoreError) as refused:
        async with open_store(f"sqlite+aiosqlite:///{file}"):
            pass
    assert refused.value.key == "store-busy"


def test_no_other_function_touches_the_database() -> None:
    assert other_functions() == OF_THE_STORE_ITSELF
