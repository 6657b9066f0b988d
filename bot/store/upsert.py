"""Rows that may be there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from bot.store.database import Transaction
from bot.store.dialect import insert


async def upsert(
    tx: Transaction,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    keep: frozenset[str] = frozenset(),
    key: str | None = None,
) -> None:
    """Insert rows; where the primary key (or the unique column `key`) exists, overwrite all other columns but
    those in `keep`.

    All rows have the same keys.
    """
    if not rows:
        return
    statement = insert(tx.connection, table)
    primary = [key] if key else [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keep | set(primary)}
    await tx.connection.execute(
        statement.on_conflict_do_update(index_elements=primary, set_=changed), [dict(row) for row in rows]
    )


async def insert_missing(tx: Transaction, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows that no unique rule forbids; how many that were."""
    if not rows:
        return 0
    result = await tx.connection.execute(
        insert(tx.connection, table).on_conflict_do_nothing().returning(table.c[next(iter(rows[0]))]),
        [dict(row) for row in rows],
    )
    return len(result.all())
