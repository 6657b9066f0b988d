"""What a keyword can say, and what is answered when it cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.clauses import KeywordError, refuse_operators
from bot.matching.grammar import Term, canonical, from_canonical, parse_keyword, widened
from bot.models import LANGUAGES


@pytest.mark.parametrize(
    ("text", "required", "excluded", "votes"),
    [
        ("diffusion", [Term("text", "diffusion")], [], 0),
        ("diffusion video", [Term("text", "diffusion"), Term("text", "video")], [], 0),
        ('"mixture of experts"', [Term("text", "mixture of expert")], [], 0),
        ("diffusion -medical", [Term("text", "diffusion")], [Term("text", "medical")], 0),
        ('agent -"medical imaging"', [Term("text", "agent")], [Term("text", "medicalimaging")], 0),
        ('author:"Yann LeCun"', [Term("author", "lecun yann")], [], 0),
        ("org:nvidia votes:20", [Term("org", "nvidia")], [], 20),
        ("저자:LeCun 추천:20", [Term("author", "lecun")], [], 20),
        ("author: LeCun", [Term("author", "lecun")], [], 0),
        ("llama 3.1", [Term("text", "llama3.1")], [], 0),
        ("~확산", [Term("text", "~diffusion")], [], 0),
        ("~zorblax", [Term("text", "zorblax")], [], 0),
        ("“world model”", [Term("text", "worldmodel")], [], 0),
        ("ＬＬＭ　－ＲＡＧ", [Term("text", "llm")], [Term("text", "rag")], 0),
        ("ｖｏｔｅｓ LLM votes：２０", [Term("text", "vote"), Term("text", "llm")], [], 20),
        ("S*: Test Time Scaling", [Term("text", f) for f in ("s*", "test", "time", "scal")], [], 0),
    ],
)
def test_a_keyword_is_read(text: str, required: list[Term], excluded: list[Term], votes: int) -> None:
    keyword = parse_keyword(text)
    assert (list(keyword.required), list(keyword.excluded), keyword.votes) == (required, excluded, votes)


@pytest.mark.parametrize(
    ("text", "key", "position"),
    [
        ("a", "keyword-too-short", 0),
        ("  x  ", "keyword-too-short", 0),
        ("x" * 101, "keyword-too-long", 100),
        ('diffusion "mixture of', "keyword-open-quote", 10),
        ("diffusion “mixture of", "keyword-open-quote", 10),
        ('diffusion ""', "keyword-empty", 10),
        ("diffusion - medical", "keyword-empty", 10),
        ("diffusion | video", "keyword-empty", 10),
        ("author: ", "keyword-empty", 0),
        ("author:Y.", "keyword-short-name", 0),
        ("LLM author:김", "keyword-short-name", 4),
        ("arxiv:2404.02078", "keyword-unknown-field", 0),
        ("LLM title:agents", "keyword-unknown-field", 4),
        ("LLM ~author:LeCun", "keyword-misplaced-sign", 4),
        ("LLM -votes:20", "keyword-misplaced-sign", 4),
        ("LLM votes:many", "keyword-votes", 4),
        ('LLM "one two three four five six"', "keyword-long-phrase", 4),
        ("-medical", "keyword-nothing-wanted", 0),
        ("votes:20", "keyword-nothing-wanted", 0),
        ("agents -agent", "keyword-contradiction", 7),
    ],
)
def test_a_grammar_error_quotes_what_it_means_and_names_an_example(
    text: str, key: str, position: int
) -> None:
    with pytest.raises(KeywordError) as caught:
        parse_keyword(text)
    assert (caught.value.key, caught.value.position) == (key, position)
    near = str(caught.value.values["near"])
    assert near in text.replace("“", '"')
    for language in LANGUAGES:
        assert near in caught.value.text(language)
        assert str(caught.value.values["example"]) in caught.value.text(language)
    assert parse_keyword(str(caught.value.values["example"])).required


@pytest.mark.parametrize(
    ("text", "sign", "position"),
    [
        ("agent OR benchmark", "OR", 6),
        ("agent AND benchmark", "AND", 6),
        ("agent NOT benchmark", "NOT", 6),
        ("에이전트 또는 벤치마크", "또는", 5),
        ("diffusion | video", "|", 10),
        ("diffusion || video", "||", 10),
        ("diffusion|video", "|", 9),
        ("diffusion & video", "&", 10),
        ("diffusion && video", "&&", 10),
        ("diffusion ｜ video", "|", 10),
        ('"world model"|author:LeCun', "|", 13),
    ],
)
def test_an_operator_is_answered_with_what_to_do_instead(text: str, sign: str, position: int) -> None:
    with pytest.raises(KeywordError) as caught:
        refuse_operators(text)
    assert (caught.value.key, caught.value.position) == ("keyword-operator", position)
    for language in LANGUAGES:
        assert f"`{sign}`" in caught.value.text(language)


def test_what_is_quoted_stays_short_and_in_its_quotation() -> None:
    with pytest.raises(KeywordError) as caught:
        parse_keyword("diffusion foo:`" + "x" * 70)
    assert f"`foo:{'x' * 35}…`" in caught.value.text("en")


@pytest.mark.parametrize(
    "text", ["agent or benchmark", '"agent OR benchmark" "|"', "R&D", "-OR gates", "ORB SLAM", "author:OR"]
)
def test_a_word_that_only_looks_like_an_operator_is_a_word(text: str) -> None:
    refuse_operators(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("LLM", "llms"),
        ("diffusion video", "Video  Diffusion"),
        ("in-context", '"in context"'),
        ("fine-tuning", "finetuned"),
        ("ＲＡＧ", "rag"),
        ('author:"Yann LeCun"', "author:“lecun, yann”"),
        ("agent -medical -RL", "agents -rl -Medical"),
        ("LLM LLMs", "LLM"),
        ("~diffusion", "~디퓨전"),
        ("LLM votes:5 votes:20", "LLM votes:20"),
    ],
)
def test_keywords_that_mean_the_same_are_canonically_equal(first: str, second: str) -> None:
    assert canonical(parse_keyword(first)) == canonical(parse_keyword(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("agent", "agentic"),
        ("diffusion", "~diffusion"),
        ('"video diffusion"', "video diffusion"),
        ("LLM -RAG", "LLM"),
        ("LLM votes:20", "LLM"),
        ("asymmetric", '"a symmetric"'),
        ("author:google", "org:google"),
        ("GPT-4", "GPT-4o"),
    ],
)
def test_keywords_that_mean_something_else_are_not_equal(first: str, second: str) -> None:
    assert canonical(parse_keyword(first)) != canonical(parse_keyword(second))


@pytest.mark.parametrize(
    "text", ["LLM", 'author:"Yann LeCun" -org:meta "a | b" votes:7', '~확산 -"C++ code"']
)
def test_a_canonical_form_stands_for_its_keyword(text: str) -> None:
    form = canonical(parse_keyword(text))
    assert canonical(from_canonical(form)) == form
    assert set(from_canonical(form).required) == set(parse_keyword(text).required)


def test_a_widened_keyword_asks_for_the_other_names_of_what_is_wanted() -> None:
    assert widened('확산 zorblax -RAG "강화 학습"') == '~확산 zorblax -RAG ~"강화 학습"'
    assert widened("~확산") == "~확산"


@pytest.mark.parametrize(
    ("text", "wider"),
    [
        ("강화 학습", '~"강화 학습"'),
        ("safe  reinforcement learning -games", 'safe  ~"reinforcement learning" -games'),
        ("large language model agent", '~"large language model" ~agent'),
        ("mixture of experts votes:20", '~"mixture of experts" votes:20'),
        ("video diffusion model author:kim", 'video ~"diffusion model" author:kim'),
        ("llama 3.1 강화 학습", 'llama 3.1 ~"강화 학습"'),
    ],
)
def test_words_that_are_a_name_together_are_widened_as_one(text: str, wider: str) -> None:
    assert widened(text) == wider
    assert parse_keyword(wider).required
    assert widened(wider) == wider


@given(st.text(st.sampled_from('aLM가를 "“-~:,.|+*1९½\u200b') | st.characters(), max_size=40))
def test_whatever_is_typed_is_read_or_refused_in_words(text: str) -> None:
    try:
        keyword = parse_keyword(text)
    except KeywordError as error:
        assert 0 <= error.position <= len(text)
        assert error.text("ko")
    else:
        assert canonical(from_canonical(canonical(keyword))) == canonical(keyword)
