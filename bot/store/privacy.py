"""Everything that is kept about a person: shown, and erased."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Table, delete, select, union, update

from bot.store import erasures, keywords, looks
from bot.store.database import Reading, Transaction
from bot.store.schema import (
    UNREADABLE,
    alerted_papers,
    alerts,
    catchups,
    daily_for_you,
    drafts,
    installations,
    letters,
    people,
    refused,
    saved,
    subscription_changes,
    subscriptions,
    watch_settings,
    watches,
)

_PERSONAL_TABLES: tuple[Table, ...] = (
    people,
    alerts,
    drafts,
    letters,
    alerted_papers,
    saved,
    refused,
    daily_for_you,
    watches,
    watch_settings,
    catchups,
    installations,
)

# Who did something that belongs to a server.
_NAMES = (subscriptions.c.configured_by, subscriptions.c.suspended_by, subscription_changes.c.user_id)


async def everything_about(view: Reading, user_id: int) -> dict[str, list[dict[str, Any]]]:
    """All rows about a person by table, the channels that they set up, what they did to channels, and when
    they had their data erased.
    """
    rows_by_table = {table.name: await _rows(view, table, user_id) for table in _PERSONAL_TABLES}
    set_up = select(subscriptions.c.guild_id, subscriptions.c.channel_id)
    set_up = set_up.where(subscriptions.c.configured_by == user_id)
    channels = (await view.connection.execute(set_up)).mappings()
    erased_at = await erasures.of_person(view, user_id)
    return rows_by_table | {
        "erasures": [{"erased_at": erased_at}] if erased_at else [],
        "channels_set_up": [_plain(row) for row in channels],
        "channel_changes": await _rows(view, subscription_changes, user_id),
    }


async def erase(tx: Transaction, user_id: int, now: datetime) -> None:
    """Delete every row about a person, and remember it if there were any; channels that they set up, and what
    they did to channels, stay without their name.
    """
    if await _delete(tx, user_id):
        await erasures.remember(tx, {erasures.fingerprint(user_id): now})


async def erase_again(tx: Transaction, fingerprints: Collection[str]) -> int:
    """Delete every row about the people of these fingerprints; of how many there were any."""
    if not fingerprints:
        return 0
    columns = (*(table.c.user_id for table in _PERSONAL_TABLES), *_NAMES)
    everybody = union(*(select(column).where(column.is_not(None)) for column in columns))
    user_ids = list((await tx.connection.execute(everybody)).scalars())
    marked = await asyncio.to_thread(lambda: [i for i in user_ids if erasures.fingerprint(i) in fingerprints])
    for user_id in marked:
        await _delete(tx, user_id)
    return len(marked)


async def _delete(tx: Transaction, user_id: int) -> int:
    """How many rows were about the person."""
    tx.erase_traces()
    person_keywords = select(alerts.c.keyword_id).where(
        alerts.c.user_id == user_id, alerts.c.keyword_id.is_not(None)
    )
    keyword_ids = list((await tx.connection.execute(person_keywords)).scalars())
    watched = select(watches.c.paper_id).where(watches.c.user_id == user_id)
    paper_ids = list((await tx.connection.execute(watched)).scalars())
    deletions = [delete(table).where(table.c.user_id == user_id) for table in _PERSONAL_TABLES]
    unnamings = [update(name.table).where(name == user_id).values({name: None}) for name in _NAMES]
    counts = [(await tx.connection.execute(change)).rowcount for change in (*deletions, *unnamings)]
    await keywords.forget_unused(tx, keyword_ids)
    await looks.forget_unwatched(tx, paper_ids)
    return sum(counts)


async def _rows(view: Reading, table: Table, user_id: int) -> list[dict[str, Any]]:
    query = select(table).where(table.c.user_id == user_id)
    return [_plain(row) for row in (await view.connection.execute(query)).mappings()]


def _plain(row: RowMapping) -> dict[str, Any]:
    return {str(name): _exported(value) for name, value in row.items() if value is not None}


def _exported(value: Any) -> Any:
    """A person is told also of what can no longer be read."""
    return UNREADABLE.value if value is UNREADABLE else value
