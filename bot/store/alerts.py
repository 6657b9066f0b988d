"""Keyword alerts, seen by their owner alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import RowMapping, delete, func, select

from bot.models import Alert
from bot.store.database import Reading, Transaction
from bot.store.schema import alerts
from bot.store.upsert import insert_missing


async def add(tx: Transaction, user_id: int, keyword: str, canonical: str, now: datetime) -> bool:
    """Keep a keyword as written; False if the person has one with the same canonical form."""
    row = {"user_id": user_id, "keyword": keyword, "canonical": canonical, "created_at": now}
    return await insert_missing(tx, alerts, [row]) > 0


async def remove(tx: Transaction, user_id: int, alert_id: int) -> bool:
    """Delete one of the person's own alerts; whether there was one."""
    own = (alerts.c.user_id == user_id) & (alerts.c.id == alert_id)
    return (await tx.connection.execute(delete(alerts).where(own))).rowcount > 0


async def of_user(view: Reading, user_id: int) -> list[Alert]:
    """The person's alerts, oldest first."""
    query = select(alerts).where(alerts.c.user_id == user_id).order_by(alerts.c.id)
    return [_alert(row) for row in (await view.connection.execute(query)).mappings()]


async def count(view: Reading, user_id: int) -> int:
    """How many alerts the person has."""
    query = select(func.count()).where(alerts.c.user_id == user_id)
    return (await view.connection.execute(query)).scalar_one()


def _alert(row: RowMapping) -> Alert:
    return Alert.model_validate({name: row[name] for name in Alert.model_fields})
