"""The demo's papers: days in the shape of the daily-papers API, one that no list has, and bullets for all.

Titles, authors, votes, ids and links are the real ones, but for the votes of 1706.03762; abstracts and
bullets are our own words. Of the days after 2024-04-03 only some papers are here. Those of the last two days
really stood on the list of 2026-02-03: the next mornings need papers, too.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast

from bot.models import Summary, SummaryOrigin

if TYPE_CHECKING:
    from bot.models import Language

SAMPLES = files("bot.demo") / "samples"
OPENING_DAY = date(2026, 2, 3)  # the demo begins on the morning after; the mornings of later days can follow


@cache
def sample_days() -> dict[date, bytes]:
    """Per edition day (UTC), oldest first, the body that the API would answer: a bare JSON array."""
    days = {
        date.fromisoformat(PurePath(file.name).stem): file.read_bytes()
        for file in (SAMPLES / "days").iterdir()
    }
    return dict(sorted(days.items()))


@cache
def unlisted_papers() -> dict[str, Any]:
    """The papers that no sample day lists, by their ids, as the API would answer."""
    return {paper["id"]: paper for paper in json.loads((SAMPLES / "unlisted.json").read_bytes())}


def sample_papers() -> dict[str, Any]:
    """All papers that the demo knows, by their ids, as the API would answer."""
    listed = [each["paper"] for body in sample_days().values() for each in json.loads(body)]
    return {paper["id"]: paper for paper in listed} | unlisted_papers()


@cache
def sample_summaries() -> tuple[Summary, ...]:
    """The bullets of every sample paper, in every language."""
    text = (SAMPLES / "summaries.json").read_text(encoding="utf-8")
    written = cast("dict[str, dict[Language, list[str]]]", json.loads(text))
    return tuple(
        Summary(paper_id=paper_id, language=language, bullets=tuple(bullets), origin=SummaryOrigin.SAMPLE)
        for paper_id, by_language in written.items()
        for language, bullets in by_language.items()
    )


def thumbnail_url(paper_id: str) -> str:
    """Where Hugging Face has a paper's picture."""
    return f"https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{paper_id}.png"
