"""From abstract to bullets."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.models import Language, Paper, Summary
from bot.summaries.fallback import fallback

__all__ = ["best_summaries", "fallback"]


def best_summaries(
    papers: Collection[Paper], language: Language, stored: Mapping[str, Summary], *, sentences: int
) -> dict[str, Summary]:
    """A summary for each paper, by id: the stored one, else what there is without a model of ours."""
    return {paper.id: stored.get(paper.id) or fallback(paper, language, sentences) for paper in papers}
