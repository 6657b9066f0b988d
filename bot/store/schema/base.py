"""What all tables share."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any, Final, TypeVar, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    Time,
    TypeDecorator,
)

from bot.texts.foreign import one_line

T = TypeVar("T")


class Unreadable(Enum):
    """What is read where a hand or a broken disk left something that the column does not hold."""

    VALUE = "unreadable"


UNREADABLE: Final = Unreadable.VALUE


class Guarded(TypeDecorator[T]):
    """A column whose text is parsed: what cannot be is read as UNREADABLE.

    An error would cost all rows of the query, since SQLAlchemy parses them together. `store.rows` leaves out
    the one row.
    """

    __abstract__ = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Whatever SQLite keeps, a value or UNREADABLE."""
        parse = super().result_processor(dialect, coltype)
        if parse is None:
            return None

        def guarded(stored: Any) -> Any:
            try:
                return parse(stored)
            except (TypeError, ValueError, RecursionError):
                return UNREADABLE

        return guarded


class Day(Guarded[date]):
    """A date."""

    impl = Date
    cache_ok = True


class ClockTime(Guarded[time]):
    """A time of the day."""

    impl = Time
    cache_ok = True


class Json(Guarded[Any]):
    """Lists and numbers as JSON."""

    impl = JSON
    cache_ok = True


class UtcDateTime(Guarded[datetime]):
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


class LineText(Guarded[str]):
    """A stranger's text as one line of bounded length, also where an earlier version kept all of it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Nothing longer is stored."""
        return None if value is None else one_line(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Nothing longer is read."""
        return None if value is None else one_line(value)


class Counts(Guarded[Mapping[str, int]]):
    """How often each of some hundred words comes, packed: a third of what JSON takes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, int] | None, dialect: Dialect) -> bytes | None:
        """Packed JSON."""
        if value is None:
            return None
        return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Mapping[str, int] | None:
        """The counts; ValueError for anything else."""
        if value is None:
            return None
        try:
            counts = json.loads(zlib.decompress(value))
        except zlib.error as error:
            raise ValueError(str(error)) from error
        if not isinstance(counts, dict):
            raise ValueError("no counts")
        return cast("dict[str, int]", counts)


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
        Column("reason", LineText),
    )


def is_table_of_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether Alembic shall compare it with the tables here: not what FTS5 keeps of its index."""
    return not (kind == "table" and name is not None and name.startswith("paper_index"))
