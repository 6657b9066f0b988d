"""What became of posts long ago: forgotten, some rows at a time."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select

from bot.models import PENDING_STATES
from bot.store.database import Transaction
from bot.store.schema import deliveries, edits, publications, week_posts


async def forget_posts(tx: Transaction, before: date, most: int) -> int:
    """Delete up to `most` messages of edition days before then of which nothing is to come any more, with
    what was done to them; how many those were.
    """
    old = select(deliveries.c.id).where(deliveries.c.day < before, deliveries.c.state.not_in(PENDING_STATES))
    ids = list((await tx.connection.execute(old.order_by(deliveries.c.day).limit(most))).scalars())
    for table in (publications, edits):
        await tx.connection.execute(delete(table).where(table.c.delivery_id.in_(ids)))
    await tx.connection.execute(delete(deliveries).where(deliveries.c.id.in_(ids)))
    return len(ids)


async def forget_week_posts(tx: Transaction, before: date, most: int) -> int:
    """Delete up to `most` ended posts of weeks that were over before then; how many those were."""
    old = select(week_posts.c.id).where(week_posts.c.day < before, week_posts.c.state.not_in(PENDING_STATES))
    ids = list((await tx.connection.execute(old.order_by(week_posts.c.day).limit(most))).scalars())
    await tx.connection.execute(delete(week_posts).where(week_posts.c.id.in_(ids)))
    return len(ids)
