from __future__ import annotations

import sys
from typing import Any

import pytest
from pydantic import SecretStr

from bot.errors import SummaryError
from bot.settings import SummarySettings
from bot.summaries.endpoint import open_endpoint
from bot.summaries.prompt import Talk, Turn
from bot.summaries.writing import Reply
from tests.support.model_server import (
    LoopbackModel,
    Play,
    good,
    in_step,
    never,
    says,
    status,
    web_page,
)

TALK: Talk = (Turn(role="user", content="Sum up."),)


async def asked(model: LoopbackModel, **settings: Any) -> Reply:
    chosen = SummarySettings.model_validate({"model": "small", "base_url": model.url} | settings)
    async with open_endpoint(chosen) as endpoint:
        assert endpoint is not None
        return await endpoint.ask(TALK)


async def test_the_question_names_model_temperature_and_schema(model: LoopbackModel) -> None:
    await asked(model, temperature=0.7)
    (question,) = model.asked
    assert (question["model"], question["temperature"], question["messages"]) == ("small", 0.7, list(TALK))
    assert question["response_format"]["json_schema"]["schema"]["required"] == ["bullets"]


async def test_the_answer_comes_with_what_it_took(model: LoopbackModel) -> None:
    model.play = says("Hello")
    reply = await asked(model)
    assert (reply.text, reply.tokens.input, reply.tokens.output) == ("Hello", 100, 20)


async def test_what_a_server_does_not_count_is_estimated(model: LoopbackModel) -> None:
    model.play = says("word " * 40, taken=None)
    reply = await asked(model)
    assert reply.tokens.input > 0
    assert 40 <= reply.tokens.output <= 60


@pytest.mark.parametrize("trouble", [status(429), status(500), status(503)])
async def test_a_failure_that_passes_is_tried_again(model: LoopbackModel, trouble: Play) -> None:
    model.play = in_step(trouble, good())
    assert "bullets" in (await asked(model)).text
    assert len(model.asked) == 2


@pytest.mark.parametrize(
    ("play", "said", "attempts"),
    [
        (status(429), "refused the request \\(HTTP 429\\)", 3),
        (status(500), "refused the request \\(HTTP 500\\)", 3),
        (status(401, "wrong key sk-secret"), "refused the request \\(HTTP 401\\)", 1),
        (web_page, "is not the answer of a language model", 1),
    ],
)
async def test_a_failure_that_stays_is_one_sentence(
    model: LoopbackModel, play: Play, said: str, attempts: int
) -> None:
    model.play = play
    with pytest.raises(SummaryError, match=said) as caught:
        await asked(model, api_key=SecretStr("sk-secret"))
    assert "sk-secret" not in str(caught.value)
    assert len(model.asked) == attempts


async def test_a_slow_model_is_given_up(model: LoopbackModel) -> None:
    model.play = never
    with pytest.raises(SummaryError, match=r"within 0\.05 seconds"):
        await asked(model, timeout_seconds=0.05, retries=0)


async def test_a_server_that_is_not_there_is_named(model: LoopbackModel) -> None:
    model.url = "http://127.0.0.1:9/v1"
    with pytest.raises(SummaryError, match=r"cannot be reached at http://127\.0\.0\.1:9/v1"):
        await asked(model, retries=0)


@pytest.mark.parametrize("unwanted", ["response_format", "temperature"])
async def test_a_server_that_does_not_know_an_option_is_asked_without_it(
    model: LoopbackModel, unwanted: str
) -> None:
    async def play(question: dict[str, Any]) -> Any:
        refused = status(400, f"Unsupported value: {unwanted}")
        return await (refused if unwanted in question else good())(question)

    model.play = play
    assert "bullets" in (await asked(model)).text
    assert [unwanted in question for question in model.asked] == [True, False]
    assert {"response_format", "temperature"} - {unwanted} <= set(model.asked[-1])


async def test_a_server_that_refuses_everything_is_not_asked_for_ever(model: LoopbackModel) -> None:
    model.play = status(400)
    with pytest.raises(SummaryError, match="HTTP 400"):
        await asked(model)
    assert len(model.asked) == 3


async def test_without_the_client_the_sentence_says_how_to_get_it(
    model: LoopbackModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(SummaryError, match=r"not installed: pip install .*\[llm\]"):
        await asked(model)


async def test_without_a_model_there_is_no_endpoint() -> None:
    async with open_endpoint(SummarySettings()) as endpoint:
        assert endpoint is None
