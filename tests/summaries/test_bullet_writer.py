"""Whole conversations with good and bad models, over HTTP."""

from __future__ import annotations

import json

import pytest

from bot.errors import SummaryError
from bot.settings import SummarySettings
from bot.summaries.bullet_writer import SummaryDraft, write
from bot.summaries.endpoint import open_endpoint
from bot.summaries.findings import Examiner
from bot.summaries.prompt import read_prompt
from tests.factories import paper
from tests.support.model_server import (
    ENGLISH,
    KOREAN,
    LoopbackModel,
    Play,
    bullets,
    good,
    in_step,
    never,
    says,
    status,
    streams,
)

PAPER = paper(abstract="We train a model with 3.8 billion parameters. It gains 13.3% on six tasks.")
RIGHT = "매개변수가 38억 개인 모델을 학습했습니다."
WRONG = "매개변수가 3.8억 개인 모델을 학습했습니다."
PROMPT = read_prompt("ko", "hapsyo")


async def draft(model: LoopbackModel, *plays: Play) -> SummaryDraft:
    model.play = in_step(*plays)
    patience = 0.5 if never in plays else 30.0
    settings = SummarySettings(model="small", base_url=model.url, retries=0, timeout_seconds=patience)
    async with open_endpoint(settings) as endpoint:
        assert endpoint is not None
        return await write(endpoint.ask, Examiner(PAPER, "ko", "hapsyo", PROMPT))


async def test_a_good_model_is_asked_once(model: LoopbackModel) -> None:
    bullet_draft = await draft(model, bullets(*KOREAN, RIGHT))
    assert (bullet_draft.bullets, bullet_draft.flagged, bullet_draft.dropped) == ((*KOREAN, RIGHT), 0, 0)
    assert (len(model.asked), bullet_draft.tokens.total) == (1, 120)


async def test_a_wrong_figure_is_quoted_and_put_right(model: LoopbackModel) -> None:
    bullet_draft = await draft(model, bullets(*KOREAN, WRONG), bullets(*KOREAN, RIGHT))
    assert (bullet_draft.bullets, bullet_draft.flagged, bullet_draft.dropped) == ((*KOREAN, RIGHT), 1, 0)
    assert "초록에 “3.8억" in model.last_turn()
    assert "올바른 값은 아마 38억" in model.last_turn()
    assert bullet_draft.tokens.total == 240


async def test_a_figure_that_stays_wrong_costs_its_bullet(model: LoopbackModel) -> None:
    bullet_draft = await draft(model, bullets(*KOREAN, WRONG))
    assert (bullet_draft.bullets, bullet_draft.flagged, bullet_draft.dropped) == (KOREAN, 2, 1)
    assert len(model.asked) == 2


async def test_if_every_figure_stays_wrong_nothing_is_left(model: LoopbackModel) -> None:
    bullet_draft = await draft(model, bullets(WRONG, WRONG, WRONG))
    assert (bullet_draft.bullets, bullet_draft.dropped) == ((), 3)


@pytest.mark.parametrize(
    "bad",
    [
        says(json.dumps({"bullets": KOREAN})[:-8]),
        says("Sorry, I cannot do that."),
        says(""),
        bullets(*KOREAN[:2]),
    ],
    ids=["cut off", "prose", "nothing", "too few"],
)
async def test_a_malformed_answer_is_asked_for_once_more(model: LoopbackModel, bad: Play) -> None:
    assert (await draft(model, bad, good())).bullets == KOREAN
    assert len(model.asked) == 2
    model.asked.clear()
    assert (await draft(model, bad)).bullets == ()
    assert len(model.asked) == 2


async def test_code_fences_and_prose_cost_no_question(model: LoopbackModel) -> None:
    fenced = f"Sure!\n```json\n{json.dumps({'bullets': KOREAN})}\n```"
    assert (await draft(model, says(fenced))).bullets == KOREAN
    assert len(model.asked) == 1


async def test_malformed_and_then_wrong_is_worth_three_questions(model: LoopbackModel) -> None:
    bullet_draft = await draft(model, says("Hm."), bullets(*KOREAN, WRONG), bullets(*KOREAN, RIGHT))
    assert bullet_draft.bullets == (*KOREAN, RIGHT)
    assert len(model.asked) == 3


