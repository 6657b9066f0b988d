"""A paper that fits a keyword is always found through the keyword's one key."""

from __future__ import annotations

import hashlib

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.matching.clauses import KeywordError
from bot.matching.fit import fits, prepare
from bot.matching.grammar import Keyword, canonical, from_canonical, parse_keyword
from bot.matching.index import VERSION, asks_for_more, lookup_key
from bot.matching.word_places import places
from bot.models import Paper
from tests.matching.labelled import LABELS

_VOCABULARY = """diffusion models fine-tuned finetuning in context C++ S* 3D GPT-4 LLM은 LLMs 확산모델을
확산 모델 전이 안전이 강화 학습을 Yann LeCun Y. Kyung-Hyun (RAG) storage, data sets a symmetric ﬁne 이
상당한 뇌를 the of 및"""
_SHAPES = ("{}", "{}", '"{}"', "~{}", '~"{}"', "-{}", 'author:"{}"', 'org:"{}"')


def _texts(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_VOCABULARY.split()), min_size=1, max_size=most).map(" ".join)


@st.composite
def _keywords(draw: st.DrawFn) -> str:
    clauses = draw(st.lists(st.tuples(st.sampled_from(_SHAPES), _texts(3)), min_size=1, max_size=3))
    return " ".join(shape.format(text) for shape, text in clauses)


@st.composite
def _papers(draw: st.DrawFn) -> Paper:
    authors = tuple(draw(st.lists(_texts(3), max_size=2)))
    return Paper(
        id="2404.02078", title=draw(_texts(8)), abstract="", authors=authors, organization=draw(_texts(3))
    )


@given(_keywords(), _papers())
def test_a_match_implies_that_the_key_is_among_the_papers_keys(text: str, paper: Paper) -> None:
    try:
        keyword = parse_keyword(text)
    except KeywordError:
        assume(False)
        return
    document = prepare(paper, ())
    fitting = fits(keyword, document)
    has_key = lookup_key(keyword) in document.keys
    assert has_key or not fitting
    assert fits(from_canonical(canonical(keyword)), document) == fitting
    if not asks_for_more(canonical(keyword)):
        assert has_key == fitting


@given(_keywords(), _papers())
def test_a_paper_that_fits_says_every_wanted_term_somewhere(text: str, paper: Paper) -> None:
    try:
        keyword = parse_keyword(text)
    except KeywordError:
        assume(False)
        return
    spans = [places([term], paper, ()) for term in keyword.required]
    required = Keyword("", keyword.required)
    assert all(spans) == fits(required, prepare(paper, ()))


def test_the_key_is_the_word_that_is_likely_the_rarest() -> None:
    assert lookup_key(parse_keyword("reconstruction zorblax")) == "zorblax"
    assert lookup_key(parse_keyword("RAG 벤치마크")) == "rag"
    assert lookup_key(parse_keyword("agent or benchmark")) == "benchmark"
    assert lookup_key(parse_keyword('author:"Yann LeCun"')) == "author:lecun"


def test_a_phrase_is_stored_without_the_function_words_at_its_ends() -> None:
    assert lookup_key(parse_keyword('"in context"')) == "context"
    assert lookup_key(parse_keyword('"state of the art"')) == "state of the art"
    assert lookup_key(parse_keyword('"to be"')) == "to"


def test_only_keywords_that_ask_for_one_thing_are_decided_by_their_key() -> None:
    forms = {
        text: canonical(parse_keyword(text))
        for text in ("LLM", "org:nvidia", "LLM -RAG", "author:LeCun", '"in context"')
    }
    more = [text for text, form in forms.items() if asks_for_more(form)]
    assert more == ["LLM -RAG", "author:LeCun", '"in context"']


def test_a_long_paper_has_a_few_thousand_keys_at_most() -> None:
    sentence = (
        "We present sparse retrieval augmented models that plan with tools and verify every single answer. "
    )
    bullet = "대규모 언어 모델의 추론 속도를 높이는 검색증강 방법을 제안하고 여러 벤치마크에서 평가합니다. "
    varied = [" ".join(f"{word}{n}" for word in sentence.split()) for n in "abcdefghijklmnopqrst"]
    bullets = ["".join(chr(ord(c) + n) if c >= "가" else c for c in bullet * 3) for n in range(6)]
    paper = Paper(id="2404.02078", title=sentence, abstract=" ".join(varied))
    assert len(prepare(paper, bullets).keys) < 6_000


def test_a_change_of_the_stored_keys_is_a_new_version_of_the_rules() -> None:
    keys = "\n".join(lookup_key(parse_keyword(label.keyword)) for label in LABELS)
    assert (VERSION, hashlib.sha256(keys.encode()).hexdigest()[:12]) == (4, "43fb3dfee941")
