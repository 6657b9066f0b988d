"""Where a paper was posted."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Result, func, select

from bot.models import DeliveryState
from bot.store.database import Reading
from bot.store.rows import readable, whole
from bot.store.schema import deliveries, digest_papers, subscriptions

_SHOWS = (digest_papers.c.digest_id == deliveries.c.digest_id) & (digest_papers.c.part == deliveries.c.part)

# Not by the index of the states, which nearly all rows share.
_IS_POSTED = deliveries.c.message_id.is_not(None) & (deliveries.c.state.concat("") == DeliveryState.POSTED)

_PLACE = func.coalesce(deliveries.c.thread_id, subscriptions.c.channel_id)


class PostedPaper(NamedTuple):
    """A message that shows the paper among those of an edition day (UTC), in a channel or a thread."""

    day: date
    channel_id: int
    message_id: int


async def postings_in(view: Reading, paper_id: str, subscription_id: int) -> list[PostedPaper]:
    """The messages in which a subscription was shown the paper, newest day first."""
    query = (
        select(deliveries.c.day, _PLACE, deliveries.c.message_id)
        .join(digest_papers, _SHOWS)
        .join(subscriptions, subscriptions.c.id == deliveries.c.subscription_id)
        .where(
            digest_papers.c.paper_id == paper_id,
            deliveries.c.subscription_id == subscription_id,
            _IS_POSTED,
        )
        .order_by(deliveries.c.day.desc(), deliveries.c.message_id.desc())
    )
    return _postings(await view.connection.execute(query))


async def postings_of(view: Reading, paper_id: str, guild_id: int) -> list[PostedPaper]:
    """The messages in a guild's channels that show the paper, newest day first."""
    # Named one by one: a digest may have been posted in all channels there are.
    of_guild = select(subscriptions.c.id).where(subscriptions.c.guild_id == guild_id)
    query = (
        select(deliveries.c.day, _PLACE, deliveries.c.message_id)
        .join(digest_papers, _SHOWS)
        .join(subscriptions, subscriptions.c.id == deliveries.c.subscription_id)
        .where(
            digest_papers.c.paper_id == paper_id,
            deliveries.c.subscription_id.in_(of_guild),
            _IS_POSTED,
        )
        .order_by(deliveries.c.day.desc(), deliveries.c.message_id.desc())
    )
    return _postings(await view.connection.execute(query))


def _postings(rows: Result[*tuple[Any, ...]]) -> list[PostedPaper]:
    return readable(rows, lambda row: PostedPaper._make(whole(row)), "message", "message_id")
