from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.errors import SourceError
from bot.models import LANGUAGES
from bot.sources import Source
from bot.sources.huggingface import HuggingFace

DAY = date(2024, 4, 3)
PAPER: dict[str, Any] = {"id": "2404.02078", "title": "Trees", "summary": "They grow.", "upvotes": 28}
Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(body: object, status: int = 200, **headers: str) -> Answering:
    async def handle(request: web.Request) -> web.StreamResponse:
        text = body if isinstance(body, str) else json.dumps(body)
        return web.Response(text=text, status=status, headers=headers)

    return handle


GOOD_DAY = answer([{"paper": PAPER}])


async def reset(request: web.Request) -> web.StreamResponse:
    assert request.transport
    request.transport.abort()
    return web.Response()


async def cut_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b"[")
    assert request.transport
    request.transport.close()
    return response


async def broken_gzip(request: web.Request) -> web.StreamResponse:
    return web.Response(body=b"no gzip", headers={"Content-Encoding": "gzip"})


async def bomb(request: web.Request) -> web.StreamResponse:
    return web.Response(body=gzip.compress(b" " * 21_000_000), headers={"Content-Encoding": "gzip"})


class Site:
    """A Hugging Face on loopback that plays `script`, one answer a request, the last one for ever."""

    def __init__(self, session: ClientSession) -> None:
        self.session = session
        self.script: list[Answering] = [GOOD_DAY]
        self.asked: list[str] = []
        self.slept: list[float] = []
        self.base_url = ""
        self.closing = asyncio.Event()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        play = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        return await play(request)

    async def never(self, request: web.Request) -> web.StreamResponse:
        await self.closing.wait()
        return web.Response()

    def client(self, **settings: Any) -> HuggingFace:
        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        return HuggingFace(self.session, self.base_url, sleep=sleep, **settings)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with ClientSession() as session:
        site = Site(session)
        app = web.Application()
        app.router.add_get("/{path:.*}", site.serve)
        async with TestServer(app) as server:
            site.base_url = str(server.make_url("/"))
            yield site
            site.closing.set()


async def failure(asking: Awaitable[object]) -> SourceError:
    with pytest.raises(SourceError) as caught:
        await asking
    assert all(caught.value.text(language) for language in LANGUAGES)
    return caught.value


async def test_a_day_is_one_question_for_all_its_papers(site: Site):
    source: Source = site.client()
    assert [paper.id for paper in await source.fetch_day(DAY)] == ["2404.02078"]
    assert site.asked == ["/api/daily_papers?date=2024-04-03&limit=100"]


async def test_a_weekend_is_empty(site: Site):
    site.script = [answer([])]
    assert await site.client().fetch_day(DAY) == ()


async def test_a_paper_is_asked_for_by_its_id(site: Site):
    site.script = [answer(PAPER)]
    paper = await site.client().fetch_paper("2404.02078")
    assert paper is not None
    assert (paper.title, site.asked) == ("Trees", ["/api/papers/2404.02078"])


async def test_a_paper_that_is_not_indexed_is_none(site: Site):
    site.script = [answer({"error": "Paper not found"}, 404)]
    assert await site.client().fetch_paper("2404.02078") is None
    assert len(site.asked) == 1


@pytest.mark.parametrize("paper_id", ["cs/0501001", "2404.02078v1", "../../admin", "2413.00001", ""])
async def test_an_id_that_the_api_cannot_know_is_not_asked_for(site: Site, paper_id: str):
    assert await site.client().fetch_paper(paper_id) is None
    assert site.asked == []


@pytest.mark.parametrize("trouble", [answer("", 429), answer("", 500), answer("", 503), reset, cut_off])
async def test_passing_trouble_is_tried_again(site: Site, trouble: Answering):
    site.script = [trouble, trouble, GOOD_DAY]
    assert len(await site.client().fetch_day(DAY)) == 1
    assert len(site.asked) == 3


