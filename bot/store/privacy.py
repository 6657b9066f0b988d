"""Everything that is kept about a person: shown, and erased."""

from __future__ import annotations

from typing import Any

from sqlalchemy import RowMapping, Table, delete, select, update

from bot.store import keywords, looks
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
    """All rows about a person by table, the channels that they set up, and what they did to channels."""
    rows_by_table = {table.name: await _rows(view, table, user_id) for table in _PERSONAL_TABLES}
    set_up = select(subscriptions.c.guild_id, subscriptions.c.channel_id)
    set_up = set_up.where(subscriptions.c.configured_by == user_id)
    channels = (await view.connection.execute(set_up)).mappings()
    return rows_by_table | {
        "channels_set_up": [_plain(row) for row in channels],
        "channel_changes": await _rows(view, subscription_changes, user_id),
    }


async def erase(tx: Transaction, user_id: int) -> None:
    """Delete every row about a person; channels that they set up, and what they did to channels, stay without
    their name.
    """
    tx.erase_traces()
    person_keywords = select(alerts.c.keyword_id).where(
        alerts.c.user_id == user_id, alerts.c.keyword_id.is_not(None)
    )
    keyword_ids = list((await tx.connection.execute(person_keywords)).scalars())
    watched = select(watches.c.paper_id).where(watches.c.user_id == user_id)
    paper_ids = list((await tx.connection.execute(watched)).scalars())
    for table in _PERSONAL_TABLES:
        await tx.connection.execute(delete(table).where(table.c.user_id == user_id))
    await keywords.forget_unused(tx, keyword_ids)
    await looks.forget_unwatched(tx, paper_ids)
    for column in _NAMES:
        nameless = update(column.table).where(column == user_id).values({column: None})
        await tx.connection.execute(nameless)


async def _rows(view: Reading, table: Table, user_id: int) -> list[dict[str, Any]]:
    query = select(table).where(table.c.user_id == user_id)
    return [_plain(row) for row in (await view.connection.execute(query)).mappings()]


def _plain(row: RowMapping) -> dict[str, Any]:
    return {str(name): _exported(value) for name, value in row.items() if value is not None}


def _exported(value: Any) -> Any:
    """A person is told also of what can no longer be read."""
    return UNREADABLE.value if value is UNREADABLE else value
