"""A store with rows in every table, made from the schema: three of each, unless a table is named here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Integer, Table, Text

from bot.models import (
    DeliveryState,
    Digest,
    DigestPaper,
    Doubt,
    DoubtReason,
    Making,
    Summary,
    SummaryOrigin,
    Tokens,
    Week,
)
from bot.models.notifications import NotificationContent
from bot.store import Store, open_store
from bot.store.dialect import dialect_of
from bot.store.schema import deliveries, metadata
from bot.store.schema.base import ClockTime, Day, Json, UtcDateTime
from tests.factories import at, paper
from tests.support.postgres import run_apart

DAY = date(2024, 4, 1)
BEFORE, NOW, LATER = at("2024-03-01 00:00"), at("2024-04-05 00:00"), at("2024-04-06 00:00")
PAPER_IDS = [paper(number).id for number in (1, 2, 3)]
CONTENT = NotificationContent(language="en", groups=())
DOUBT = Doubt(reason=DoubtReason.EMPTY, paper_ids=(), stored=3, since=NOW, looks=1)
MAKING = Making(model="small", prompt_version="1", tokens=Tokens(), created_at=NOW)
SUMMARY = Summary(paper_id=PAPER_IDS[0], language="en", bullets=("A bullet.",), origin=SummaryOrigin.MODEL)
DIGEST = Digest(day=DAY, language="en", listed=1, papers=(DigestPaper(paper=paper(1), summary=SUMMARY),))

WEEK = Week(language="en", first_day=DAY, last_day=DAY, listed=1, best=(), risers=(), saved=())

# By "table.column" or by the column's name alone.
_VALUES: dict[str, Any] = {
    "alerts.looks_from": DAY, "alerts.paused_at": None, "alerts.snoozed_until": None,
    "papers.authors": ["Ada Example"], "ai_keywords": ["rag"], "paper_texts.authors": "ada",
    "bullets": ["A bullet about RAG."], "paper_texts.bullets": "rag", "configured_by": 1,
    "digests.content": DIGEST.model_dump_json(), "letters.content": CONTENT.model_dump_json(),
    "edit_late": True, "finished": True, "guild_id": 1, "held_until": LATER,
    "hits": [["2024-04-01", PAPER_IDS[0]]], "language": "en", "notes.value": DOUBT.model_dump_json(),
    "origin": "model", "part": 1, "parts": 1, "papers": 3, "posted_at": NOW,
    "digest_papers.paper_id": PAPER_IDS[0], "purpose": "digest", "removed_at": None, "suspended_at": None,
    "next_edit_at": NOW, "live_votes": True,
    "state": DeliveryState.PLANNED, "next_attempt_at": NOW, "user_id": 1, "zone": "Asia/Seoul",
    "deliveries.day": DAY, "subscriptions.layout": "full", "deliveries.layout": "full",
    "weekdays": ("mon",), "order": "votes", "examples": (), "weekly": "fri",
    "next_weekly_at": NOW, "week_posts.content": WEEK.model_dump_json(),
    "role_id": None, "topics": ("rag",), "excluded_topics": (), "role_topics": (),
    "kind": "added", "counts": {"rag": 2}, "paper_terms.version": 1, "nearest": [], "before": {}, "after": {},
    "leases.seconds": 30.0, "looks.source": "hub", "looks.next_at": BEFORE, "version": 2,
    "code_url": "https://example.com/code", "baseline_votes": 0,
}  # fmt: skip
_OF_TYPE: dict[type[Any], Any] = {Boolean: False, UtcDateTime: NOW, ClockTime: time(9), Json: [1]}


async def stock(store: Store) -> None:
    """Fill an empty store."""
    async with store.transaction() as tx:
        for table in metadata.sorted_tables:
            await tx.connection.execute(table.insert(), list(rows(table)))
        await tx.connection.run_sync(dialect_of(tx.connection).settle)


def stock_file(file: Path) -> None:
    """Fill an empty database of SQLite's."""

    async def fill() -> None:
        async with open_store(f"sqlite+aiosqlite:///{file}") as store:
            await stock(store)

    run_apart(fill())


def rows(table: Table) -> Iterator[dict[str, Any]]:
    """What the table holds; of deliveries also such as are posted."""
    for number in (1, 2, 3):
        yield {column.name: _value(table, column, number) for column in table.columns}
    if table is deliveries:
        for number in (1, 2, 3):
            row = {column.name: _value(table, column, number) for column in table.columns}
            yield row | {"id": number + 3, "day": DAY + timedelta(1), "state": DeliveryState.POSTED}


def _value(table: Table, column: Column[Any], number: int) -> Any:
    for name in (f"{table.name}.{column.name}", column.name):
        if name in _VALUES and not (
            column.name in ("user_id", "guild_id") and column.primary_key and len(table.primary_key) == 1
        ):
            return _VALUES[name]
    if column.name in ("paper_id", "id") and isinstance(column.type, Text):
        return PAPER_IDS[number - 1]
    if isinstance(column.type, Day):
        return DAY + timedelta(number)
    if table.name == "notes" and column.name == "key":
        return f"doubt of {DAY + timedelta(number - 1)}"
    return _value_of_type(column, number)


def _value_of_type(column: Column[Any], number: int) -> Any:
    for kind, value in _OF_TYPE.items():
        if isinstance(column.type, kind):
            return value
    return number if isinstance(column.type, Integer) else f"rag {column.name} {number}"
