"""Small facts that outlive the process."""

from __future__ import annotations

from sqlalchemy import delete, select

from bot.store.database import Reading, Transaction
from bot.store.schema import notes
from bot.store.upsert import upsert

COMMANDS_NOTE = "commands of {application_id}"  # the digest of the commands that Discord was told


async def note(view: Reading, key: str) -> str | None:
    """What was noted under the key."""
    return (await view.connection.execute(select(notes.c.value).where(notes.c.key == key))).scalar()


async def forget_commands(tx: Transaction) -> None:
    """Let Discord be told the commands anew, whatever it was told last."""
    like = COMMANDS_NOTE.format(application_id="%")
    await tx.connection.execute(delete(notes).where(notes.c.key.like(like)))


async def set_note(tx: Transaction, key: str, value: str) -> None:
    """Note a value, replacing the earlier one."""
    await upsert(tx, notes, [{"key": key, "value": value}])
