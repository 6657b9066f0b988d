"""From abstract to bullets."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.models import Language, Paper, Summary, SummaryOrigin
from bot.summaries.figures import unsupported_figures
from bot.summaries.sentences import first_sentences


def best_summaries(
    papers: Collection[Paper], language: Language, stored: Mapping[str, Summary], *, sentences: int
) -> dict[str, Summary]:
    """A summary for each paper, by id: the stored one, else the abstract's first `sentences`."""
    return {
        paper.id: checked(paper, found)
        if (found := stored.get(paper.id))
        else from_abstract(paper, language, sentences)
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


def from_abstract(paper: Paper, language: Language, sentences: int) -> Summary:
    """The abstract's own first sentences, in English whatever the language."""
    return Summary(
        paper_id=paper.id,
        language=language,
        bullets=first_sentences(paper.abstract, sentences),
        origin=SummaryOrigin.ABSTRACT,
    )
