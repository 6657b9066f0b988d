from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.errors import OutageError, SummaryError
from bot.settings import SummarySettings
from bot.summaries.bullet_writer import Reply
from bot.summaries.dialect import REMEMBERED_SECONDS
from bot.summaries.endpoint import Endpoint, open_endpoint
from bot.summaries.prompt import ChatMessage, Talk
from tests.support.model_server import (
    LoopbackModel,
    Play,
    good,
    in_step,
    never,
    refuses,
    says,
    status,
    streams,
    web_page,
)

TALK: Talk = (ChatMessage(role="user", content="Sum up."),)


def settings_for(model: LoopbackModel, **settings: Any) -> SummarySettings:
    return SummarySettings.model_validate({"model": "small", "base_url": model.url} | settings)


async def asked(model: LoopbackModel, **settings: Any) -> Reply:
    async with open_endpoint(settings_for(model, **settings)) as endpoint:
        assert endpoint is not None
        return await endpoint.ask(TALK)


def raw(body: object) -> Play:
    async def play(_: dict[str, Any]) -> web.Response:
        return web.json_response(body)

    return play


class TestTheQuestion:
    async def test_it_names_model_temperature_and_schema(self, model: LoopbackModel) -> None:
        await asked(model, temperature=0.7)
        (question,) = model.asked
        assert (question["model"], question["temperature"]) == ("small", 0.7)
        assert question["messages"] == list(TALK)
        assert question["response_format"]["json_schema"]["schema"]["required"] == ["bullets"]

    async def test_it_holds_what_the_endpoint_wants_besides(self, model: LoopbackModel) -> None:
        options = {"reasoning_effort": "low", "chat_template_kwargs": {"enable_thinking": False}}
        await asked(model, options=options | {"max_tokens": 700})
        (question,) = model.asked
        assert options.items() <= question.items()
        assert question["max_tokens"] == 700


class TestTheAnswer:
    async def test_it_comes_with_what_it_took(self, model: LoopbackModel) -> None:
        model.play = says("Hello")
        reply = await asked(model)
        assert (reply.text, reply.tokens.input, reply.tokens.output) == ("Hello", 100, 20)

    async def test_it_is_put_together_from_a_stream(self, model: LoopbackModel) -> None:
        usage = b'data: {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}\n\n'
        model.play = streams("Hel", "lo", end=usage + b"data: [DONE]\n\n", before=b": keep-alive\n\n")
        reply = await asked(model)
        assert (reply.text, reply.tokens.total) == ("Hello", 10)

    @pytest.mark.parametrize("number", [10**30, 10**4200, -1, 1.5, "100", True, None, [1], {}])
    async def test_what_a_server_does_not_count_sensibly_is_estimated(
        self, model: LoopbackModel, number: object
    ) -> None:
        message, counts = {"content": "word " * 40}, {"prompt_tokens": number, "completion_tokens": number}
        model.play = raw({"choices": [{"message": message}], "usage": counts})
        reply = await asked(model)
        assert 0 < reply.tokens.input < 1000
        assert 40 <= reply.tokens.output <= 60

    async def test_a_stream_without_a_count_is_estimated(self, model: LoopbackModel) -> None:
        model.play = streams("word " * 40)
        assert 40 <= (await asked(model)).tokens.output <= 60

    @pytest.mark.parametrize(
        "body",
        [
            {"choices": []},
            {"choices": None},
            {"choices": [None]},
            {"choices": [{"message": None}]},
            {"choices": [{"message": {"content": None, "reasoning_content": "Hm."}}]},
            {"choices": [{"message": {"content": [{"type": "thinking", "thinking": "Hm."}]}}]},
        ],
    )
    async def test_one_without_a_word_is_empty(self, model: LoopbackModel, body: object) -> None:
        model.play = raw(body)
        assert (await asked(model)).text == ""

    async def test_of_parts_only_the_text_is_read(self, model: LoopbackModel) -> None:
        parts = [{"type": "thinking", "text": "Hm."}, {"type": "text", "text": "Hello"}]
        model.play = raw({"choices": [{"message": {"content": parts}}]})
        assert (await asked(model)).text == "Hello"

    async def test_one_without_end_is_read_to_a_bound(self, model: LoopbackModel) -> None:
        model.play = streams("Hello", *[" " * 1000] * 5, *["x" * 100_000] * 5)
        assert (await asked(model)).text.strip() == "Hello"
        model.play = streams(*["x" * 90_000] * 5)
        assert len((await asked(model)).text) == 200_000

    async def test_one_broken_event_costs_itself(self, model: LoopbackModel) -> None:
        model.play = streams("Hello", before=b"data: {oops\n\ndata: [1]\n\n", end=b"data: {oops\n\n")
        assert (await asked(model)).text == "Hello"

    async def test_half_a_character_does_not_break_it(self, model: LoopbackModel) -> None:
        model.play = streams("Hel\ud83dlo")
        assert (await asked(model)).text == "Hello"


