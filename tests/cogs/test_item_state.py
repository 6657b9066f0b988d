"""What a custom_id's groups are to the constructor of a button."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import pytest

from cogs.item_state import LARGEST_INTEGER, read_state


def button(
    action: Literal["save", "widen"], paper_id: str, count: int, day: date | None = None, label: str = "…"
) -> None:
    """Takes a state of every kind, and a label that no custom_id carries."""


def test_each_group_is_read_as_the_constructor_takes_it() -> None:
    groups = {"action": "save", "paper_id": "2404.00001", "count": "7", "day": "20240403"}
    assert read_state(button, groups) == {
        "action": "save",
        "paper_id": "2404.00001",
        "count": 7,
        "day": date(2024, 4, 3),
    }


@pytest.mark.parametrize("text", [None, ""])
def test_a_group_that_says_nothing_is_left_to_the_default(text: str | None) -> None:
    assert read_state(button, {"count": "7", "day": text}) == {"count": 7}


@pytest.mark.parametrize(
    "groups",
    [
        {"day": "20240230"},
        {"day": "00000101"},
        {"action": "explode"},
        {"count": str(LARGEST_INTEGER + 1)},
        {"count": "seven"},
    ],
)
def test_what_is_none_of_its_kind_is_refused(groups: Mapping[str, str]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_state(button, groups)


def test_the_largest_id_is_read() -> None:
    assert read_state(button, {"count": str(LARGEST_INTEGER)}) == {"count": LARGEST_INTEGER}
