"""What stands in for bullets when there is no language model, no budget or no answer. Pure."""

from __future__ import annotations

from bot.models import Language, Paper, Summary, SummaryOrigin
from bot.summaries.figures import unsupported_figures
from bot.summaries.sentences import best_sentences, sentences

_SHORTEST_CHARACTERS = 40  # characters; below it stands a word or two
_LARGEST_SHARE = 0.6  # of the abstract's length; above it is the abstract again, or most of it


def fallback(paper: Paper, language: Language, count: int) -> Summary:
    """Hugging Face's summary, else the abstract's best `count` sentences; English whatever the language."""
    hugging_face_bullets = hugging_face_summary(paper)
    origin = SummaryOrigin.HUGGING_FACE if hugging_face_bullets else SummaryOrigin.ABSTRACT
    bullets = hugging_face_bullets or best_sentences(paper.abstract, count)
    return Summary(paper_id=paper.id, language=language, bullets=bullets, origin=origin)


def hugging_face_summary(paper: Paper) -> tuple[str, ...]:
    """The sentences of Hugging Face's summary; none if it is missing, the abstract again, or has a figure
    that the abstract does not bear out.
    """
    text = paper.ai_summary or ""
    if not _SHORTEST_CHARACTERS <= len(text) <= _LARGEST_SHARE * len(paper.abstract):
        return ()
    if unsupported_figures(text, abstract=paper.abstract, title=paper.title):
        return ()
    return sentences(text)
