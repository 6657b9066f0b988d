"""What all tables share."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
)

from bot.texts.foreign import one_line


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept as naive UTC: SQLite has no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware to naive UTC; a naive value is our bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Naive UTC to aware."""
        return None if value is None else value.replace(tzinfo=UTC)


class Line(TypeDecorator[str]):
    """A stranger's text as one line of bounded length, also where an earlier version kept all of it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Nothing longer is stored."""
        return None if value is None else one_line(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Nothing longer is read."""
        return None if value is None else one_line(value)


class Texts(TypeDecorator[tuple[str, ...]]):
    """A few texts, as a JSON list. One that cannot be read is a single text that means nothing: it costs its
    own row, not all that are read with it.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """As readable JSON."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...] | None:
        """In the order in which they were stored."""
        if value is None:
            return None
        try:
            return tuple(str(text) for text in json.loads(value))
        except (TypeError, ValueError, RecursionError):
            return (str(value),)


metadata = MetaData()


def outbox_columns() -> tuple[Column[Any], ...]:
    """What store.outbox keeps of every message; models.OutboxMessage says what it means."""
    return (
        Column("state", Text, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("planned_at", UtcDateTime, nullable=False),
        Column("next_attempt_at", UtcDateTime),
        Column("unknown_since", UtcDateTime),
        Column("posted_at", UtcDateTime),
        Column("message_id", BigInteger),
        Column("reason", Line),
    )


def is_table_of_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether Alembic shall compare it with the tables here: not what FTS5 keeps of its index."""
    return not (kind == "table" and name is not None and name.startswith("paper_index"))
