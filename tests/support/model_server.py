"""A loopback OpenAI-compatible endpoint that plays good and bad language models."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

Play = Callable[[dict[str, Any]], Awaitable[web.Response]]

KOREAN = (
    "작은 모델을 위한 새로운 학습 방법을 제안합니다.",
    "여러 과제에서 기존 방법보다 나은 결과를 보였습니다.",
    "학습에 드는 비용도 줄었습니다.",
)
ENGLISH = (
    "It proposes a new way of training for small models.",
    "The results are better than those of earlier methods on all of the tasks.",
    "The cost of training is lower, too.",
)


def says(text: str, *, taken: tuple[int, int] | None = (100, 20)) -> Play:
    """Answers with a text, whatever is asked; `taken` are the tokens that it says it took, if any."""

    async def play(_: dict[str, Any]) -> web.Response:
        message = {"role": "assistant", "content": text}
        body: dict[str, Any] = {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "small",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        }
        if taken:
            asked, answered = taken
            body["usage"] = {
                "prompt_tokens": asked,
                "completion_tokens": answered,
                "total_tokens": asked + answered,
            }
        return web.json_response(body)

    return play


def bullets(*texts: str, taken: tuple[int, int] = (100, 20)) -> Play:
    """Answers as asked."""
    return says(json.dumps({"bullets": texts}, ensure_ascii=False), taken=taken)


def good(language: str = "ko") -> Play:
    return bullets(*(KOREAN if language == "ko" else ENGLISH))


def status(code: int, message: str = "no") -> Play:
    """Fails; the client may come again at once."""

    async def play(_: dict[str, Any]) -> web.Response:
        body = {"error": {"message": message}}
        return web.json_response(body, status=code, headers={"retry-after-ms": "1"})

    return play


def streams(*pieces: str, pause: float = 0, end: bytes = b"data: [DONE]\n\n", before: bytes = b"") -> Play:
    """Answers piece by piece, with a pause before each."""

    async def play(_: dict[str, Any]) -> web.Response:
        async def events() -> AsyncGenerator[bytes]:
            yield before
            for piece in pieces:
                await asyncio.sleep(pause)
                delta = {"choices": [{"index": 0, "delta": {"content": piece}}]}
                yield b"data: " + json.dumps(delta).encode() + b"\n\n"
            yield end

        return web.Response(body=events(), content_type="text/event-stream")

    return play


def refuses(*words: str, code: int = 400, complaint: str | None = None) -> Play:
    """Refuses questions in which one of the words stands, and names it unless the complaint is given."""

    async def play(question: dict[str, Any]) -> web.Response:
        refused = next((word for word in words if word in json.dumps(question)), None)
        if refused is None:
            return await good()(question)
        return await status(code, f"Unsupported: {refused}" if complaint is None else complaint)(question)

    return play


async def never(_: dict[str, Any]) -> web.Response:
    """Takes longer than anybody waits."""
    await asyncio.sleep(60)
    return web.Response()


async def web_page(_: dict[str, Any]) -> web.Response:
    """Is no model at all."""
    return web.Response(text="<html>Welcome</html>", content_type="text/html")


def in_step(*plays: Play) -> Play:
    """Answers the first question with the first play and so on, then ever with the last."""
    left = list(plays)

    async def play(asked: dict[str, Any]) -> web.Response:
        return await (left.pop(0) if len(left) > 1 else left[0])(asked)

    return play


@dataclass
class LoopbackModel:
    """`play` decides the next answers; `asked` are the questions so far, as they came."""

    play: Play = field(default_factory=good)
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        return await self.play(self.asked[-1])

    def last_turn(self, question: int = -1) -> str:
        return self.asked[question]["messages"][-1]["content"]

    def papers(self) -> Sequence[str]:
        """The titles asked about, one for each question: behind the rules and the example with its answer."""
        return [json.loads(asked["messages"][3]["content"])["title"] for asked in self.asked]


@asynccontextmanager
async def loopback_model() -> AsyncGenerator[LoopbackModel]:
    """The endpoint, for as long as the context lasts."""
    model = LoopbackModel()
    site = web.Application()
    site.router.add_post("/v1/chat/completions", model.answer)
    async with TestServer(site) as server:
        model.url = str(server.make_url("/v1"))
        yield model
