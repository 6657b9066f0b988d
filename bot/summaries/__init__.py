"""From abstract to bullets."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.models import Language, Paper, Summary, SummaryOrigin
from bot.summaries.fallback import fallback
from bot.summaries.figures import unsupported_figures

__all__ = ["best_summaries", "checked", "fallback"]


def best_summaries(
    papers: Collection[Paper], language: Language, stored: Mapping[str, Summary], *, sentences: int
) -> dict[str, Summary]:
    """A summary for each paper, by id: the stored one, else what there is without a model of ours."""
    return {
        paper.id: checked(paper, summary)
        if (summary := stored.get(paper.id))
        else fallback(paper, language, sentences)
        for paper in papers
    }


def checked(paper: Paper, summary: Summary) -> Summary:
    """The summary; one from an archive, which nobody checked yet, with its doubtful bullets marked."""
    if summary.origin is not SummaryOrigin.ARCHIVE or not paper.abstract:
        return summary
    doubtful = tuple(
        place
        for place, bullet in enumerate(summary.bullets)
        if unsupported_figures(bullet, abstract=paper.abstract, title=paper.title)
    )
    return summary.model_copy(update={"doubtful": doubtful})
