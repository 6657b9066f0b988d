"""The normal forms of a text, and where the text says them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.tokens import grams, together, without_weak_ends, words

TEXTS = st.text(
    st.sampled_from("aAbe sS.-'’*+#3d10 가을를LLMéİﬃ\u200bＡ½，()확산모델") | st.characters(), max_size=60
)


@pytest.mark.parametrize(
    ("text", "form", "wording"),
    [
        ("여러 LLM은 틀립니다", "llm", "LLM"),
        ("A ﬁne‑tuned model", "finetun", "ﬁne‑tuned"),
        ("LLäMmlein is small", "llammlein", "LLäMmlein"),
        ("새 확산모델을 씁니다", "확산", "확산"),
        ("확산 모델의 속도", "확산모델", "확산 모델"),
        (unicodedata.normalize("NFD", "새 확산모델"), "모델", unicodedata.normalize("NFD", "모델")),
        ("in C++ code", "c++", "C++"),
        ("Search with A^* here", "a *", "A^*"),
        ("clustered by $k$-means", "kmean", "k$-means"),
        ("새 데이터 셋을 씁니다", "데이터셋", "데이터 셋"),
        ("온라인강화학습을 합니다", "온라인", "온라인"),
        ("문제정의를 바꿉니다", "정의", "정의"),
        ("인지과학에 기댑니다", "인지", "인지"),
        ("재학습을 합니다", "학습", "학습"),
    ],
)
def test_a_form_is_found_where_the_text_says_it(text: str, form: str, wording: str) -> None:
    assert wording in {text[start:end] for gram, start, end in grams(text) if gram == form}


@pytest.mark.parametrize(
    ("run", "word"),
    [
        ("품질의", "질의"),
        ("과정의", "정의"),
        ("사실인지", "인지"),
        ("효과적인지를", "인지"),
        ("소비전력을", "비전"),
        ("전문화되는", "문화"),
        ("파이프라인을", "라인"),
        ("새프레임워크에서", "프레임"),
        ("벡터양자화로", "양자"),
    ],
)
def test_a_word_that_only_seems_to_stand_in_a_run_is_not_found(run: str, word: str) -> None:
    assert word not in {form for form, _, _ in grams(f"{run} 봅니다")}


@given(TEXTS)
def test_every_place_lies_within_the_text_and_is_not_empty(text: str) -> None:
    assert all(form and 0 <= start < end <= len(text) for form, start, end in grams(text))


def _plain(word: str) -> bool:
    return unicodedata.is_normalized("NFKC", word)


@given(TEXTS)
def test_a_whole_text_of_up_to_five_unbroken_words_is_one_of_its_own_forms(text: str) -> None:
    plain = " ".join(word for word in text.split() if word.isalpha() and _plain(word))
    if 1 <= len(parts := words(plain)) <= 5:
        assert together(parts) in {form for form, _, _ in grams(plain)}


@given(TEXTS)
def test_case_and_width_do_not_matter(text: str) -> None:
    assert words(unicodedata.normalize("NFKC", text)) == words(text)
    assert words(text.upper().lower()) == words(text.lower())


WORDS = ["in", "the", "of", "cache", "model", "is", "확산", "및", "모델을", "a", "C++", "3", "tree", "b"]


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
def test_what_is_left_of_a_form_without_its_function_words_is_a_form_as_well(text: str) -> None:
    strong = {form for form, _, _ in grams(text, weak_ends=False)}
    every = {form for form, _, _ in grams(text)}
    assert strong <= every
    assert {without_weak_ends(form) for form in every} <= strong
