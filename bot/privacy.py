"""What is stored about a person: shown, handed out, erased."""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta
from typing import Any

from bot.store import Store, key_values, people, privacy

log = logging.getLogger(__name__)

UNREACHABLE = timedelta(days=30)  # after which a person with whom no server is shared is forgotten

_NOTE = "erased without traces"

Everything = dict[str, list[dict[str, Any]]]


async def everything_about(store: Store, user_id: int) -> Everything:
    """All that is stored about a person, by table."""
    async with store.reading() as view:
        return await privacy.everything_about(view, user_id)


async def erase_traces(store: Store) -> None:
    """See that what was erased stands nowhere in the database's files; the first time, what ever was."""
    async with store.reading() as view:
        was_done = await key_values.note(view, _NOTE) is not None
    await store.erase_traces(of_earlier_times=not was_done)
    if not was_done:
        async with store.transaction() as tx:
            await key_values.set_note(tx, _NOTE, "yes")


def as_json(everything: Everything) -> str:
    """The same as a file: times in UTC, ids as numbers, frozen notifications opened."""
    for notification in everything.get("letters", []):
        notification["content"] = json.loads(notification["content"])
    return json.dumps(everything, ensure_ascii=False, indent=2, default=str)


async def erase(store: Store, user_id: int) -> None:
    """Delete all that is stored about a person, at once."""
    async with store.transaction() as tx:
        await privacy.erase(tx, user_id)


async def erase_unreachable(store: Store, now: datetime) -> int:
    """Erase everybody who could not be reached for 30 days; how many there were."""
    async with store.reading() as view:
        gone = await people.unreachable(view, now - UNREACHABLE)
    for user_id in gone:
        async with store.transaction() as tx:
            if user_id in await people.unreachable(tx, now - UNREACHABLE):  # not back meanwhile
                await privacy.erase(tx, user_id)
    if gone:
        log.info("erased %d people with whom no server is shared any more", len(gone))
    return len(gone)
