"""What models say to themselves before, between and behind what they answer."""

from __future__ import annotations

import json

import pytest

from bot.summaries.answer import UnusableError, read_answer
from bot.summaries.thoughts import without_thoughts

DRAFT = json.dumps({"bullets": ["One is a draft.", "Two is a draft.", "Three is a draft."]})
ANSWER = json.dumps({"bullets": ["One is new.", "Two is fast.", "Three is cheap."]})


@pytest.mark.parametrize(
    "text",
    [
        f"<think>Hm. {DRAFT}</think>{ANSWER}",
        f"<thinking time='3'>Hm. {DRAFT}</thinking>\n{ANSWER}",
        f"<seed:think>{DRAFT}</seed:think>{ANSWER}",
        f"<reasoning>{DRAFT}</reasoning>{ANSWER}",
        f"[THINK]{DRAFT}[/THINK]{ANSWER}",
        f"◁think▷{DRAFT}◁/think▷{ANSWER}",
        f"<|START_THINKING|>{DRAFT}<|END_THINKING|>{ANSWER}",
        f"<|begin_of_thought|>{DRAFT}<|end_of_thought|>{ANSWER}",
        f"<unused94>thought {DRAFT}<unused95>{ANSWER}",
        f'<details type="reasoning">{DRAFT}</details>{ANSWER}',
        f"<|channel|>analysis<|message|>{DRAFT}<|channel|>final<|message|>{ANSWER}<|return|>",
        f"<|channel|>analysis<|message|>{DRAFT}<|end|><|start|>assistant<|channel|>final<|message|>{ANSWER}",
        f"analysisWe need bullets: {DRAFT}assistantfinal{ANSWER}",
        f"Hm. {DRAFT}</think>{ANSWER}",
        f"<think>Should I write <think>? {DRAFT}</think> No. </think>{ANSWER}",
        f"<think>{DRAFT}</think>{ANSWER}<think>Was that right? {DRAFT}",
        f"<think>{'Hm. ' * 20_000}{DRAFT}</think>{ANSWER}",
    ],
)
def test_they_are_left_out(text: str) -> None:
    assert read_answer(text) == ("One is new.", "Two is fast.", "Three is cheap.")
    assert DRAFT not in without_thoughts(text)


def test_one_that_is_not_closed_has_no_answer_behind_it() -> None:
    assert without_thoughts(f"Well. <think>Hm. {ANSWER}") == "Well. "
    with pytest.raises(UnusableError):
        read_answer(f"<think>Hm. {ANSWER}")


def test_a_paper_on_such_marks_can_be_summed_up() -> None:
    bullets = ("It puts <think> first.", "It ends with </think> then.", "It counts [THINK] marks.")
    assert read_answer(json.dumps({"bullets": bullets})) == bullets


@pytest.mark.parametrize("text", ["", "Plain text {with} [signs].", ANSWER, "{" * 3000, '{"a":' * 3000])
def test_what_holds_none_stays_as_it_is(text: str) -> None:
    assert without_thoughts(text) == text
