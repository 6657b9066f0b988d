"""The history of what people changed about channel subscriptions."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, select

from bot.models.changes import SubscriptionChange
from bot.store.database import Reading, Transaction
from bot.store.rows import model_of, readable
from bot.store.schema import subscription_changes


class ChangesPage(NamedTuple):
    """Some of a guild's changes, newest first, and how many there are in all."""

    changes: list[SubscriptionChange]
    total: int


async def note_change(tx: Transaction, change: SubscriptionChange) -> None:
    """Add a line to the guild's history."""
    await tx.connection.execute(subscription_changes.insert().values(**change.model_dump()))


async def history(view: Reading, guild_id: int, *, start: int, most: int) -> ChangesPage:
    """Up to `most` of the guild's changes from the number `start` (from 0) on."""
    of_guild = subscription_changes.c.guild_id == guild_id
    total = (await view.connection.execute(select(func.count()).where(of_guild))).scalar_one()
    query = select(subscription_changes).where(of_guild).order_by(subscription_changes.c.id.desc())
    rows = (await view.connection.execute(query.offset(start).limit(most))).mappings()
    return ChangesPage(readable(rows, lambda row: model_of(SubscriptionChange, row), "change", "id"), total)


async def delete_changes(tx: Transaction, before: datetime, most: int) -> int:
    """Delete up to `most` lines of what was changed before then (UTC); how many those were."""
    changed_at = subscription_changes.c.changed_at
    old = select(subscription_changes.c.id).where(changed_at < before).order_by(changed_at).limit(most)
    return (
        await tx.connection.execute(delete(subscription_changes).where(subscription_changes.c.id.in_(old)))
    ).rowcount
