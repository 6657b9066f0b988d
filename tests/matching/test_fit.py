"""Whether a paper fits, and where it says so."""

from __future__ import annotations

import pytest

from bot.matching.fit import fits, prepare
from bot.matching.grammar import parse_keyword
from bot.matching.word_places import WordPlace, places
from bot.models import Paper

PAPER = Paper(
    id="2404.02078",
    title="Fast Diffusion for Video",
    abstract="Diffusion-based editing of long videos.",
    authors=("Ann Lee", "Yann LeCun"),
    ai_keywords=("latent diffusion",),
    organization="AI at Meta",
    votes=30,
)
BULLETS = ("빠릅니다.", "확산모델을 씁니다.")


def _said(keyword: str) -> list[tuple[str, int, str]]:
    texts = {
        "title": (PAPER.title,),
        "abstract": (PAPER.abstract,),
        "authors": PAPER.authors,
        "ai_keywords": PAPER.ai_keywords,
        "bullets": BULLETS,
        "organization": (PAPER.organization or "",),
    }
    spans = places(parse_keyword(keyword).required, PAPER, BULLETS)
    return [(where, item, texts[where][item][start:end]) for where, item, start, end in spans]


def test_places_come_in_reading_order_with_the_words_as_written() -> None:
    assert _said("diffusion video") == [
        ("title", 0, "Diffusion"),
        ("title", 0, "Video"),
        ("abstract", 0, "Diffusion"),
        ("abstract", 0, "videos"),
        ("ai_keywords", 0, "diffusion"),
    ]


def test_a_korean_word_is_hit_without_its_particle() -> None:
    assert _said('"확산 모델"') == [("bullets", 1, "확산모델")]


def test_a_widened_word_is_hit_under_all_its_names() -> None:
    assert ("bullets", 1, "확산") in _said("~diffusion")
    assert ("title", 0, "Diffusion") in _said("~디퓨전")


def test_an_author_is_hit_by_the_whole_name() -> None:
    assert _said('author:"Y. LeCun"') == [("authors", 1, "Yann LeCun")]


def test_an_organization_is_hit_by_its_words() -> None:
    assert _said("org:meta") == [("organization", 0, "Meta")]


@pytest.mark.parametrize(
    ("keyword", "fitting"),
    [
        ("diffusion votes:30", True),
        ("diffusion votes:31", False),
        ("audio", False),
        ("meta", False),
        ("diffusion -audio", True),
        ("diffusion -editing", False),
        ("diffusion -author:LeCun", False),
        ('"for video"', True),
        ('"on video"', False),
        ('diffusion -"for video"', False),
    ],
)
def test_a_paper_fits_or_not(keyword: str, fitting: bool) -> None:
    assert fits(parse_keyword(keyword), prepare(PAPER, BULLETS)) is fitting


def test_a_place_is_a_plain_tuple() -> None:
    assert places(parse_keyword("Fast").required, PAPER, ()) == (WordPlace("title", 0, 0, 4),)
