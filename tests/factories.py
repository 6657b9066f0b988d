"""Values for tests: say what matters, the rest is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from bot.models import LANGUAGES, ArxivRecord, ChannelSettings, Edition, EditionState, Paper
from bot.texts import say_day

WEDNESDAY = date(2024, 4, 3)
# As today's Babel writes it: only the tests of the texts name its words.
SPOKEN_WEDNESDAY = {language: say_day(language, WEDNESDAY) for language in LANGUAGES}


def at(text: str) -> datetime:
    """`at("2024-04-04 09:00")` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def paper(number: int = 1, **changes: Any) -> Paper:
    values: dict[str, Any] = {
        "id": f"2404.{number:05}",
        "title": f"Paper number {number}",
        "abstract": f"We study question {number}. We find an answer. It holds on many data sets.",
        "authors": ("Kim Minji", "Ada Example"),
        "votes": 100 - number,
    }
    return Paper.model_validate(values | changes)


def record(number: int = 1, *, withdrawn: bool = False, **changes: Any) -> ArxivRecord:
    """What arXiv says of a paper: it knows no votes."""
    arxiv_paper = paper(number, **({"votes": 0} | changes))
    return ArxivRecord(paper=arxiv_paper, primary_class="cs.CL", withdrawn=withdrawn)


def edition(day: date = WEDNESDAY, papers: int | Sequence[Paper] = 3, fetched: str | None = None) -> Edition:
    listed = [paper(n) for n in range(1, papers + 1)] if isinstance(papers, int) else papers
    fetched_at = at(fetched) if fetched else datetime.combine(day, time(23, 30), UTC)
    return Edition(day=day, papers=tuple(listed), fetched_at=fetched_at)


def state(day: date, papers: int = 3, **changes: Any) -> EditionState:
    values: dict[str, Any] = {
        "day": day,
        "fetched_at": datetime.combine(day, time(23, 30), UTC),
        "finished": True,
        "papers": papers,
        "problem": None,
        "problem_since": None,
    }
    return EditionState.model_validate(values | changes)


def channel(channel_id: int = 100, **changes: Any) -> ChannelSettings:
    return ChannelSettings.model_validate({"guild_id": 1, "channel_id": channel_id} | changes)
