"""A few counts by which one sees how the bot fares."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from bot.models import ModelUse, Purpose, Tokens
from bot.store.database import Reading
from bot.store.deliveries import outbox
from bot.store.rows import readable_or_none
from bot.store.schema import alerts, deliveries, editions, model_use, subscriptions


async def channels(view: Reading) -> dict[str, int]:
    """How many subscriptions are active, paused by Discord's refusal, or suspended by hand."""
    columns = subscriptions.c
    kinds = {
        "suspended": columns.suspended_at.is_not(None),
        "paused": columns.suspended_at.is_(None) & columns.paused_at.is_not(None),
        "active": columns.suspended_at.is_(None) & columns.paused_at.is_(None),
    }
    counts = [func.count().filter(kind) for kind in kinds.values()]
    numbers = (await view.connection.execute(select(*counts).where(columns.removed_at.is_(None)))).one()
    return dict(zip(kinds, numbers, strict=True))


async def overdue_channels(view: Reading, before: datetime) -> int:
    """How many active subscriptions wait since then for a day, or for a message that was planned."""
    columns = subscriptions.c
    is_active = columns.removed_at.is_(None) & columns.paused_at.is_(None) & columns.suspended_at.is_(None)
    waiting = select(deliveries.c.subscription_id).where(outbox.is_pending, deliveries.c.planned_at < before)
    # Apart, so that there is an index for each.
    late = select(columns.id).where(is_active, columns.next_due_at < before)
    overdue = late.union(select(columns.id).where(is_active, columns.id.in_(waiting))).subquery()
    return (await view.connection.execute(select(func.count()).select_from(overdue))).scalar_one()


async def alert_count(view: Reading) -> int:
    """How many keywords people have saved."""
    return (await view.connection.execute(select(func.count()).select_from(alerts))).scalar_one()


async def source_answered_at(view: Reading) -> datetime | None:
    """When the source last gave a day (UTC)."""
    return readable_or_none((await view.connection.execute(select(func.max(editions.c.fetched_at)))).scalar())


async def model_use_in_all(view: Reading) -> dict[Purpose, ModelUse]:
    """What language models were used for since the store was begun."""
    names = ("calls", "input_tokens", "output_tokens", "papers", "flagged", "dropped", "fallbacks", "refused")
    sums = [func.coalesce(func.sum(model_use.c[name]), 0) for name in names]
    rows = await view.connection.execute(select(model_use.c.purpose, *sums).group_by(model_use.c.purpose))
    uses: dict[str, dict[str, int]] = {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
    return {purpose: _use(uses[purpose]) for purpose in Purpose if purpose in uses}


def _use(numbers: dict[str, int]) -> ModelUse:
    tokens = Tokens(input=numbers.pop("input_tokens"), output=numbers.pop("output_tokens"))
    return ModelUse(tokens=tokens, **numbers)
