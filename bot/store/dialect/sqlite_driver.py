"""SQLite's connections. Each has a thread of its own; to go there takes longer than most statements.

The driver's own cursors go four times: for the cursor, the statement, its rows and the cursor's end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

import aiosqlite

ROWS_AT_ONCE = 1000  # that come with their statement; for what is left, one goes again

_Result = TypeVar("_Result")
_Rows = list[Any]


async def connect(file: str, *, pragmas: Sequence[str] = (), **options: Any) -> DirectConnection:
    """As SQLAlchemy wants it for `async_creator_fn`; these pragmas are set, the options are sqlite3's."""
    connection = DirectConnection(lambda: sqlite3.connect(file, **options))
    await connection
    try:
        await connection.in_thread(lambda c: [c.execute(f"PRAGMA {pragma}").close() for pragma in pragmas])
    except BaseException:  # also when nobody waits for it any more
        await connection.close()
        raise
    return connection


class DirectConnection(aiosqlite.Connection):
    """One whose statements go to its thread once."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, ROWS_AT_ONCE)
        self._thread.daemon = True  # as SQLAlchemy has it: one that is left open keeps no process alive

    def cursor(self) -> DirectCursor:  # type: ignore[override] - aiosqlite's goes to the thread
        """What SQLAlchemy uses."""
        return DirectCursor(self)

    async def in_thread(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """What the work results in, done in the connection's thread."""
        execute = cast(Callable[..., Any], self._execute)  # type: ignore[reportUnknownMemberType]
        return await execute(work, self._conn)


class DirectCursor:
    """What SQLAlchemy asks of a cursor, for one statement."""

    def __init__(self, connection: DirectConnection) -> None:
        self._connection = connection
        self._rest: sqlite3.Cursor | None = None  # of which rows are left
        self._rows: _Rows = []
        self.description: Any = None
        self.rowcount, self.lastrowid = -1, 0

    async def __aenter__(self) -> DirectCursor:
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Run the statement, and have its first rows."""
        await self._connection.in_thread(lambda c: self._take(c.execute(statement, parameters)))

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Run a statement that has no rows for each of these."""
        await self._connection.in_thread(lambda c: self._take(c.executemany(statement, parameters)))

    async def fetchmany(self, size: int) -> _Rows:
        """So many rows, or those that are left."""
        if (lack := size - len(self._rows)) > 0:
            await self._fetch(lambda rest: rest.fetchmany(lack))
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    async def fetchall(self) -> _Rows:
        """The rows that are left."""
        await self._fetch(sqlite3.Cursor.fetchall)
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nobody wants the rows that are left."""
        if (rest := self._rest) is not None:
            self._rest = None
            await self._connection.in_thread(lambda _: rest.close())

    def _take(self, cursor: sqlite3.Cursor) -> None:
        self._rows = cursor.fetchmany(ROWS_AT_ONCE)
        self.description, self.rowcount = cursor.description, cursor.rowcount
        self.lastrowid = cursor.lastrowid or 0
        if len(self._rows) == ROWS_AT_ONCE:
            self._rest = cursor
        else:
            cursor.close()

    async def _fetch(self, rows_of: Callable[[sqlite3.Cursor], _Rows]) -> None:
        if (rest := self._rest) is not None:
            self._rows += await self._connection.in_thread(lambda _: rows_of(rest))
