"""The arXiv client against a loopback arXiv, with a clock that moves when it sleeps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.errors import SourceError
from bot.sources import arxiv as module
from bot.sources.arxiv import IDS_PER_REQUEST, PAUSE_SECONDS, Arxiv
from bot.sources.http_session import open_session
from tests.support.hand_time import HandTime
from tests.support.loopback_arxiv import LoopbackArxiv, entry, loopback_arxiv


@dataclass
class Line:
    site: LoopbackArxiv
    client: Arxiv
    time: HandTime


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    async with (
        loopback_arxiv() as site,
        open_session(user_agent="Paperboy (test)", timeout_seconds=5) as session,
    ):
        time = HandTime()
        yield Line(site, Arxiv(session, site.url, clock=time, sleep=time.sleep), time)


async def test_a_known_paper_is_found_by_a_client_that_says_who_it_is(line: Line) -> None:
    line.site.entries["2404.02078"] = entry("2404.02078v2")
    record = await line.client.fetch_record("2404.02078")
    assert record is not None
    assert (record.paper.id, record.paper.title, record.primary_class) == (
        "2404.02078",
        "Trees grow",
        "cs.CL",
    )
    assert line.site.agents == ["Paperboy (test)"]


async def test_an_unknown_paper_is_none(line: Line) -> None:
    assert await line.client.fetch_record("2404.99999") is None


async def test_two_questions_are_three_seconds_apart(line: Line) -> None:
    await line.client.fetch_record("2404.00001")
    assert line.time.slept == []
    await line.client.fetch_record("2404.00002")
    assert line.time.slept == [PAUSE_SECONDS]


async def test_those_who_wait_share_the_next_request_and_the_same_answer(line: Line) -> None:
    line.site.entries["cs/0501001"] = entry("cs/0501001v1")
    ids = ["2404.00001", "cs/0501001", "cs/0501001"]
    records = await asyncio.gather(*map(line.client.fetch_record, ids))
    assert [record and record.paper.id for record in records] == [None, "cs/0501001", "cs/0501001"]
    assert line.site.asked == [["2404.00001", "cs/0501001"]]


async def test_a_longer_queue_is_asked_in_turns_and_tells_how_long_it_takes(line: Line) -> None:
    ids = [f"2404.{number:05}" for number in range(1, IDS_PER_REQUEST + 2)]
    asking = asyncio.gather(*map(line.client.fetch_record, ids))
    await asyncio.sleep(0)
    assert line.client.queue_seconds() == PAUSE_SECONDS
    await asking
    assert [len(batch) for batch in line.site.asked] == [IDS_PER_REQUEST, 1]
    assert line.time.slept == [PAUSE_SECONDS]


async def test_a_queue_without_end_is_refused(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 1)
    first = asyncio.create_task(line.client.fetch_record("2404.00001"))
    await asyncio.sleep(0)
    with pytest.raises(SourceError, match="Too many papers"):
        await line.client.fetch_record("2404.00002")
    await first


async def test_what_fails_once_is_asked_again_in_its_turn(line: Line) -> None:
    line.site.entries["2404.02078"] = entry("2404.02078v1")
    line.site.statuses = [503]
    assert await line.client.fetch_record("2404.02078")
    assert line.time.slept == [PAUSE_SECONDS]


async def test_a_site_that_stays_down_is_one_sentence_and_the_next_question_is_asked(line: Line) -> None:
    line.site.entries["2404.02078"] = entry("2404.02078v1")
    line.site.statuses = [503, 503]
    with pytest.raises(SourceError, match=r"a problem of its own \(HTTP 503\)"):
        await line.client.fetch_record("2404.02078")
    assert await line.client.fetch_record("2404.02078")


async def test_a_site_that_is_not_there_cannot_be_reached() -> None:
    time = HandTime()
    async with open_session(user_agent="test", timeout_seconds=5) as session:
        client = Arxiv(session, "http://127.0.0.1:9", clock=time, sleep=time.sleep)
        with pytest.raises(SourceError, match="cannot be reached"):
            await client.fetch_record("2404.02078")


async def test_one_malformed_id_does_not_cost_the_others_their_answer(line: Line) -> None:
    line.site.entries["2404.02078"] = entry("2404.02078v1")
    line.site.malformed = {"9012.00001"}
    ids = ["2404.00001", "9012.00001", "2404.02078"]
    records = await asyncio.gather(*map(line.client.fetch_record, ids))
    assert [record is not None for record in records] == [False, False, True]


async def test_who_stops_waiting_leaves_the_question_to_others(line: Line) -> None:
    line.site.entries["2404.02078"] = entry("2404.02078v1")
    gone = asyncio.create_task(line.client.fetch_record("2404.02078"))
    stays = asyncio.create_task(line.client.fetch_record("2404.02078"))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays


@pytest.mark.parametrize("status", [429, 503])
async def test_when_arxiv_asks_to_wait_everybody_waits(line: Line, status: int) -> None:
    line.site.refusals = [(status, {"Retry-After": "60"})]
    line.site.entries["2404.00002"] = entry("2404.00002v1")
    ids = [f"2404.{number:05}" for number in range(1, 11)]
    first = asyncio.create_task(line.client.fetch_record(ids[0]))
    while not line.site.asked:
        await asyncio.sleep(0)
    records = await asyncio.gather(first, *map(line.client.fetch_record, ids[1:]))
    assert records[1]
    assert line.time.slept[0] == pytest.approx(60)
    assert len(line.site.asked) <= 3


async def test_a_wait_that_arxiv_asked_for_holds_after_the_last_attempt(line: Line) -> None:
    line.site.refusals = [(429, {"Retry-After": "60"}), (429, {"Retry-After": "86400"})]
    with pytest.raises(SourceError, match="asks to wait"):
        await line.client.fetch_record("2404.00001")
    assert line.client.queue_seconds() == 300
    await line.client.fetch_record("2404.00001")
    assert line.time.slept == [60, 300]


async def test_an_answer_without_end_is_refused(line: Line) -> None:
    line.site.entries["2404.00001"] = "<a>" + " " * 6_000_000 + "</a>"
    with pytest.raises(SourceError, match="more than 5 MB"):
        await line.client.fetch_record("2404.00001")
