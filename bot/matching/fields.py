"""The texts of a paper that keywords are held against, by field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.models import Paper

Where = Literal["title", "abstract", "authors", "ai_keywords", "bullets", "organization"]


def fields(paper: Paper, bullets: Sequence[str]) -> dict[Where, Sequence[str]]:
    """The texts of each field, in reading order."""
    return {
        "title": (paper.title,),
        "abstract": (paper.abstract,),
        "authors": paper.authors,
        "ai_keywords": paper.ai_keywords,
        "bullets": bullets,
        "organization": (paper.organization or "",),
    }
