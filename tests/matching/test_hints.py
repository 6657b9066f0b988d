"""What is pointed out before a keyword is saved."""

from __future__ import annotations

import pytest

from bot.matching.grammar import parse_keyword
from bot.matching.hints import near_duplicates, suggestions, whole_names
from bot.matching.synonyms import names_of_things, things
from bot.matching.tokens import together, words


def test_known_other_names_are_suggested() -> None:
    assert "diffusion" in suggestions(parse_keyword("확산"))
    assert "검색 증강 생성" in suggestions(parse_keyword("RAG LLM"))
    assert "확산" not in suggestions(parse_keyword("확산"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("강화 학습", "RL"),
        ("강화학습", "RL"),
        ("reinforcement learning", "강화 학습"),
        ("Reinforcement-Learning", "강화 학습"),
        ("large language model", "대규모 언어 모델"),
        ("large language models", "LLM"),
        ("대규모 언어 모델 평가", "LLM"),
        ("efficient mixture of experts votes:5", "MoE"),
        ("reinforcement learning from human feedback", "RLHF"),
        ("chain of thought -math", "사고 사슬"),
        ("video diffusion model", "디퓨전"),
    ],
)
def test_words_that_are_a_name_together_have_other_names(text: str, name: str) -> None:
    assert name in suggestions(parse_keyword(text))


@pytest.mark.parametrize(
    "text",
    ["learning reinforcement", "reinforcement -games learning", 'large "language model"', "language models"],
)
def test_words_of_a_name_that_do_not_stand_together_are_none(text: str) -> None:
    assert suggestions(parse_keyword(text)) == ()


@pytest.mark.parametrize("text", ["zorblax", "author:LeCun", "LLaVA -RAG", "~확산"])
def test_nothing_is_suggested_where_nothing_is_known_or_all_names_are_wanted_already(text: str) -> None:
    assert suggestions(parse_keyword(text)) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("author:Yann LeCun", ('author:"Yann LeCun"',)),
        ("저자: Yann LeCun JEPA", ('author:"Yann LeCun"',)),
        ("agents org:Google DeepMind -robot", ('org:"Google DeepMind"',)),
        ("-author:Geoffrey Everest Hinton LLM", ('-author:"Geoffrey Everest Hinton"',)),
        ("author:Yann LeCun org:Meta AI", ('author:"Yann LeCun"',)),
        ('author:"Yann LeCun" Diffusion', ()),
        ("org:nvidia diffusion", ()),
        ("author:LeCun LLM", ()),
        ('author:LeCun "World Model"', ()),
        ("author:LeCun -Video ~Diffusion", ()),
        ("Diffusion author:LeCun", ()),
    ],
)
def test_a_name_without_quotes_is_pointed_out(text: str, names: tuple[str, ...]) -> None:
    assert whole_names(text, has_matches=True) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("author:yann lecun jepa", ('author:"yann lecun"',)),
        ("저자:조 경현", ('author:"조 경현"',)),
        ("author:yann", ()),
        ("author:yann -lecun", ()),
    ],
)
def test_where_nothing_was_found_any_word_may_belong_to_the_name(text: str, names: tuple[str, ...]) -> None:
    assert whole_names(text, has_matches=False) == names


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
        ("reinforcement learning", "RL"),
        ("large language model", "LLM agents"),
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
