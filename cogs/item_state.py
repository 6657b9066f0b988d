"""What a button or select carries in its custom_id, read by what its constructor takes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

# Discord gives no larger ids, and no column holds them.
LARGEST_INTEGER = 2**63 - 1


def read_state(constructor: Callable[..., object], groups: Mapping[str, str | None]) -> dict[str, Any]:
    """The arguments that a template's named groups are to a constructor, by its annotations.

    Read are `str`, `int`, `date` (as `20240403`), a `Literal` of strings, and any of them with `| None`. A
    group that is empty or took no part is left to the constructor's default. ValueError for a text that is
    none of its kind, such as February 30.
    """
    kinds = get_type_hints(constructor)
    return {name: _read(text, kinds[name]) for name, text in groups.items() if text}


def day_digits(day: date) -> str:
    """The day as a custom_id carries it: `20240403`."""
    return day.isoformat().replace("-", "")  # strftime's %Y drops zeros before the year 1000


def _read(text: str, kind: Any) -> object:
    if get_origin(kind) in (Union, UnionType):
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    if kind is int:
        return _integer(text)
    if kind is date:
        return date.fromisoformat(text)
    if get_origin(kind) is Literal and text not in get_args(kind):
        raise ValueError(f"{text} is none of {get_args(kind)}")
    return text


def _integer(text: str) -> int:
    if (number := int(text)) > LARGEST_INTEGER:
        raise ValueError(f"{number} is larger than any id")
    return number
