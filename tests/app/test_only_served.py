"""Interactions are read only where they can be served."""

from __future__ import annotations

from typing import Any

import pytest

from bot.admission import Admission
from bot.admission import door as admission
from bot.app.command_tree import only_served

ID = str(1_200_000_000_000_000_000)
IN_A_SERVER, IN_A_DM = {"id": ID, "member": {"user": {"id": "5"}}}, {"id": ID, "user": {"id": "5"}}


@pytest.mark.parametrize("data", [IN_A_SERVER, IN_A_DM])
async def test_an_interaction_is_read_unless_it_could_only_be_left(
    monkeypatch: pytest.MonkeyPatch, data: Any
) -> None:
    monkeypatch.setattr(admission, "AT_ONCE", 1)
    monkeypatch.setattr(admission, "MOST_WAITING", 0)
    door, read = Admission(lambda: 0.0), list[Any]()
    take = only_served(read.append, door)
    take(data)
    async with door.turn(1, 0.0, bool):
        take(data)
        assert read == [data]
    take(data)
    assert read == [data, data]


@pytest.mark.parametrize(
    "data",
    [
        None,
        7,
        "no",
        [],
        {},
        {"id": "9" * 40, "user": {"id": "5"}},
        {"id": ID},
        {"id": ID, "member": {"user": 5}},
    ],
)
def test_what_is_no_interaction_is_for_the_reader_to_refuse(data: Any) -> None:
    read = list[Any]()
    only_served(read.append, Admission(lambda: 0.0))(data)
    assert read == [data]