class TestFailures:
    @pytest.mark.parametrize("trouble", [status(429), status(500), status(503)])
    async def test_one_that_passes_is_tried_again(self, model: LoopbackModel, trouble: Play) -> None:
        model.play = in_step(trouble, good())
        assert "bullets" in (await asked(model)).text
        assert len(model.asked) == 2

    @pytest.mark.parametrize(
        ("play", "sentence", "attempts"),
        [
            (status(429), "refused the request \\(HTTP 429\\): “no”", 3),
            (status(503, "busy"), "refused the request \\(HTTP 503\\): “busy”", 3),
            (status(401, "wrong key sk-secret"), "refused the request \\(HTTP 401\\): “wrong key …”", 1),
            (status(404, "The model `small` does not exist"), "HTTP 404\\): “The model `small` does not", 1),
            (status(400, "The model `small` does not exist"), "HTTP 400\\): “The model `small` does not", 1),
            (web_page, "is not the answer of a language model", 1),
            (raw({"hello": "world"}), "is not the answer of a language model", 1),
            (raw([1, 2]), "is not the answer of a language model", 1),
            (raw({"error": {"message": "Overloaded", "code": 503}}), "HTTP 503\\): “Overloaded”", 3),
            (streams("Hel", end=b'data: {"error": {"message": "lost\\nit"}}\n\n'), "500\\): “lost it”", 3),
        ],
    )
    async def test_one_that_stays_is_one_sentence_about_the_endpoint(
        self, model: LoopbackModel, play: Play, sentence: str, attempts: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.summaries.endpoint._FIRST_PAUSE_SECONDS", 0)
        model.play = play
        with pytest.raises(OutageError, match=sentence) as caught:
            await asked(model, api_key=SecretStr("sk-secret"))
        assert "sk-secret" not in str(caught.value)
        assert attempts <= len(model.asked) <= attempts + 5  # other forms of the question, after a 500

    async def test_the_endpoint_s_own_sentence_is_one_bounded_line_without_keys(
        self, model: LoopbackModel
    ) -> None:
        model.play = status(403, "No.\nYour key sk-proj-abcdef and hunter2hunter2 \x00" + "x" * 5000)
        with pytest.raises(OutageError) as caught:
            await asked(model, options={"tenant_key": "hunter2hunter2"})
        assert "No. Your key … and …" in str(caught.value)
        assert len(str(caught.value)) < 350
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        "play",
        [
            status(400, "The response was filtered due to the content management policy."),
            status(400, "This model's maximum context length is 4096 tokens."),
            status(400, "exceed_context_size_error"),
            status(413, "Request too large"),
            status(400, "Something is odd"),
            raw({"choices": [{"message": {"content": ""}, "finish_reason": "content_filter"}]}),
            raw({"choices": [{"message": {"content": None, "refusal": "I cannot sum up this."}}]}),
        ],
    )
    async def test_one_for_this_paper_is_no_outage(self, model: LoopbackModel, play: Play) -> None:
        model.play = play
        with pytest.raises(SummaryError) as caught:
            await asked(model)
        assert not isinstance(caught.value, OutageError)

    async def test_a_server_that_is_not_there_is_named(self, model: LoopbackModel) -> None:
        model.url = "http://127.0.0.1:9/v1"
        with pytest.raises(OutageError, match=r"cannot be reached at http://127\.0\.0\.1:9/v1"):
            await asked(model, retries=0)

    async def test_what_was_said_before_a_failure_is_counted(
        self, model: LoopbackModel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.summaries.endpoint._FIRST_PAUSE_SECONDS", 0)
        broken = streams("word " * 40, end=b'data: {"error": {"message": "lost"}}\n\n')
        model.play = in_step(broken, good())
        assert (await asked(model)).tokens.output >= 60
        model.play = broken
        with pytest.raises(SummaryError) as caught:
            await asked(model, retries=1)
        assert caught.value.tokens.output >= 80

    @pytest.mark.parametrize("key", ["sk-é", "sk-\nx", "키"])
    async def test_a_key_that_cannot_be_one_is_told_without_it(self, model: LoopbackModel, key: str) -> None:
        with pytest.raises(OutageError, match=r"summary\.api_key") as caught:
            await asked(model, api_key=SecretStr(key))
        assert key not in str(caught.value)

    async def test_without_the_client_the_sentence_says_how_to_get_it(
        self, model: LoopbackModel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "openai", None)
        with pytest.raises(SummaryError, match=r"not installed: pip install .*\[llm\]"):
            await asked(model)


class TestSilence:
    async def test_a_silent_model_is_given_up_at_once_and_the_setting_named(
        self, model: LoopbackModel
    ) -> None:
        model.play = never
        with pytest.raises(OutageError, match=r"0\.05 seconds.*summary\.timeout_seconds") as caught:
            await asked(model, timeout_seconds=0.05, retries=2)
        assert len(model.asked) == 1
        assert caught.value.tokens.input > 0

    async def test_a_slow_answer_is_waited_for_as_long_as_it_comes(self, model: LoopbackModel) -> None:
        model.play = streams(*"Hello", pause=0.4)
        assert (await asked(model, timeout_seconds=1.5)).text == "Hello"

    @pytest.mark.parametrize(
        "sign", [b": keep-alive\n\n", b'data: {"choices": [{"delta": {"role": "assistant"}}]}\n\n']
    )
    async def test_signs_of_life_are_no_words(self, model: LoopbackModel, sign: bytes) -> None:
        async def play(_: dict[str, Any]) -> web.Response:
            async def events() -> Any:
                while True:
                    yield sign
                    await asyncio.sleep(0.02)

            return web.Response(body=events(), content_type="text/event-stream")

        model.play = play
        with pytest.raises(OutageError, match=r"summary\.timeout_seconds"):
            await asked(model, timeout_seconds=0.2)

    async def test_an_answer_that_drips_for_ever_is_taken_as_far_as_it_came(
        self, model: LoopbackModel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.summaries.endpoint._LONGEST_ANSWER", 0.2)
        model.play = streams(*["x"] * 1000, pause=0.05)
        assert 0 < len((await asked(model, timeout_seconds=5)).text) < 1000

    async def test_a_server_of_one_slot_is_not_silent_to_those_who_wait(self, model: LoopbackModel) -> None:
        slot = asyncio.Semaphore(1)

        async def play(question: dict[str, Any]) -> web.Response:
            async def events() -> Any:
                async with slot:
                    for piece in "Hello":
                        await asyncio.sleep(0.2)
                        delta = {"choices": [{"delta": {"content": piece}}]}
                        yield b"data: " + json.dumps(delta).encode() + b"\n\n"

            return web.Response(body=events(), content_type="text/event-stream")

        model.play = play
        async with open_endpoint(settings_for(model, timeout_seconds=2, concurrency=4)) as endpoint:
            assert endpoint is not None
            replies = await asyncio.gather(*(endpoint.ask(TALK) for _ in range(4)))
        assert [reply.text for reply in replies] == ["Hello"] * 4
        assert len(model.asked) == 4


class TestWhatAServerDoesNotKnow:
    @pytest.mark.parametrize("code", [400, 422, 500])
    @pytest.mark.parametrize("complaint", [None, "Bad request", "Failed to parse grammar"])
    async def test_it_is_asked_with_less_structure_and_with_all_the_rest(
        self, model: LoopbackModel, code: int, complaint: str | None
    ) -> None:
        model.play = refuses('"json_schema"', code=code, complaint=complaint)
        assert "bullets" in (await asked(model, retries=0)).text
        assert model.asked[-1]["response_format"] == {"type": "json_object"}
        assert model.asked[-1].keys() == model.asked[0].keys()
        assert len(model.asked) == 2

    async def test_it_is_asked_without_any_structure_if_need_be(self, model: LoopbackModel) -> None:
        model.play = refuses("response_format")
        assert "bullets" in (await asked(model)).text
        assert model.asked[0].keys() - model.asked[-1].keys() == {"response_format"}

    @pytest.mark.parametrize("complaint", [None, "Bad request"])
    @pytest.mark.parametrize("word", ["temperature", "stream_options"])
    async def test_only_what_was_refused_is_left_out(
        self, model: LoopbackModel, word: str, complaint: str | None
    ) -> None:
        model.play = refuses(word, complaint=complaint)
        assert "bullets" in (await asked(model)).text
        assert model.asked[0].keys() - model.asked[-1].keys() == {word}
        assert model.asked[-1]["response_format"]["type"] == "json_schema"

    async def test_two_things_are_left_out_if_both_are_refused(self, model: LoopbackModel) -> None:
        model.play = refuses("temperature", '"json_schema"')
        assert "bullets" in (await asked(model)).text
        assert "temperature" not in model.asked[-1]
        assert model.asked[-1]["response_format"] == {"type": "json_object"}

    async def test_a_server_that_refuses_everything_is_not_asked_for_ever(self, model: LoopbackModel) -> None:
        model.play = status(400)
        with pytest.raises(SummaryError, match="HTTP 400"):
            await asked(model)
        assert len(model.asked) <= 7

    async def test_it_is_remembered_for_a_time(self, model: LoopbackModel) -> None:
        now, model.play = [0.0], refuses("temperature")
        endpoint = Endpoint(settings_for(model), lambda: now[0])
        for _ in range(2):
            await endpoint.ask(TALK)
        assert ["temperature" in question for question in model.asked] == [True, False, False]
        now[0] += REMEMBERED_SECONDS
        await endpoint.ask(TALK)
        assert "temperature" in model.asked[3]
        await endpoint.close()

    async def test_a_failure_that_says_nothing_teaches_nothing(self, model: LoopbackModel) -> None:
        endpoint = Endpoint(settings_for(model, retries=0))
        model.play = in_step(status(500), good())
        for _ in range(2):
            await endpoint.ask(TALK)
        assert model.asked[-1]["response_format"]["type"] == "json_schema"
        await endpoint.close()

    @pytest.mark.parametrize(
        "trouble", [status(400, "content_filter"), status(400, "exceed_context_size_error"), status(400)]
    )
    async def test_a_refusal_of_one_question_leaves_the_next_one_whole(
        self, model: LoopbackModel, trouble: Play
    ) -> None:
        endpoint = Endpoint(settings_for(model))
        model.play = trouble
        with pytest.raises(SummaryError):
            await endpoint.ask(TALK)
        model.asked.clear()
        model.play = good()
        await endpoint.ask(TALK)
        assert model.asked[0]["response_format"]["type"] == "json_schema"
        assert {"temperature", "stream_options"} <= model.asked[0].keys()
        await endpoint.close()


async def test_without_a_model_there_is_no_endpoint() -> None:
    async with open_endpoint(SummarySettings()) as endpoint:
        assert endpoint is None
