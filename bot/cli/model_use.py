"""What `status` says of the language model."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.cli.session import tell
from bot.models import Purpose
from bot.settings import SummarySettings
from bot.summaries.model_use import Use, tokens_of, total


def report(use: Use, settings: SummarySettings, since: date, today: date) -> dict[str, Any]:
    """For `--json`: the sums since a UTC day, and today's tokens against the budget."""
    used, asked = tokens_of(use, today)
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
    used, asked = tokens_of(use, today)
    tell("status-tokens", used=used, daily=settings.daily_tokens, asked=asked)
    if (today, Purpose.DIGEST) in use and use[today, Purpose.DIGEST].refused:
        tell("status-tokens-spent")
