"""Keyword alerts and drafts of them, seen by their owner alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Result, Select, delete, func, select, update

from bot.models import Alert, AlertDraft
from bot.store import keywords
from bot.store.database import Reading, Transaction
from bot.store.rows import model_of, readable
from bot.store.schema import alerts, drafts
from bot.store.upsert import insert_missing

MAX_DRAFTS_PER_PERSON = 5  # whose buttons work


async def add(
    tx: Transaction, user_id: int, keyword: str, keyword_id: int, now: datetime, looks_from: date
) -> bool:
    """Keep a keyword as typed; False if the person has one that means the same."""
    row = {"user_id": user_id, "keyword": keyword, "keyword_id": keyword_id, "created_at": now}
    return await insert_missing(tx, alerts, [row | {"looks_from": looks_from}]) > 0


async def remove(tx: Transaction, alert: Alert) -> None:
    """Delete an alert; its keyword too, if nobody else has it."""
    tx.erase_traces()
    await tx.connection.execute(delete(alerts).where(alerts.c.id == alert.id))
    if alert.keyword_id is not None:
        await keywords.forget_unused(tx, [alert.keyword_id])


async def look(
    tx: Transaction,
    alert_id: int,
    *,
    looks_from: date,
    paused_at: datetime | None = None,
    snoozed_until: datetime | None = None,
) -> None:
    """Change from which day on the alert looks, or that it is paused."""
    values = {"looks_from": looks_from, "paused_at": paused_at, "snoozed_until": snoozed_until}
    await tx.connection.execute(update(alerts).where(alerts.c.id == alert_id).values(**values))


async def of_user(view: Reading, user_id: int) -> list[Alert]:
    """The person's alerts, oldest first."""
    query = select(alerts).where(alerts.c.user_id == user_id).order_by(alerts.c.id)
    return _alerts(await view.connection.execute(query))


async def count(view: Reading, user_id: int) -> int:
    """How many alerts the person has."""
    query = select(func.count()).where(alerts.c.user_id == user_id)
    return (await view.connection.execute(query)).scalar_one()


async def after(view: Reading, alert_id: int, limit: int) -> list[Alert]:
    """Up to `limit` alerts of anybody whose id is higher, in order."""
    query = select(alerts).where(alerts.c.id > alert_id).order_by(alerts.c.id).limit(limit)
    return _alerts(await view.connection.execute(query))


async def point(tx: Transaction, alert: Alert, keyword_id: int | None) -> None:
    """Say what the alert means; one that now means the same as another one of its owner is deleted."""
    same = (alerts.c.user_id == alert.user_id) & (alerts.c.keyword_id == keyword_id)
    query = select(alerts.c.id).where(same, alerts.c.id != alert.id).limit(1)
    if keyword_id is not None and (await tx.connection.execute(query)).first():
        tx.erase_traces()
        await tx.connection.execute(delete(alerts).where(alerts.c.id == alert.id))
        return
    await tx.connection.execute(update(alerts).where(alerts.c.id == alert.id).values(keyword_id=keyword_id))


async def add_draft(
    tx: Transaction, user_id: int, keyword: str, hits: Sequence[tuple[date, str]], now: datetime
) -> int:
    """Keep what was tried, in place of the oldest draft of somebody who has many; returns the draft's id."""
    await _delete_drafts(tx, drafts.c.id.in_(_older_drafts(user_id)))
    stored_hits = [(day.isoformat(), paper_id) for day, paper_id in hits]
    values = {"user_id": user_id, "keyword": keyword, "hits": stored_hits, "created_at": now}
    added = await tx.connection.execute(drafts.insert().values(**values).returning(drafts.c.id))
    return added.scalar_one()


async def draft(view: Reading, user_id: int, draft_id: int, since: datetime) -> AlertDraft | None:
    """The person's draft with this id, if it was made since then."""
    of_person = (drafts.c.id == draft_id) & (drafts.c.user_id == user_id)
    query = select(drafts).where(of_person, drafts.c.created_at >= since)
    row = (await view.connection.execute(query)).mappings().first()
    return model_of(AlertDraft, row) if row else None


async def remove_draft(tx: Transaction, draft_id: int) -> None:
    """Forget a draft."""
    await _delete_drafts(tx, drafts.c.id == draft_id)


async def forget_drafts(tx: Transaction, before: datetime) -> None:
    """Forget the drafts that were made before then."""
    await _delete_drafts(tx, drafts.c.created_at < before)


async def _delete_drafts(tx: Transaction, which: ColumnElement[bool]) -> None:
    if (await tx.connection.execute(delete(drafts).where(which))).rowcount:
        tx.erase_traces()


def _older_drafts(user_id: int) -> Select[int]:
    """The person's drafts that leave no room for another one."""
    person_drafts = select(drafts.c.id).where(drafts.c.user_id == user_id)
    return person_drafts.order_by(drafts.c.id.desc()).offset(MAX_DRAFTS_PER_PERSON - 1)


def _alerts(rows: Result[*tuple[Any, ...]]) -> list[Alert]:
    return readable(rows.mappings(), lambda row: model_of(Alert, row), "alert", "id")
