from __future__ import annotations

import pytest

from bot.store.index_text import index_text, query


def shown(typed: str) -> list[str]:
    """The query as one line for each wanted thing: `or` between its ways, `+` between phrases."""
    ways = [
        [" + ".join(" ".join(p.words) + "…" * p.open_end for p in way) for way in wanted]
        for wanted in query(typed)
    ]
    return [" or ".join(way) for way in ways]


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("Diffusion Models", "diffusion models"),
        ("확산", "확산 산"),
        ("확산모델을", "확산 산모 모델 델을 을"),
        ("LLM은 뇌", "llm 은 뇌"),
        ("Café ＧＰＴ", "cafe gpt"),
        ("fine-tuning", "fine-tuning finetuning"),
        ("state‑of‑the‑art", "state-of-the-art stateoftheart"),
        ("GPT-4", "gpt-4 gpt4"),
        ("C++ and C#", "c++ and c# cplusplus csharp"),
        ("A* beats results*", "a* beats results* astar"),
        ("하하\u200b하", "하하 하하 하"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글 글"),  # decomposed, as macOS writes it
    ],
)
def test_what_is_indexed(text: str, indexed: str) -> None:
    assert index_text(text).split() == indexed.split()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Diffusion models", ["diffusion", "models"]),
        ("확산", ["확산"]),
        ("뇌", ["뇌…"]),
        ("확산모델", ["확산 산모 모델 or 확산 + 모델"]),
        ("확산을", ["확산 산을 or 확산"]),
        ("LLM은", ["llm"]),
        ("LLM기반", ["llm", "기반"]),
        ("C++", ["c + cplusplus"]),
        ("GPT-4", ["gpt 4 or gpt4"]),
        ("gpt4", ["gpt4 or gpt 4"]),
        ("GPT-4와", ["gpt 4 or gpt4"]),
        ("fine-tuning,", ["fine tuning or finetuning"]),
        ("Adam's", ["adam"]),
        ('"확산 모델" 학습', ["확산 산 모델", "학습"]),
        ("“language model”", ["language model"]),
        ('"open', ["open"]),
        ('!?, ""', []),
        ("", []),
    ],
)
def test_what_a_query_wants(typed: str, wanted: list[str]) -> None:
    assert shown(typed) == wanted


def test_a_long_word_does_not_explode() -> None:
    (wanted,) = query("가" * 500)
    assert len(wanted) < 10
