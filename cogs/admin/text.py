"""What the owners of the bot are told. Pure."""

from __future__ import annotations

from math import isfinite

from bot.app.upkeep import Collected, Health
from bot.models import Language
from bot.rendering.escape import escape_within
from bot.settings import SummarySettings
from bot.texts import say
from cogs.status.operation_text import operation_lines

REASON = 300  # UTF-16 units shown of a trouble


def collected_lines(collected: Collected, language: Language) -> list[str]:
    """How many papers each day lists, and why others could not be fetched."""
    days = sorted([*collected.papers, *collected.problems])
    return [
        say(language, "admin-collected", day=day, papers=collected.papers[day])
        if day in collected.papers
        else say(
            language,
            "admin-not-collected",
            day=day,
            reason=escape_within(collected.problems[day].text(language), REASON),
        )
        for day in days
    ]


def health_lines(
    health: Health, model: SummarySettings, language: Language, *, guilds: int, latency: float
) -> list[str]:
    """Gateway, store and queues; `latency` is in seconds, not finite while there is no connection."""
    milliseconds = round(latency * 1000) if isfinite(latency) else -1
    return [
        say(language, "admin-gateway", guilds=guilds, milliseconds=milliseconds),
        say(language, "admin-store", subscriptions=health.subscriptions, holder=health.holder or "–"),
        *operation_lines(health.operation, model, language),
        say(
            language, "admin-letters", waiting=health.notifications.waiting, held=health.notifications.on_hold
        ),
    ]


def synced_line(problem: str | None, language: Language) -> str:
    """Whether Discord took the commands."""
    if problem is None:
        return say(language, "admin-synced")
    return say(language, "admin-not-synced", reason=escape_within(problem, REASON))
