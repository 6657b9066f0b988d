"""Publications: which messages of announcement channels are to be published, and what became of that.

Their ledger is `outbox`, apart from that of posts: Discord publishes ten an hour in a channel, and no post
waits for that.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import RowMapping, exists, select

from bot.models import Delivery, DeliveryState, Publication
from bot.store.database import Reading, Transaction
from bot.store.outbox import Outbox, planned
from bot.store.rows import model_of, readable
from bot.store.schema import publications, subscriptions
from bot.store.served import IS_SERVED
from bot.store.upsert import insert_missing


def _publication(row: RowMapping) -> Publication:
    return model_of(Publication, row)


outbox = Outbox(
    publications,
    publications.c.subscription_id,
    (publications.c.id,),
    _publication,
    exists().where(subscriptions.c.id == publications.c.subscription_id, IS_SERVED),
)


async def failed_since(view: Reading, day: date, subscription_ids: Collection[int]) -> list[Publication]:
    """What could not be published of the days from `day` on, newest day first."""
    query = select(publications).where(
        publications.c.day >= day,
        publications.c.state == DeliveryState.FAILED,
        publications.c.subscription_id.in_(subscription_ids),
    )
    rows = await view.connection.execute(query.order_by(publications.c.day.desc(), publications.c.id))
    return readable(rows.mappings(), _publication, "publication", "id")


async def plan(tx: Transaction, delivery: Delivery, message_id: int, now: datetime) -> None:
    """Plan that the message that a delivery became is published, once."""
    of_delivery = {
        "subscription_id": delivery.subscription_id,
        "delivery_id": delivery.id,
        "day": delivery.day,
        "message_id": message_id,
    }
    await insert_missing(tx, publications, [planned(now) | of_delivery])
