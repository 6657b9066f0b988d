"""All rows of one store put into another, in one transaction, and compared in the end.

Whatever ends it before, the other store is as it was.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Column, Integer, RowMapping, Table, func, insert, select

from bot.errors import StoreError, UserError
from bot.store.database import Reading, Transaction
from bot.store.dialect import dialect_of
from bot.store.schema import UNREADABLE, leases, metadata

Progress = Callable[[int, int], object]  # is told the rows that are left, and all of them

ROWS_AT_A_TIME = 1_000
# Who delivers from a store is its own affair.
_TABLES: tuple[Table, ...] = tuple(each for each in metadata.sorted_tables if each is not leases)
_LARGEST_INTEGER = 2**31 - 1  # that PostgreSQL's INTEGER holds


@dataclass
class Digest:
    """What a table holds: the number of its rows, and the sum of their hashes, whatever order they have."""

    rows: int = 0
    sum: int = 0

    def add(self, rows: Sequence[RowMapping]) -> None:
        """Count these, too."""
        hashes = (sha256(repr(list(row.values())).encode()).digest() for row in rows)
        self.rows += len(rows)
        self.sum = (self.sum + sum(map(int.from_bytes, hashes))) % 2**256


class Transferred(NamedTuple):
    """What is in both stores now; `is_new` says whether it was not before."""

    tables: int
    rows: int
    is_new: bool


async def transfer(source: Reading, target: Transaction, progress: Progress) -> Transferred:
    """Put all rows of the source into an empty target; a target that has the same rows already is good, too.

    UserError if the target has others, or if a row is such that no other database takes it. StoreError if
    what is there in the end is not what was read.
    """
    if (rows_there := await _count(target)) > 0:
        return await _compared(source, target, rows_there)
    total, done = await _count(source), 0
    for table in _TABLES:
        written = Digest()
        async for batch in _batches(source, table):
            _require_sound(table, batch)
            written.add(batch)
            await target.connection.execute(insert(table), [dict(row) for row in batch])
            done += len(batch)
            progress(total - done, total)
        if (stored := await _digest(target, table)) != written:
            raise StoreError("transfer-differs", table=table.name, rows=stored.rows, copied=written.rows)
    await target.connection.run_sync(dialect_of(target.connection).settle)
    return Transferred(len(_TABLES), total, is_new=True)


async def _digest(view: Reading, table: Table) -> Digest:
    """What the table holds."""
    result = Digest()
    async for batch in _batches(view, table):
        result.add(batch)
    return result


async def _compared(source: Reading, target: Reading, rows_there: int) -> Transferred:
    for table in _TABLES:
        if await _digest(source, table) != await _digest(target, table):
            raise UserError("transfer-not-empty", table=table.name)
    return Transferred(len(_TABLES), rows_there, is_new=False)


async def _count(view: Reading) -> int:
    queries = [select(func.count()).select_from(table) for table in _TABLES]
    return sum([(await view.connection.execute(query)).scalar_one() for query in queries])


async def _batches(view: Reading, table: Table) -> AsyncIterator[Sequence[RowMapping]]:
    result = await view.connection.stream(select(table))
    async for batch in result.mappings().partitions(ROWS_AT_A_TIME):
        yield batch


def _require_sound(table: Table, rows: Sequence[RowMapping]) -> None:
    """SQLite keeps in a column whatever a hand or a broken disk has left there; PostgreSQL does not."""
    for row in rows:
        for column, value in zip(table.columns, row.values(), strict=True):
            if not _is_sound(column, value):
                key = ", ".join(str(row[part]) for part in table.primary_key)
                raise UserError("transfer-unreadable", table=table.name, column=column.name, row=key)


def _is_sound(column: Column[Any], value: object) -> bool:
    if isinstance(value, str):
        return "\0" not in value
    too_large = isinstance(value, int) and type(column.type) is Integer and abs(value) > _LARGEST_INTEGER
    return value is not UNREADABLE and not too_large
