"""Bullets of papers are full of names, and still in one language or another."""

from __future__ import annotations

import pytest

from bot.summaries.bullet_language import is_english, is_korean


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4o and Qwen2.5-VL-72B tie.",
        "LLM: 38B, MoE, RLHF.",
        "It scores 69% on MMLU.",
        "Sizes from 3B to 70B are released.",
        "Named after the Greek letter λ, it halves the loss.",
    ],
)
def test_an_english_bullet_may_be_short_and_full_of_names(text: str) -> None:
    assert is_english(text)
    assert not is_korean(text)


@pytest.mark.parametrize(
    "text", ["MMLU에서 69%를 기록합니다.", "Transformer 기반 LLM을 RLHF로 정렬합니다.", "확산 모델입니다."]
)
def test_a_korean_bullet_may_keep_english_terms(text: str) -> None:
    assert is_korean(text)
    assert not is_english(text)


@pytest.mark.parametrize(
    "text",
    ["该模型在MMLU上达到69%的准确率。", "このモデルはMMLUで69%です。", "Модель достигает 69% на MMLU."],
)
def test_another_script_is_neither(text: str) -> None:
    assert not is_korean(text)
    assert not is_english(text)
