"""What `status` says of the language model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.cli.session import tell
from bot.models import ModelUse, Purpose, Tokens
from bot.settings import SummarySettings

Use = Mapping[tuple[date, Purpose], ModelUse]


def report(use: Use, settings: SummarySettings, since: date, today: date) -> dict[str, Any]:
    """For `--json`: the sums since a UTC day, and today's tokens against the budget."""
    used, asked = _tokens_of(use, today)
    counted = total(use.values()).model_dump(mode="json")
    today_so_far = {"tokens": used, "for_requests": asked, "daily_tokens": settings.daily_tokens}
    return {"model": settings.model or None, "since": since.isoformat(), **counted, "today": today_so_far}


def show(use: Use, settings: SummarySettings, since: date, today: date) -> None:
    """A few lines, if there is a model or was one."""
    if not settings.model and not use:
        return
    summed = total(use.values())
    tell(
        "status-summaries",
        since=since,
        papers=summed.papers,
        calls=summed.calls,
        flagged=summed.flagged,
        dropped=summed.dropped,
        fallbacks=summed.fallbacks,
    )
    used, asked = _tokens_of(use, today)
    tell("status-tokens", used=used, daily=settings.daily_tokens, asked=asked)
    if (today, Purpose.DIGEST) in use and use[today, Purpose.DIGEST].refused:
        tell("status-tokens-spent")


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


def _tokens_of(use: Use, day: date) -> tuple[int, int]:
    """The day's tokens, and those of them that people's questions took."""
    by_purpose = {
        purpose: model_use.tokens.total for (use_day, purpose), model_use in use.items() if use_day == day
    }
    return sum(by_purpose.values()), by_purpose.get(Purpose.REQUEST, 0)
