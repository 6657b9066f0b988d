"""Edits: what posted messages are to show instead, and what became of that. Their ledger is `outbox`.

When a message is next looked at stands in its delivery, as `next_edit_at`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import RowMapping, Select, exists, select

from bot.models import PENDING_STATES, Delivery, DeliveryState, Edit
from bot.store import deliveries as posts
from bot.store.database import Reading, Transaction
from bot.store.outbox import Outbox, planned
from bot.store.rows import model_of, readable, whole
from bot.store.schema import deliveries, digest_papers, digests, edits, listings, subscriptions
from bot.store.served import IS_LEFT, IS_SERVED
from bot.store.upsert import upsert


def _edit(row: RowMapping) -> Edit:
    return model_of(Edit, row)


# The least tried first: a message that Discord will not take keeps none of its channel from its turn.
outbox = Outbox(
    edits,
    edits.c.subscription_id,
    (edits.c.attempts, edits.c.id),
    _edit,
    ~exists().where(subscriptions.c.id == edits.c.subscription_id, IS_LEFT),
)

# Not by the state, which nearly all rows share: there are indexes of the times.
_IS_POSTED = deliveries.c.message_id.is_not(None) & deliveries.c.digest_id.is_not(None)
_ITS_EDIT = edits.c.delivery_id == deliveries.c.id
_IS_PENDING = exists().where(_ITS_EDIT, edits.c.state.in_(PENDING_STATES))


class PlannedEdit(NamedTuple):
    """A posted message, and the digest of which it is to show its part."""

    delivery: Delivery
    digest_id: int


async def due(view: Reading, now: datetime) -> list[Delivery]:
    """The posted messages whose time for an edit has come, longest due first. One that still waits for its
    last edit comes after that.
    """
    query = select(deliveries).where(deliveries.c.next_edit_at <= now, ~_IS_PENDING, _IS_POSTED)
    return await _deliveries(view, query.order_by(deliveries.c.next_edit_at, deliveries.c.id))


async def awaiting_bullets(view: Reading, since: datetime) -> list[Delivery]:
    """The messages posted since then to channels that want bullets put in at once, oldest first; none that
    waits for an edit, or of which Discord refused one.
    """
    query = (
        select(deliveries)
        .join(subscriptions, subscriptions.c.id == deliveries.c.subscription_id)
        .where(
            _IS_POSTED,
            deliveries.c.posted_at >= since,
            ~exists().where(_ITS_EDIT, edits.c.state != DeliveryState.POSTED),
            subscriptions.c.edit_late,
            IS_SERVED,
        )
    )
    return await _deliveries(view, query.order_by(deliveries.c.posted_at, deliveries.c.id))


async def days_shown(view: Reading, until: datetime, since: date) -> list[date]:
    """The edition days since then that list papers of messages whose time for an edit comes `until` then,
    newest first; of channels that want current votes.
    """
    due_digests = (
        select(deliveries.c.digest_id)
        .join(subscriptions, subscriptions.c.id == deliveries.c.subscription_id)
        .where(deliveries.c.next_edit_at <= until, subscriptions.c.live_votes, IS_SERVED)
    )
    query = (
        select(listings.c.day)
        .join(digest_papers, digest_papers.c.paper_id == listings.c.paper_id)
        .join(digests, digests.c.id == digest_papers.c.digest_id)
        .where(digests.c.id.in_(due_digests), listings.c.day.between(since, digests.c.day))
    )
    rows = await view.connection.execute(query.distinct().order_by(listings.c.day.desc()))
    return [row.day for row in readable(rows, whole, "listing of", "day")]


async def plan(tx: Transaction, planned_edits: Iterable[PlannedEdit], now: datetime) -> None:
    """Plan edits, to be made from now on, in place of those that the messages had before."""
    anew = planned(now) | {"unknown_since": None, "posted_at": None, "reason": None}
    rows = [
        anew
        | {
            "subscription_id": delivery.subscription_id,
            "delivery_id": delivery.id,
            "digest_id": digest_id,
            "day": delivery.day,
        }
        for delivery, digest_id in planned_edits
    ]
    await upsert(tx, edits, rows, key="delivery_id")


async def look_again(tx: Transaction, delivery_id: int, next_edit_at: datetime | None) -> None:
    """Compare the message next time then (UTC); None: never again."""
    await posts.outbox.change_one(tx, delivery_id, next_edit_at=next_edit_at)


async def look_soon(tx: Transaction, paper_id: str, since: datetime, now: datetime) -> None:
    """Compare the messages posted since then whose digest shows the paper now, and not later."""
    showing = select(digest_papers.c.digest_id).where(digest_papers.c.paper_id == paper_id)
    is_later = deliveries.c.next_edit_at.is_(None) | (deliveries.c.next_edit_at > now)
    recent = _IS_POSTED & (deliveries.c.posted_at >= since)
    await posts.outbox.change(tx, recent & deliveries.c.digest_id.in_(showing) & is_later, next_edit_at=now)


async def mark_edited(tx: Transaction, edit: Edit) -> None:
    """The message shows the edit's digest now."""
    await posts.outbox.change_one(tx, edit.delivery_id, digest_id=edit.digest_id)


async def abandon(tx: Transaction, subscription_id: int, reason: str) -> None:
    """Make no edit in a channel that gets no posts for now."""
    of_subscription = outbox.is_pending & (edits.c.subscription_id == subscription_id)
    await outbox.change(tx, of_subscription, state=DeliveryState.SKIPPED, next_attempt_at=None, reason=reason)


async def _deliveries(view: Reading, query: Select[tuple[object, ...]]) -> list[Delivery]:
    rows = (await view.connection.execute(query)).mappings()
    return readable(rows, lambda row: model_of(Delivery, row), "delivery", "id")
