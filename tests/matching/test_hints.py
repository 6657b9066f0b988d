"""What is pointed out before a keyword is saved."""

from __future__ import annotations

import pytest

from bot.matching.grammar import parse_keyword
from bot.matching.hints import near_duplicates, suggestions
from bot.matching.synonyms import names_of_things, things
from bot.matching.tokens import together, words


def test_known_other_names_are_suggested() -> None:
    assert "diffusion" in suggestions(parse_keyword("확산"))
    assert "검색 증강 생성" in suggestions(parse_keyword("RAG LLM"))
    assert "확산" not in suggestions(parse_keyword("확산"))


@pytest.mark.parametrize("text", ["zorblax", "author:LeCun", "LLaVA -RAG", "~확산"])
def test_nothing_is_suggested_where_nothing_is_known_or_all_names_are_wanted_already(text: str) -> None:
    assert suggestions(parse_keyword(text)) == ()


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("LLM", "llms"),
        ("diffusion -medical", "diffusion"),
        ("diffusion votes:20", "diffusion"),
        ("sparse attention", '"sparse attention"'),
        ("diffusion video", "diffusion"),
        ("확산 모델", "~diffusion"),
        ("LLM", '"대규모 언어 모델"'),
        ("transfomer", "transformer"),
        ("author:Smith", 'author:"Jane Smith"'),
    ],
)
def test_keywords_much_like_each_other_are_pointed_out(new: str, old: str) -> None:
    existing = [parse_keyword("audio"), parse_keyword(old)]
    assert near_duplicates(parse_keyword(new), existing) == (existing[1],)
    assert near_duplicates(existing[1], [parse_keyword(new)]) == (parse_keyword(new),)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("video", "audio"),
        ("RAG", "storage"),
        ("agent RL", "agent RAG"),
        ("3D", "4D"),
    ],
)
def test_other_keywords_are_not(new: str, old: str) -> None:
    assert near_duplicates(parse_keyword(new), [parse_keyword(old)]) == ()


def test_no_name_in_the_file_stands_for_two_things() -> None:
    forms = [together(words(name)) for names in names_of_things() for name in names]
    assert len(forms) == len(set(forms)) == len(things())
