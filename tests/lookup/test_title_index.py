"""Titles found while they are typed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.lookup.title_fit import is_meant, is_near, is_same
from bot.lookup.title_index import Title, Titles, has_words
from tests.factories import at

TEXTS = [
    "Attention Is All You Need",
    "Advancing LLM Reasoning Generalists with Preference Trees",
    "Denoising Diffusion Probabilistic Models",
    "한국어 대규모 언어 모델의 확산",
    "Über Vision–Language Agents: C++ at Scale",
    "A Survey of Preference Optimisation",
]
NOW = at("2024-04-04 00:00")


def title(paper_id: str, text: str, votes: int = 0, days_ago: int = 0) -> Title:
    return Title(paper_id, text, votes, NOW - timedelta(days=days_ago))


@pytest.fixture
def titles() -> Titles:
    index = Titles()
    for number, text in enumerate(TEXTS):
        index.put(title(f"p{number}", text))
    return index


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("attention", 0),
        ("atention is al you ned", 0),
        ("attnetion", 0),
        ("all need", 0),
        ("difusion", 2),
        ("DIFFUSION probab", 2),
        ("ｄｉｆｆｕｓｉｏｎ", 2),
        ("언어", 3),
        ("대규모 언어", 3),
        ("대규모 언어모델", 3),
        ("대구모", 3),
        ("확", 3),
        ("푸", None),
        ("uber vision", 4),
        ("vision-language", 4),
        ("prefernce trees", 1),
        ("zebra", None),
    ],
)
def test_a_title_is_found_in_spite_of_errors(titles: Titles, typed: str, number: int | None) -> None:
    matches = titles.search(typed, 1)
    assert [match.paper_id for match in matches] == ([] if number is None else [f"p{number}"])


def test_what_fits_as_well_comes_newest_and_most_voted_first() -> None:
    titles = Titles()
    for entry in [
        title("old", "Diffusion", days_ago=400),
        title("new", "Diffusion", days_ago=1),
        title("older but loved", "Diffusion", votes=300, days_ago=30),
    ]:
        titles.put(entry)
    assert [t.paper_id for t in titles.search("diffusion", 5)] == ["older but loved", "new", "old"]


def test_without_a_word_the_newest_and_most_voted_are_offered(titles: Titles) -> None:
    titles.put(title("loved", "Anything", votes=50))
    assert titles.search("  ?", 2)[0].paper_id == "loved"


def test_no_more_are_given_than_wanted(titles: Titles) -> None:
    assert len(titles.search("", 3)) == 3


def test_a_changed_title_is_found_by_its_new_words_alone(titles: Titles) -> None:
    titles.put(title("p0", "Something else entirely"))
    assert titles.search("attention", 5) == []
    assert [t.text for t in titles.search("something", 5)] == ["Something else entirely"]
    assert len(titles) == len(TEXTS)


def test_a_title_that_is_just_what_was_typed_comes_before_newer_ones_with_more_words(titles: Titles) -> None:
    titles.put(title("new", "Why Attention Is All You Need and More", votes=500))
    assert titles.search("attention is all you need", 2)[0].paper_id == "p0"


EURUS = "Advancing LLM Reasoning Generalists with Preference Trees"


@pytest.mark.parametrize(
    "typed",
    [
        "preference trees",
        "advancing llm resoning",
        "reasoning generalist",
        "Trees",
        "“preference trees”",
        "preferences tree",
        "prefernece trees!",
        "preferencetrees",
        "Advancing LLM Reasoning Generalists: with Preference Trees?",
        "advancng reasonin generalsts",
    ],
)
def test_what_stands_in_a_title_is_meant(typed: str) -> None:
    assert is_meant(typed, EURUS)
    assert is_near(typed, EURUS)


@pytest.mark.parametrize(
    "typed",
    [
        "preference learning for robots",
        "growing apple trees at home",
        "preference trees for robots",
        "🔥 preference trees",
        "선호 preference trees",
        "llm cats",
    ],
)
def test_a_word_in_common_is_near_and_not_meant(typed: str) -> None:
    assert is_near(typed, EURUS)
    assert not is_meant(typed, EURUS)


@pytest.mark.parametrize(
    ("typed", "title", "meant"),
    [
        ("foo bar baz", "Foo fighters in baz land", False),
        ("foo baz", "Foo fighters in baz land", True),
        ("🔥 gpt", "GPT-4 Technical Report", False),
        ("gpt-4 🔥", "GPT-4 🔥 Technical Report", True),
        ("gpt", "GPT-4 Technical Report", True),
        ("multimodal agents", "Multi-Modal Agents", True),
        ("mamba: linear time", "Mamba: Linear-Time Sequence Modeling with Selective State Spaces", True),
        ("optimization survey", "A Survey of Preference Optimisation", True),
        ("cat", "Chat Models", False),
        ("rag", "Storage for Agents", False),
        ("언어 모델", "한국어 대규모 언어 모델의 확산", True),
        ("언어모델", "한국어 대규모 언어 모델의 확산", True),
        ("대구모 언어모델", "한국어 대규모 언어 모델의 확산", True),
        ("규모", "한국어 대규모 언어 모델의 확산", True),
        ("언어 로봇", "한국어 대규모 언어 모델의 확산", False),
        ("uber vision", "Über Vision–Language Agents: C++ at Scale", True),
        ("?!", "GPT-4 Technical Report", False),
    ],
)
def test_all_that_was_typed_must_stand_in_a_title_that_is_opened(typed: str, title: str, meant: bool) -> None:
    assert is_meant(typed, title) is meant


@pytest.mark.parametrize("typed", ["long reads we trust", "foo bar baz", "lorem ipsum"])
def test_beginnings_of_words_are_not_near(typed: str) -> None:
    assert not is_near(typed, EURUS)


@pytest.mark.parametrize("typed", [EURUS.upper(), f"“{EURUS}”", EURUS.replace(" ", "  ")])
def test_a_title_is_the_same_in_any_writing(typed: str) -> None:
    assert is_same(typed, EURUS)
    assert not is_same(f"{typed} Again", EURUS)


@pytest.mark.parametrize(("typed", "any_words"), [("🔥", False), ("?!", False), ("확", True), ("4", True)])
def test_signs_are_no_words(typed: str, any_words: bool) -> None:
    assert has_words(typed) is any_words
