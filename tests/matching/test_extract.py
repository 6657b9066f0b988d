"""Reading a paper for a few keywords says the same of it as preparing it whole."""

from __future__ import annotations

import pytest

from bot.matching.extract import extract, forms_asked_for
from bot.matching.fit import fits, prepare
from bot.matching.grammar import parse_keyword
from tests.factories import paper

PAPER = paper(
    1,
    title="Fine-Tuned LLMs은 In Direct Use: a Mixture of Experts",
    abstract="We fine tune GPT-4 and C++ tools, e.g. for 확산모델을 video. No storage of 3 4 frames.",
    authors=("Yann LeCun", "Minji Kim"),
    organization="NVIDIA Research",
    ai_keywords=("world models",),
    votes=12,
)
BULLETS = ("강화 학습으로 로봇을 훈련합니다.", "Robots learn.")


@pytest.mark.parametrize(
    "typed",
    [
        *("finetune", "fine-tuning llm", '"mixture of experts"', '"of experts"', "experts", "expert mixture"),
        *(
            "확산",
            "확산 모델",
            "모델",
            "~diffusion",
            '"diffusion model"',
            "C++",
            "C tools",
            "GPT4",
            "gpt-4 video",
        ),
        *(
            "indirect",
            '"in direct"',
            "rag",
            "storage",
            "강화학습",
            "학습",
            "로봇",
            "world-model",
            '"3 4"',
            "34",
        ),
        *('author:"Y. LeCun"', 'author:"Ada Example"', "org:nvidia", "org:research", "nvidia"),
        *("video -robots", "video -medical", "video votes:12", "video votes:13", "~llm -~diffusion"),
    ],
)
def test_a_paper_fits_a_keyword_as_it_does_prepared(typed: str) -> None:
    keyword = parse_keyword(typed)
    forms = forms_asked_for([keyword, parse_keyword("something else")])
    assert fits(keyword, extract(PAPER, BULLETS, forms)) == fits(keyword, prepare(PAPER, BULLETS))
