"""How often a watched paper is looked at."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.watches.rhythm import next_look
from tests.factories import at

NOW = at("2024-04-04 00:00")


@pytest.mark.parametrize(
    ("published_at", "is_unknown", "days"),
    [
        (None, False, 1),
        (at("2024-04-05 00:00"), False, 1),
        (at("2024-04-03 00:00"), False, 1),
        (at("2024-03-21 00:01"), False, 1),
        (at("2024-03-21 00:00"), False, 3),
        (at("2024-02-04 00:00"), False, 7),
        (at("2023-04-06 00:00"), False, 7),
        (at("2023-04-04 00:00"), False, 30),
        (at("2007-04-04 00:00"), False, 30),
        (None, True, 7),
        (at("2024-03-21 00:00"), True, 7),
        (at("2007-04-04 00:00"), True, 30),
    ],
)
def test_at_most_daily_and_less_as_it_ages(
    published_at: datetime | None, is_unknown: bool, days: int
) -> None:
    assert next_look(published_at, NOW, is_unknown=is_unknown) == NOW + timedelta(days=days)
