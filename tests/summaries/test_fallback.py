from __future__ import annotations

import pytest

from bot.models import LANGUAGES, Language, SummaryOrigin
from bot.summaries import best_summaries, fallback
from tests.factories import paper

ABSTRACT = (
    "Small models are cheap. We introduce a method that trains models with 7 billion parameters at half of "
    "the cost. It outperforms earlier methods by 12% on six tasks. It needs no labels. "
    "We study its limits, too. Code is available at the project page."
)
REAL = "A method for training small models at half of the cost, better than earlier ones."


@pytest.mark.parametrize("language", LANGUAGES)
def test_hugging_faces_summary_comes_first(language: Language) -> None:
    summary = fallback(paper(abstract=ABSTRACT, ai_summary=REAL), language, 3)
    assert (summary.origin, summary.bullets, summary.language) == (
        SummaryOrigin.HUGGING_FACE,
        (REAL,),
        language,
    )


@pytest.mark.parametrize(
    "ai_summary",
    [None, "", "Small models.", ABSTRACT, ABSTRACT[:200], REAL.replace("half", "17%")],
    ids=["missing", "empty", "a few words", "the abstract", "most of it", "a figure of its own"],
)
def test_what_is_no_real_summary_is_passed_over_for_the_abstracts_best_sentences(
    ai_summary: str | None,
) -> None:
    summary = fallback(paper(abstract=ABSTRACT, ai_summary=ai_summary), "ko", 2)
    assert summary.origin is SummaryOrigin.ABSTRACT
    assert [bullet.split(" ", 2)[:2] for bullet in summary.bullets] == [
        ["We", "introduce"],
        ["It", "outperforms"],
    ]


def test_stored_bullets_win() -> None:
    stored = fallback(paper(), "ko", 1).model_copy(update={"origin": SummaryOrigin.MODEL})
    summaries = best_summaries([paper(1), paper(2)], "ko", {paper(1).id: stored}, sentences=2)
    assert (summaries[paper(1).id], summaries[paper(2).id].origin) == (stored, SummaryOrigin.ABSTRACT)
