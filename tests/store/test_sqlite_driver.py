"""Each statement goes to the connection's thread once, and brings what SQLAlchemy asks for."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Integer, column, insert, select, table, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.store.dialect.sqlite_driver import ROWS_AT_ONCE, DirectConnection, connect

NUMBERS = table("numbers", column("number", Integer))


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[AsyncConnection]:
    """With an empty table of numbers that are unique."""
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{tmp_path / 'numbers.db'}", connect_args={"async_creator_fn": connect}
    )
    async with engine.connect() as opened:
        await opened.execute(text("CREATE TABLE numbers (number INTEGER PRIMARY KEY)"))
        yield opened
    await engine.dispose()


async def filled(connection: AsyncConnection, count: int) -> list[int]:
    """So many numbers, in the table."""
    numbers = list(range(1, count + 1))
    await connection.execute(insert(NUMBERS), [{"number": number} for number in numbers])
    return numbers


async def test_a_statement_goes_to_the_thread_once(
    connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways: list[object] = []
    go = DirectConnection.in_thread

    async def counted(driver: DirectConnection, work: object) -> object:
        ways.append(work)
        return await go(driver, work)  # type: ignore[arg-type]

    monkeypatch.setattr(DirectConnection, "in_thread", counted)
    await filled(connection, 3)
    assert len(ways) == 1
    assert (await connection.execute(select(NUMBERS))).all() == [(1,), (2,), (3,)]
    assert len(ways) == 2


@pytest.mark.parametrize("count", [0, 1, ROWS_AT_ONCE - 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1, 3 * ROWS_AT_ONCE])
async def test_all_rows_come_at_once_and_in_portions(connection: AsyncConnection, count: int) -> None:
    numbers = await filled(connection, count) if count else []
    assert list((await connection.execute(select(NUMBERS))).scalars()) == numbers
    for size in (1, 7, ROWS_AT_ONCE, 2 * ROWS_AT_ONCE):
        stream = await connection.stream_scalars(select(NUMBERS))
        portions = [list(portion) async for portion in stream.partitions(size)]
        assert [number for portion in portions for number in portion] == numbers
        assert all(len(portion) == size for portion in portions[:-1])


async def test_who_leaves_rows_behind_can_write_and_commit(connection: AsyncConnection) -> None:
    await filled(connection, 2 * ROWS_AT_ONCE)
    assert (await connection.execute(select(NUMBERS))).first() == (1,)
    stream = await connection.stream(select(NUMBERS))
    assert await stream.fetchone() == (1,)
    await stream.close()
    await connection.execute(text("DROP TABLE numbers"))
    await connection.commit()


async def test_what_a_statement_changed_is_counted(connection: AsyncConnection) -> None:
    await filled(connection, 5)
    added = await connection.execute(text("INSERT INTO numbers VALUES (9)"))
    assert (added.rowcount, added.lastrowid) == (1, 9)
    assert (await connection.execute(text("DELETE FROM numbers WHERE number > 3"))).rowcount == 3
    returned = await connection.execute(text("DELETE FROM numbers RETURNING number"))
    assert sorted(returned.scalars()) == [1, 2, 3]


async def test_columns_have_their_names(connection: AsyncConnection) -> None:
    result = await connection.execute(text("SELECT 1 AS one, 2 AS two"))
    assert list(result.keys()) == ["one", "two"]
    assert result.mappings().all() == [{"one": 1, "two": 2}]


async def test_after_a_refused_statement_the_next_one_is_answered(connection: AsyncConnection) -> None:
    await filled(connection, 3)
    await connection.commit()
    with pytest.raises(IntegrityError):
        await filled(connection, 1)
    await connection.rollback()
    with pytest.raises(OperationalError):
        await connection.execute(text("SELECT nothing FROM nowhere"))
    assert list((await connection.execute(select(NUMBERS))).scalars()) == [1, 2, 3]


async def test_a_pragma_is_set(tmp_path: Path) -> None:
    driver = await connect(str(tmp_path / "numbers.db"), pragmas=("foreign_keys = ON", "busy_timeout = 7"))
    for pragma, value in (("foreign_keys", 1), ("busy_timeout", 7)):
        cursor = driver.cursor()
        await cursor.execute(f"PRAGMA {pragma}")
        assert await cursor.fetchall() == [(value,)]
    await driver.close()


async def test_a_file_that_is_no_database_is_sqlite_s_error(tmp_path: Path) -> None:
    file = tmp_path / "numbers.db"
    file.write_text("no database " * 1000)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        await connect(str(file), pragmas=("journal_mode = WAL",))


async def test_its_own_options_are_sqlite_s(tmp_path: Path) -> None:
    file = tmp_path / "numbers.db"
    driver = await connect(str(file), timeout=0, isolation_level=None)
    with closing(sqlite3.connect(file, isolation_level=None)) as program:
        program.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            await driver.cursor().execute("BEGIN IMMEDIATE")
    await driver.close()
