"""The sessions that all processes begin at Discord's gateway, which are counted together."""

from __future__ import annotations

from bot.models.session_starts import SessionStarts
from bot.store import key_values
from bot.store.database import Reading, Transaction

NOTE = "session starts"


async def latest(view: Reading) -> SessionStarts | None:
    """What is known of them; None if Discord has not said yet, or if what is stored cannot be read."""
    stored = await key_values.note(view, NOTE)
    try:
        return SessionStarts.model_validate_json(stored) if stored else None
    except ValueError:
        return None


async def save(tx: Transaction, starts: SessionStarts) -> None:
    """Let all processes know."""
    await key_values.set_note(tx, NOTE, starts.model_dump_json())
