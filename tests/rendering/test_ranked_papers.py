from __future__ import annotations

from typing import Any

import pytest

from bot.models import LANGUAGES, Language, RankedDays, RankedPaper
from bot.rendering import limits
from bot.rendering.ranked_papers import PAGE_PAPERS, like_embed, ranked_embed
from bot.rendering.units import units
from tests.factories import SPOKEN_WEDNESDAY, WEDNESDAY, paper

NEAR = RankedPaper(
    paper=paper(1, title="Robots [that] *grasp*", votes=12),
    like=paper(2, title="Arms_and_cups"),
    words=("robot", "grasp"),
)
FAR = RankedPaper(paper=paper(3, title="A proof", votes=0), like=None, words=())


def ranked_day(*papers: RankedPaper, **changes: Any) -> RankedDays:
    values: dict[str, Any] = {
        "first": WEDNESDAY,
        "last": WEDNESDAY,
        "papers": papers,
        "start": 0,
        "total": len(papers),
        "taste": 3,
        "needed": 3,
        "saved": frozenset(),
        "refused": frozenset(),
        "daily": False,
    }
    return RankedDays.model_validate(values | changes)


def test_each_paper_has_its_votes_and_its_reason_with_the_shared_words_in_bold() -> None:
    embed = ranked_embed(ranked_day(NEAR, FAR), "en")
    assert embed.title == f"For you · {SPOKEN_WEDNESDAY['en']}"
    assert (embed.description or "").splitlines() == [
        r"**1.** [Robots \[that\] \*grasp\*](https://arxiv.org/abs/2404.00001) · ▲ 12",
        r"-# like *Arms\_and\_cups*, which you saved: **robot**, **grasp**",
        "**2.** [A proof](https://arxiv.org/abs/2404.00003) · ▲ 0",
    ]


def test_places_go_on_over_pages() -> None:
    assert (ranked_embed(ranked_day(FAR, start=10), "en").description or "").startswith("**11.** ")


def test_with_too_few_saved_papers_it_says_so() -> None:
    embed = ranked_embed(ranked_day(FAR, taste=1), "en")
    assert "from 3 papers on; you have 1" in (embed.description or "")


def test_papers_like_one_stand_under_its_title() -> None:
    embed = like_embed("Arms_and_cups", (NEAR,), "en")
    assert embed.title == r"Like Arms\_and\_cups"
    assert "both speak of **robot**, **grasp**" in (embed.description or "")
    assert like_embed("A proof", (), "en").description == "No stored paper is like this one."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_the_longest_titles_fits_whole(language: Language) -> None:
    long = paper(1, title="*_" * 400, votes=99_999)
    ranked = RankedPaper(paper=long, like=long, words=("*w" * 40, "_v" * 40, "~u" * 40))
    description = ranked_embed(ranked_day(*[ranked] * PAGE_PAPERS), language).description or ""
    assert units(description) <= limits.DESCRIPTION
    assert f"**{PAGE_PAPERS}.**" in description
    assert description.endswith("**")
