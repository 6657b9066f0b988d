"""What deleting leaves behind: SQLite keeps it in the log of writes (WAL) until a checkpoint cuts that off.

In the file itself `secure_delete` overwrites it, since each connection asks for that.
"""

from __future__ import annotations

import logging
import sqlite3
from typing import cast

from aiosqlite import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

log = logging.getLogger(__name__)

READER_MS = 1_000  # for which a checkpoint waits for those who read still what stands in the log


async def checkpoint(engine: AsyncEngine, *, patient: bool) -> bool:
    """Write the log into the file and cut it off; False if that is not possible now."""
    try:
        rows = await _outside_transactions(
            engine, "PRAGMA wal_checkpoint(TRUNCATE)", READER_MS if patient else 0
        )
    except sqlite3.Error as error:
        log.warning("the log of the database could not be cut off: %s", error)
        return False
    return rows[0][0] == 0  # 1: somebody reads it still


async def vacuum(engine: AsyncEngine) -> None:
    """Write the whole file anew, without what was deleted before `secure_delete` was asked for."""
    await _outside_transactions(engine, "VACUUM", READER_MS)


async def _outside_transactions(engine: AsyncEngine, statement: str, busy_ms: int) -> list[sqlite3.Row]:
    async with engine.connect() as connection:
        driver = cast(Connection, (await connection.get_raw_connection()).driver_connection)
        [[before]] = await driver.execute_fetchall("PRAGMA busy_timeout")
        await driver.execute_fetchall(f"PRAGMA busy_timeout = {busy_ms}")
        try:
            return list(await driver.execute_fetchall(statement))
        finally:
            await driver.execute_fetchall(f"PRAGMA busy_timeout = {before}")
