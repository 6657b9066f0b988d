"""Which answers about a watched paper are not believed at first."""

from __future__ import annotations

from typing import Any

import pytest

from bot.watches.belief import is_doubtful_page, is_doubtful_record
from tests.factories import paper, record

LINK = "https://github.com/example/trees"


@pytest.mark.parametrize(
    ("stored", "page", "doubtful"),
    [
        ({"votes": 100}, {"votes": 100}, False),
        ({"votes": 100}, {"votes": 900}, False),
        ({"votes": 100}, {"votes": 80}, False),
        ({"votes": 100}, {"votes": 79}, True),
        ({"votes": 100}, {"votes": 0}, True),
        ({"votes": 0}, {"votes": 0}, False),
        ({"code_url": LINK}, {"code_url": None}, True),
        ({"project_url": LINK}, {"project_url": None}, True),
        ({"code_url": LINK}, {"code_url": LINK + "-2"}, False),
        ({"code_url": None}, {"code_url": LINK}, False),
    ],
)
def test_a_page_is_doubted_if_votes_or_a_link_are_gone(
    stored: dict[str, Any], page: dict[str, Any], doubtful: bool
) -> None:
    assert is_doubtful_page(paper(**stored), paper(**page)) is doubtful


@pytest.mark.parametrize(
    ("stored", "new", "doubtful"),
    [
        (None, {"version": 1}, False),
        ({"version": None}, {"version": 1}, False),
        ({"version": 1}, {"version": 2}, False),
        ({"version": 2}, {"version": 1}, True),
        ({"version": 2}, {"version": None}, True),
        ({"version": 2, "withdrawn": True}, {"version": 2, "withdrawn": False}, True),
        ({"version": 2, "withdrawn": True}, {"version": 3, "withdrawn": False}, False),
    ],
)
def test_a_record_is_doubted_if_a_version_or_a_withdrawal_is_gone(
    stored: dict[str, Any] | None, new: dict[str, Any], doubtful: bool
) -> None:
    earlier = None if stored is None else record().model_copy(update=stored)
    assert is_doubtful_record(earlier, record().model_copy(update=new)) is doubtful
