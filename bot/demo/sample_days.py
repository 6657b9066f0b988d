"""The demo's papers: three days in the shape of the daily-papers API, and bullets for each paper.

Titles, authors, votes, ids and links are the real ones; abstracts and bullets are our own words. Of the
days after 2024-04-03 only the most voted papers are here.
"""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from bot.models import Summary, SummaryOrigin

if TYPE_CHECKING:
    from bot.models import Language

SAMPLES = files("bot.demo") / "samples"


def sample_days() -> dict[date, bytes]:
    """Per edition day (UTC), oldest first, the body that the API would answer: a bare JSON array."""
    days = {
        date.fromisoformat(PurePath(file.name).stem): file.read_bytes()
        for file in (SAMPLES / "days").iterdir()
    }
    return dict(sorted(days.items()))


def sample_ids() -> frozenset[str]:
    """The ids of all papers that the demo knows."""
    return frozenset(listed["paper"]["id"] for body in sample_days().values() for listed in json.loads(body))


def sample_summaries() -> tuple[Summary, ...]:
    """The bullets of every sample paper, in every language."""
    text = (SAMPLES / "summaries.json").read_text(encoding="utf-8")
    written = cast("dict[str, dict[Language, list[str]]]", json.loads(text))
    return tuple(
        Summary(paper_id=paper_id, language=language, bullets=tuple(bullets), origin=SummaryOrigin.SAMPLE)
        for paper_id, by_language in written.items()
        for language, bullets in by_language.items()
    )
