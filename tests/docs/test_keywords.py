"""What the topic `keywords` says of how keywords are compared."""

from __future__ import annotations

import pytest

from bot.matching.fit import fits, prepare
from bot.matching.grammar import parse_keyword
from bot.models import LANGUAGES, Language
from tests.docs.documents import topic
from tests.factories import paper


@pytest.mark.parametrize(
    ("keyword", "text", "is_hit"),
    [
        ("diffusion video", "Video from diffusion", True),
        ('"mixture of experts"', "Experts and their mixture", False),
        ("diffusion -medical", "Diffusion for medical scans", False),
        ("~diffusion", "확산 모델로 그립니다.", True),
        ("diffusion", "확산 모델로 그립니다.", False),
        ("gan", "How an organ grows", False),
        ("multi-modal", "A multimodal model", True),
        ("model", "Two models", True),
        ("GPT-4", "We ask GPT-4o", False),
        ("C++", "A compiler for C", False),
        ("확산", "확산모델을 씁니다.", True),
    ],
)
def test_the_examples_hold(keyword: str, text: str, is_hit: bool) -> None:
    assert fits(parse_keyword(keyword), prepare(paper(title=text, abstract=""), [])) == is_hit


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_stand_there(language: Language) -> None:
    page = topic("keywords", language).read_text(encoding="utf-8")
    assert all(f"`{keyword}`" in page for keyword in ("gan", "multi-modal", "GPT-4", "C++", "~diffusion"))
