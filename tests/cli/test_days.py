from __future__ import annotations

from datetime import date

import pytest

from bot.cli.days import parse_day
from bot.errors import UserError

TODAY = date(2024, 4, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-04-03", date(2024, 4, 3)),
        ("2024-04-04", TODAY),
        ("today", TODAY),
        ("yesterday", date(2024, 4, 3)),
    ],
)
def test_a_day_is_a_date_or_a_word(text: str, day: date) -> None:
    assert parse_day(text, today=TODAY) == day


@pytest.mark.parametrize("text", ["", "tomorrow", "04/03/2024", "2024-02-30", "2024-4-3", "Today", "latest "])
def test_anything_else_is_refused_with_the_words_that_would_do(text: str) -> None:
    with pytest.raises(UserError, match=f"“{text}” is not a day: write a date such as 2024-04-03"):
        parse_day(text, today=TODAY)


def test_a_future_day_is_refused() -> None:
    with pytest.raises(UserError, match="2024-04-05 has not begun: in UTC it is 2024-04-04"):
        parse_day("2024-04-05", today=TODAY)
