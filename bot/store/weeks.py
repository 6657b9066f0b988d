"""Weekly posts: who is due one, what it says, and what became of it. Their ledger is `outbox`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy import RowMapping, exists, func, select, update

from bot.models import DeliveryState, Week, WeekPost
from bot.store.database import Reading, Transaction
from bot.store.outbox import Outbox, planned
from bot.store.rows import model_of
from bot.store.schema import saved, subscriptions, week_posts
from bot.store.upsert import insert_missing


def _week_post(row: RowMapping) -> WeekPost:
    return model_of(WeekPost, row, content=Week.model_validate_json(row["content"]))


outbox = Outbox(
    week_posts,
    week_posts.c.subscription_id,
    (week_posts.c.day,),
    _week_post,
    exists().where(
        subscriptions.c.id == week_posts.c.subscription_id,
        subscriptions.c.removed_at.is_(None),
        subscriptions.c.suspended_at.is_(None),
    ),
)


async def due(view: Reading, now: datetime) -> list[int]:
    """The ids of the subscriptions whose weekly post is due, longest due first."""
    query = select(subscriptions.c.id).where(
        subscriptions.c.next_weekly_at <= now, subscriptions.c.removed_at.is_(None)
    )
    query = query.order_by(subscriptions.c.next_weekly_at, subscriptions.c.id)
    return list((await view.connection.execute(query)).scalars())


async def move(tx: Transaction, subscription_id: int, next_weekly_at: datetime | None) -> None:
    """Say when the subscription's next weekly post is due; None: it wants none."""
    here = update(subscriptions).where(subscriptions.c.id == subscription_id)
    await tx.connection.execute(here.values(next_weekly_at=next_weekly_at))


async def plan(tx: Transaction, subscription_id: int, week: Week, now: datetime) -> bool:
    """Plan the post of a week, to be sent from `now` on; False if the subscription has or had it."""
    of_week = {"subscription_id": subscription_id, "day": week.last_day, "content": week.model_dump_json()}
    return await insert_missing(tx, week_posts, [of_week | planned(now)]) > 0


async def abandon(tx: Transaction, subscription_id: int, reason: str) -> None:
    """Send nothing more for a subscription that was removed."""
    of_subscription = week_posts.c.subscription_id == subscription_id
    ends = {DeliveryState.PLANNED: DeliveryState.SKIPPED, DeliveryState.SENDING: DeliveryState.UNCONFIRMED}
    for state, end in ends.items():
        rows = of_subscription & (week_posts.c.state == state)
        await outbox.change(tx, rows, state=end, next_attempt_at=None, reason=reason)


async def saved_in(view: Reading, guild_id: int, since: date, least: int) -> dict[str, int]:
    """How many people saved each paper in the guild since that day (UTC), if so many did at least."""
    people = func.count(saved.c.user_id.distinct())
    query = select(saved.c.paper_id, people).where(saved.c.guild_id == guild_id)
    query = query.where(saved.c.saved_at >= datetime.combine(since, time(), UTC))
    rows = await view.connection.execute(query.group_by(saved.c.paper_id).having(people >= least))
    return {row[0]: row[1] for row in rows}
