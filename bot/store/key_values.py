"""Small facts that outlive the process."""

from __future__ import annotations

from sqlalchemy import select

from bot.store.database import Reading, Transaction
from bot.store.schema import notes
from bot.store.upsert import upsert


async def note(view: Reading, key: str) -> str | None:
    """What was noted under the key."""
    return (await view.connection.execute(select(notes.c.value).where(notes.c.key == key))).scalar()


async def set_note(tx: Transaction, key: str, value: str) -> None:
    """Note a value, replacing the earlier one."""
    await upsert(tx, notes, [{"key": key, "value": value}])
