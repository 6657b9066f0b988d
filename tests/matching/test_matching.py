"""Hits say where the paper fits."""

from __future__ import annotations

from bot.matching.grammar import parse_keyword
from bot.matching.matching import Hit, match, prepare
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
    hits = match(parse_keyword(keyword), prepare(PAPER, BULLETS)) or ()
    return [(hit.where, hit.item, texts[hit.where][hit.item][hit.start : hit.end]) for hit in hits]


def test_hits_come_in_reading_order_with_the_words_as_written() -> None:
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


def test_what_does_not_fit_is_none() -> None:
    document = prepare(PAPER, BULLETS)
    assert match(parse_keyword("diffusion votes:31"), document) is None
    assert match(parse_keyword("diffusion votes:30"), document) is not None
    assert match(parse_keyword("audio"), document) is None
    assert match(parse_keyword("meta"), document) is None


def test_a_hit_is_a_plain_tuple_of_places() -> None:
    hits = match(parse_keyword("Fast"), prepare(PAPER, ()))
    assert hits == (Hit("title", 0, 0, 4),)
