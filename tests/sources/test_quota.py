"""What is left of a site's questions, for the daily list and for people."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.errors import SourceError
from bot.sources.http_session import open_session
from bot.sources.huggingface import HuggingFace
from bot.sources.quota import QUESTIONS, RESERVED_QUESTIONS, Quota
from tests.factories import WEDNESDAY
from tests.support.hand_time import HandTime


@dataclass
class Line:
    """A site that knows nothing and says so with `headers`, after the `refusals`."""

    time: HandTime
    headers: dict[str, str] = field(default_factory=dict[str, str])
    refusals: list[Mapping[str, str]] = field(default_factory=list[Mapping[str, str]])
    asked: list[str] = field(default_factory=list[str])

    async def serve(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if self.refusals:
            return web.Response(status=429, headers=self.refusals.pop(0))
        if request.path.startswith("/api/papers"):
            return web.json_response({"error": "?"}, status=404, headers=self.headers)
        return web.json_response([], headers=self.headers)


@dataclass
class Clients:
    collector: HuggingFace
    people: HuggingFace


@pytest.fixture
def line() -> Line:
    return Line(HandTime())


@pytest.fixture
async def clients(line: Line) -> AsyncIterator[Clients]:
    site = web.Application()
    site.router.add_get("/{path:.*}", line.serve)
    quota = Quota(line.time)
    async with TestServer(site) as server, open_session(user_agent="t", timeout_seconds=5) as session:
        url = str(server.make_url(""))
        yield Clients(
            HuggingFace(session, url, quota=quota, sleep=line.time.sleep),
            HuggingFace(
                session, url, attempts=1, quota=quota, reserve=RESERVED_QUESTIONS, sleep=line.time.sleep
            ),
        )


async def test_people_leave_what_the_daily_list_needs(line: Line, clients: Clients) -> None:
    line.headers = {"RateLimit": f'"api";r={RESERVED_QUESTIONS};t=200'}
    assert await clients.people.fetch_paper("2404.00001") is None
    with pytest.raises(SourceError, match="another 200 seconds"):
        await clients.people.fetch_paper("2404.00002")
    assert await clients.collector.fetch_day(WEDNESDAY) == ()
    assert line.asked == ["/api/papers/2404.00001", "/api/daily_papers"]


async def test_people_may_ask_again_when_the_quota_is_renewed(line: Line, clients: Clients) -> None:
    line.headers = {"RateLimit": '"api";r=0;t=55'}
    await clients.people.fetch_paper("2404.00001")
    line.headers.clear()
    line.time.now += 55
    assert await clients.people.fetch_paper("2404.00002") is None


async def test_a_site_that_says_nothing_is_asked_as_often_as_its_documentation_allows(
    line: Line, clients: Clients
) -> None:
    for number in range(1, QUESTIONS - RESERVED_QUESTIONS + 1):
        await clients.people.fetch_paper(f"2404.{number:05}")
    with pytest.raises(SourceError, match="kept for the daily list"):
        await clients.people.fetch_paper("2404.09999")
    assert len(line.asked) == QUESTIONS - RESERVED_QUESTIONS
    assert await clients.collector.fetch_day(WEDNESDAY) == ()


async def test_who_is_told_to_wait_waits_for_the_others_too(line: Line, clients: Clients) -> None:
    line.refusals = [{"Retry-After": "60"}]
    with pytest.raises(SourceError, match="asks to wait"):
        await clients.people.fetch_paper("2404.00001")
    with pytest.raises(SourceError, match="another 60 seconds"):
        await clients.people.fetch_paper("2404.00002")
    assert await clients.collector.fetch_day(WEDNESDAY) == ()
    (slept,) = line.time.slept
    assert slept >= 60
    assert len(line.asked) == 2


async def test_the_daily_list_takes_the_last_question(line: Line, clients: Clients) -> None:
    line.headers = {"RateLimit": '"api";r=1;t=200'}
    for _ in range(2):
        await clients.collector.fetch_day(WEDNESDAY)
    assert line.time.slept == []
