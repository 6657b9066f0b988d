"""All that stands in the ledger of posts, whichever subscription's it is."""

from datetime import date

from sqlalchemy import select

from bot.models import Delivery
from bot.store import Reading, deliveries, schema


async def deliveries_since(view: Reading, day: date) -> list[Delivery]:
    """What became of every day from `day` on, also for subscriptions that were removed."""
    ids = (await view.connection.execute(select(schema.subscriptions.c.id))).scalars()
    return await deliveries.since(view, day, list(ids))
