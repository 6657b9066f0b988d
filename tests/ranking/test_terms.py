from __future__ import annotations

import pytest

from bot.ranking.terms import paper_terms, wordings
from tests.factories import paper


def terms_of(text: str) -> set[str]:
    return set(paper_terms(paper(1, title=text, abstract="")))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("video models", "Video Model"),
        ("fine-tuning", "finetuned"),
        ("β-carotene", "β carotene"),
        ("Łukasz Schrödinger", "lukasz schrodinger"),
        ("optimisation", "optimization"),
        ("LLM은", "LLM"),
        ("3D", "3d"),
    ],
)
def test_what_a_search_takes_for_the_same_is_the_same_term(left: str, right: str) -> None:
    assert terms_of(left) & terms_of(right)


def test_a_korean_word_is_a_term_of_the_run_that_contains_it() -> None:
    assert "확산" in terms_of("확산모델을 학습합니다")


def test_neighbouring_words_are_a_term_too_but_not_over_a_full_stop() -> None:
    assert "worldmodel" in terms_of("a world model")
    assert "worldmodel" not in terms_of("a world. Model")
    assert "worldmodel" not in terms_of("a (world) model")
    assert "worldmodel" not in terms_of("the world of models")


def test_function_words_numbers_and_single_letters_say_nothing() -> None:
    assert terms_of("we use the 2024 of 3.5 x") == {"use"}


def test_a_word_of_the_title_counts_as_four_of_the_abstract() -> None:
    counts = paper_terms(paper(1, title="robots", abstract="Robots meet owls. Owls dream."))
    assert (counts["robot"], counts["owl"]) == (5, 2)


def test_wordings_are_what_the_paper_writes_the_shortest_way() -> None:
    robot_paper = paper(
        1, title="Robot-based (world) dreams", abstract="A robot dreams: “video models”, often."
    )
    texts = wordings(robot_paper, {"robot", "videomodel", "absent"})
    assert texts == {"robot": "robot", "videomodel": "video models"}


def test_wordings_of_words_that_begin_otherwise_than_their_term() -> None:
    odd_paper = paper(1, title="Two feet of V2A models", abstract="A naïve “Αλφα-model”.")
    terms = sorted(paper_terms(odd_paper))
    assert wordings(odd_paper, terms).keys() == set(terms)
    assert wordings(odd_paper, ["foot"]) == {"foot": "feet"}
    assert wordings(odd_paper, []) == {}


def test_text_without_words_has_no_terms() -> None:
    assert not paper_terms(paper(1, title="…", abstract="(—) 12 !"))
