"""Publications: which messages of announcement channels are to be published, and what became of that.

Their ledger is `outbox`, apart from that of posts: Discord publishes ten an hour in a channel, and no post
waits for that.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import RowMapping, exists

from bot.models import Delivery, Publication
from bot.store.database import Transaction
from bot.store.outbox import Outbox, planned
from bot.store.rows import model_of
from bot.store.schema import publications, subscriptions
from bot.store.upsert import insert_missing


def _publication(row: RowMapping) -> Publication:
    return model_of(Publication, row)


outbox = Outbox(
    publications,
    publications.c.subscription_id,
    (publications.c.id,),
    _publication,
    exists().where(
        subscriptions.c.id == publications.c.subscription_id, subscriptions.c.removed_at.is_(None)
    ),
)


async def plan(tx: Transaction, delivery: Delivery, message_id: int, now: datetime) -> None:
    """Plan that the message that a delivery became is published, once."""
    of_delivery = {
        "subscription_id": delivery.subscription_id,
        "delivery_id": delivery.id,
        "day": delivery.day,
        "message_id": message_id,
    }
    await insert_missing(tx, publications, [planned(now) | of_delivery])