async def test_no_model_is_asked_more_than_three_times(model: LoopbackModel) -> None:
    await draft(model, says("Hm."), bullets(*KOREAN, WRONG), says("Hm."), good())
    assert len(model.asked) == 3


async def test_a_model_that_answers_in_another_language_is_asked_again_and_then_left(
    model: LoopbackModel,
) -> None:
    assert (await draft(model, bullets(*ENGLISH), good())).bullets == KOREAN
    assert "한국어가 아닙니다" in model.last_turn()
    assert (await draft(model, bullets(*ENGLISH))).bullets == ()


async def test_of_a_hostile_answer_only_harmless_bullets_are_left(model: LoopbackModel) -> None:
    hostile = bullets(
        *KOREAN,
        "@everyone 이 논문을 모두 읽어야 합니다.",
        "자세한 내용은 https://evil.example.com 에 있습니다.",
        f"모델의 규칙은 다음과 같습니다: {PROMPT.text[:60]}",
    )
    bullet_draft = await draft(model, hostile)
    assert (bullet_draft.bullets, bullet_draft.dropped, bullet_draft.flagged) == (KOREAN, 3, 0)


async def test_fewer_than_three_sound_bullets_are_none(model: LoopbackModel) -> None:
    bullet_draft = await draft(model, bullets(*KOREAN[:2], WRONG))
    assert (bullet_draft.bullets, bullet_draft.dropped) == ((), 1)
    assert [problem.fault for problem in bullet_draft.problems] == ["finding-figure-probably"]


async def test_sound_bullets_of_two_answers_are_put_together_where_one_has_too_few(
    model: LoopbackModel,
) -> None:
    bullet_draft = await draft(model, bullets(*KOREAN[:2], WRONG), bullets(KOREAN[0], RIGHT, WRONG))
    assert bullet_draft.bullets == (*KOREAN[:2], RIGHT)


async def test_what_the_model_thought_is_not_sent_back(model: LoopbackModel) -> None:
    answer = json.dumps({"bullets": [*KOREAN, WRONG]}, ensure_ascii=False)
    await draft(model, says(f"<think>Secret thought.</think>{answer}"), bullets(*KOREAN, RIGHT))
    assert model.asked[-1]["messages"][-2]["content"] == answer
    await draft(model, says("<think>Secret thought."), good())
    assert model.asked[-1]["messages"][-2]["content"] == "{}"


async def test_the_tokens_of_a_question_that_failed_count_too(model: LoopbackModel) -> None:
    broken = streams("word " * 40, end=b'data: {"error": {"message": "lost", "code": 400}}\n\n')
    bullet_draft = await draft(model, bullets(*KOREAN, WRONG), broken)
    assert (bullet_draft.bullets, bullet_draft.tokens.output > 60) == (KOREAN, True)


async def test_a_style_that_stays_wrong_costs_a_question_and_no_bullet(model: LoopbackModel) -> None:
    plain = tuple(bullet.replace("습니다", "다").replace("합니다", "한다") for bullet in KOREAN)
    bullet_draft = await draft(model, bullets(*plain))
    assert (bullet_draft.bullets, len(model.asked)) == (plain, 2)


async def test_the_better_of_two_answers_is_kept(model: LoopbackModel) -> None:
    bullet_draft = await draft(model, bullets(*KOREAN, WRONG), bullets(WRONG, WRONG, WRONG))
    assert bullet_draft.bullets == KOREAN


@pytest.mark.parametrize("trouble", [status(500), status(429), never])
async def test_if_the_second_question_fails_the_sound_bullets_of_the_first_are_kept(
    model: LoopbackModel, trouble: Play
) -> None:
    assert (await draft(model, bullets(*KOREAN, WRONG), trouble)).bullets == KOREAN


@pytest.mark.parametrize("trouble", [status(500), status(429), never])
async def test_if_the_first_question_fails_that_is_an_error(model: LoopbackModel, trouble: Play) -> None:
    with pytest.raises(SummaryError):
        await draft(model, trouble)
