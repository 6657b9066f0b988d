"""From rows to values, in one place: a row that cannot be read costs itself, and the log tells of it once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, RowMapping, func

from bot.apart import apart
from bot.models import Model
from bot.store.schema import UNREADABLE

RowT = TypeVar("RowT")
TupleT = TypeVar("TupleT", bound=Sequence[Any])
T = TypeVar("T")
ModelT = TypeVar("ModelT", bound=Model)


def readable(rows: Iterable[RowT], read: Callable[[RowT], T], kind: str, key: str) -> list[T]:
    """What `read` makes of each row that it can read. The log names others by kind and the column `key`."""
    fetched = list(rows)
    try:
        return [read(row) for row in fetched]
    except (TypeError, ValueError):
        return _apart(fetched, read, kind, key)


def whole(row: TupleT) -> TupleT:
    """The row itself; ValueError if one of its columns could not be read."""
    if UNREADABLE in row:
        raise ValueError(f"column {row.index(UNREADABLE) + 1} cannot be read")
    return row


def model_of(model: type[ModelT], row: RowMapping, **values: object) -> ModelT:
    """The model with what the row has of its fields, and `values`; ValueError if one does not fit."""
    return model.model_validate({name: row[name] for name in model.model_fields if name in row} | values)


def readable_or_none(value: T) -> T | None:
    """A single value; None where what is stored cannot be read."""
    return None if value is UNREADABLE else value


def is_day(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a date stands there: text that is none would be the first or last of all days."""
    return func.date(column).is_not(None)


def _apart(rows: list[RowT], read: Callable[[RowT], T], kind: str, key: str) -> list[T]:
    values = list[T]()
    for row in rows:
        with apart(f"the stored {kind} {_name(row, key)}"):
            values.append(read(row))
    return values


def _name(row: Any, key: str) -> object:
    name = row[key] if isinstance(row, RowMapping) else getattr(row, key)
    return "without a readable key" if name is UNREADABLE else name
