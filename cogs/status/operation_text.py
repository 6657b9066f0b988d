"""How the bot as a whole fares, for its owners. Pure."""

from __future__ import annotations

from discord.utils import format_dt

from bot.digests.overview import Operation
from bot.models import Language
from bot.rendering.escape import escape, escape_within
from bot.settings import SummarySettings
from bot.summaries.model_use import tokens_of, total
from bot.texts import say

PROBLEMS, REASON = 3, 150  # days shown that the source failed to give, and UTF-16 units of each trouble


def operation_lines(operation: Operation, model: SummarySettings, language: Language) -> list[str]:
    """Source, model, budget and queue."""
    return [
        say(language, "operation-title"),
        *_source_lines(operation, language),
        *_model_lines(operation, model, language),
        _queue_line(operation, language),
    ]


def _source_lines(operation: Operation, language: Language) -> list[str]:
    lines = [
        say(
            language,
            "operation-source-problem",
            day=state.day,
            since=format_dt(state.problem_since, "f") if state.problem_since else "?",
            reason=escape_within(state.problem or "?", REASON),
        )
        for state in operation.problems[-PROBLEMS:]
    ]
    lines += [
        say(language, "operation-source-doubt", day=day, since=format_dt(doubt.since, "f"))
        for day, doubt in operation.doubts.items()
    ]
    return lines or [say(language, "operation-source-fine")]


def _model_lines(operation: Operation, model: SummarySettings, language: Language) -> list[str]:
    if not model.model:
        return [say(language, "operation-no-model")]
    summed, tokens = total(operation.use.values()), tokens_of(operation.use, operation.today)
    return [
        say(
            language,
            "operation-model",
            model=escape(model.model),
            papers=summed.papers,
            calls=summed.calls,
            fallbacks=summed.fallbacks,
        ),
        say(
            language,
            "operation-budget",
            used=tokens.used,
            daily=model.daily_tokens,
            requested=tokens.requested,
        ),
    ]


def _queue_line(operation: Operation, language: Language) -> str:
    after = operation.next_attempt_at
    return say(
        language,
        "operation-queue",
        waiting=operation.waiting,
        paused=operation.paused,
        next=format_dt(after, "R") if after else "–",
    )
