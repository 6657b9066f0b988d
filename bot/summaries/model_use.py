"""What language models were used for, summed up: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from bot.models import ModelUse, Purpose, Tokens

Use = Mapping[tuple[date, Purpose], ModelUse]


class DayTokens(NamedTuple):
    """A day's tokens, and those of them that people's questions took."""

    used: int
    requested: int


def total(uses: Iterable[ModelUse]) -> ModelUse:
    """All of them together."""
    all_uses = list(uses)
    return ModelUse(
        calls=sum(use.calls for use in all_uses),
        tokens=sum((use.tokens for use in all_uses), Tokens()),
        papers=sum(use.papers for use in all_uses),
        flagged=sum(use.flagged for use in all_uses),
        dropped=sum(use.dropped for use in all_uses),
        fallbacks=sum(use.fallbacks for use in all_uses),
        refused=sum(use.refused for use in all_uses),
    )


def tokens_of(use: Use, day: date) -> DayTokens:
    """The tokens of a UTC day."""
    by_purpose = {
        purpose: model_use.tokens.total for (use_day, purpose), model_use in use.items() if use_day == day
    }
    return DayTokens(sum(by_purpose.values()), by_purpose.get(Purpose.REQUEST, 0))
