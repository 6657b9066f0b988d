"""What `status` tells of days whose list the source changed so that it is not believed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.cli.session import language, moment, tell
from bot.digests.source_answers import doubted
from bot.models import Doubt


def report(doubts: Mapping[date, Doubt]) -> list[dict[str, Any]]:
    """As JSON: how many papers the doubted answer `listed`, and how many stay `stored` instead."""
    return [
        {
            "day": day.isoformat(),
            "reason": doubt.reason.value,
            "listed": len(doubt.paper_ids),
            "stored": doubt.stored,
            "since": doubt.since.isoformat(),
            "looks": doubt.looks,
        }
        for day, doubt in sorted(doubts.items())
    ]


def show(doubts: Mapping[date, Doubt]) -> None:
    """A line for each day."""
    for day, doubt in sorted(doubts.items()):
        tell("status-doubt", since=moment(doubt.since), reason=doubted(day, doubt).text(language()))