async def test_a_slow_answer_is_tried_again(site: Site):
    site.script = [site.never, GOOD_DAY]
    assert len(await site.client(timeout_seconds=0.5).fetch_day(DAY)) == 1


async def test_waits_grow_with_jitter(site: Site):
    site.script = [answer("", 500)]
    await failure(site.client(attempts=4).fetch_day(DAY))
    first, second, third = site.slept
    assert 1 <= first <= 2 <= second <= 3 and 4 <= third <= 5


@pytest.mark.parametrize(
    "headers", [{"Retry-After": "40"}, {"RateLimit": '"api";r=0;t=40'}], ids=["Retry-After", "RateLimit"]
)
async def test_a_wait_is_never_shorter_than_the_server_asked_for(site: Site, headers: dict[str, str]):
    site.script = [answer("", 429, **headers), GOOD_DAY]
    await site.client().fetch_day(DAY)
    (slept,) = site.slept
    assert 41 <= slept <= 42


async def test_a_wait_is_capped(site: Site):
    site.script = [answer("", 429, **{"Retry-After": "86400"}), GOOD_DAY]
    await site.client(longest_wait=90).fetch_day(DAY)
    assert site.slept == [90]


async def test_the_attempts_are_counted_and_the_last_failure_told(site: Site):
    site.script = [answer("", 429), answer("", 500), answer("", 502)]
    error = await failure(site.client(attempts=3).fetch_day(DAY))
    assert "HTTP 502" in str(error)
    assert (len(site.asked), len(site.slept)) == (3, 2)


async def test_one_attempt_is_never_waited_for(site: Site):
    site.script = [answer("", 500)]
    await failure(site.client(attempts=1).fetch_day(DAY))
    assert (len(site.asked), site.slept) == (1, [])


@pytest.mark.parametrize(
    ("play", "words"),
    [
        (answer("", 429), "too many requests"),
        (answer("", 503), "HTTP 503"),
        (reset, "cannot be reached"),
        (cut_off, "cannot be reached"),
        (broken_gzip, "cannot be reached"),
    ],
)
async def test_trouble_that_stays_is_named(site: Site, play: Answering, words: str):
    site.script = [play]
    assert words in str(await failure(site.client(attempts=2).fetch_day(DAY)))


async def test_silence_is_named_with_its_seconds(site: Site):
    site.script = [site.never]
    error = await failure(site.client(attempts=1, timeout_seconds=0.2).fetch_day(DAY))
    assert "within 0.2 seconds" in str(error)


async def test_nobody_listening_is_named(site: Site, unused_tcp_port: int):
    site.base_url = f"http://127.0.0.1:{unused_tcp_port}"
    error = await failure(site.client(attempts=2).fetch_day(DAY))
    assert "cannot be reached" in str(error)
    assert len(site.slept) == 1


@pytest.mark.parametrize(
    ("play", "words"),
    [
        (answer({"error": "Invalid date"}, 400), "2024-04-03: it lies in the future"),
        (answer("", 401), "HTTP 401"),
        (answer("", 404), "HTTP 404"),
        (answer("", 204), "HTTP 204"),
        (answer("<!doctype html><title>Sorry</title>"), "HTML page"),
        (answer({"error": "maintenance"}), "keys error"),
        (bomb, "more than 2 MB"),
    ],
)
async def test_a_senseless_answer_is_an_error_at_once(site: Site, play: Answering, words: str):
    site.script = [play]
    assert words in str(await failure(site.client().fetch_day(DAY)))
    assert len(site.asked) == 1


async def test_a_refused_paper_is_no_missing_paper(site: Site):
    site.script = [answer("", 403)]
    assert "HTTP 403" in str(await failure(site.client().fetch_paper("2404.02078")))


async def test_another_paper_than_was_asked_for_is_an_error(site: Site):
    site.script = [answer(PAPER)]
    assert "another paper than 2404.00001" in str(await failure(site.client().fetch_paper("2404.00001")))
