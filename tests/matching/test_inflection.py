"""Plurals, -ed and -ing are one word; derived words are words of their own."""

from __future__ import annotations

import pytest

from bot.matching.tokens import together, words


def _form(text: str) -> str:
    return together(words(text))


@pytest.mark.parametrize(
    "same",
    [
        "LLM LLMs LLM's",
        "policy policies",
        "class classes",
        "batch batches",
        "cache caches cached caching",
        "matrix matrices",
        "corpus corpora",
        "analysis analyses",
        "bias biases",
        "image images",
        "train trains trained training",
        "fine-tune fine-tunes fine-tuned fine-tuning finetuning",
        "code coded coding",
        "plan plans planned planning",
        "quantize quantized quantizes quantizing",
        "label labels labeled labelled labelling",
        "control controlled controlling",
        "unify unified unifies",
        "embed embedded embeds",
        "embedding embeddings",
        "H100 H100s",
    ],
)
def test_inflected_forms_are_one_word(same: str) -> None:
    assert len({_form(word) for word in same.split()}) == 1


@pytest.mark.parametrize(
    "different",
    [
        "agent agentic",
        "reason reasoning",
        "image imaging",
        "embed embedding",
        "general generation generative",
        "university universe",
        "new news",
        "plan plane",
        "them theme",
        "WER were",
        "SAM same",
        "lens len",
        "loss lose",
        "string str",
        "speed spe",
        "quantity quantization",
    ],
)
def test_other_words_stay_apart(different: str) -> None:
    forms = different.split()
    assert len({_form(word) for word in forms}) == len(forms)
