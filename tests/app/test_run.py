"""`python -m bot run` as a process, against a loopback Discord and a loopback Hugging Face."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.bot_process import until
from tests.support.databases import Databases
from tests.support.hugging_face import listed
from tests.support.model_server import KOREAN, loopback_model
from tests.support.running_bot import Place, open_place, stopped


@pytest.fixture
async def place(tmp_path: Path, databases: Databases) -> AsyncIterator[Place]:
    async with open_place(tmp_path, databases) as opened:
        yield opened


async def test_a_due_day_is_fetched_over_http_and_posted_with_its_mark(place: Place) -> None:
    await place.subscribe(2)
    async with place.bot() as process:
        await until(lambda: place.posted() == [1, 1])
        assert await stopped(process) == 0
    (message,) = place.local.record.messages(place.channel_ids[0])
    assert [embed["title"] for embed in message["embeds"]] == [rf"{n}\. Paper number {n}" for n in (1, 2, 3)]
    assert message["embeds"][-1]["footer"]["text"] == f"Paperboy · {place.yesterday} · 1/1 · #1"
    assert "Traceback" not in place.log


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_it_at_once_and_in_order(place: Place, number: int) -> None:
    await place.subscribe()
    async with place.bot() as process:
        await until(lambda: place.posted() == [1])
        assert await stopped(process, number) == 0
    assert place.query("SELECT holder FROM leases WHERE name = 'delivery'") == [("",)]


async def test_a_restart_posts_nothing_again(place: Place) -> None:
    await place.subscribe()
    for _ in range(2):
        async with place.bot() as process:
            await until(lambda: "ready as" in place.log and place.posted() == [1])
            await stopped(process)
    assert place.posted() == [1]


async def test_a_source_that_is_down_makes_the_digest_late_not_lost(place: Place) -> None:
    await place.subscribe()
    place.hub.down = True
    async with place.bot():
        await until(lambda: "could not be fetched" in place.log)
        assert place.posted() == [0]
        assert place.query("SELECT problem FROM editions WHERE problem IS NOT NULL")
    place.hub.down = False
    async with place.bot():
        await until(lambda: place.posted() == [1])


async def test_a_second_bot_on_the_same_store_says_so_and_waits(place: Place) -> None:
    await place.subscribe()
    async with place.bot() as first:
        await until(lambda: "ready as" in place.log and place.posted() == [1])
        async with place.bot() as second:
            await until(lambda: "waiting until it stops" in place.log)
            assert len(place.local.record.connected_shards()) == 1
            await stopped(first)
            await until(lambda: place.log.count("ready as") == 2)
            assert await stopped(second) == 0
    assert place.posted() == [1]


async def test_a_killed_bots_lease_holds_nobody_up(place: Place) -> None:
    await place.subscribe()
    async with place.bot() as process:
        await until(lambda: "ready as" in place.log and place.posted() == [1])
        process.kill()
        await process.wait()
    async with place.bot(PAPERBOY_DELIVERY__LEASE_SECONDS="3600"):
        await until(lambda: place.log.count("ready as") == 2)


async def test_a_revoked_token_ends_the_bot_with_one_clear_line(place: Place) -> None:
    place.local.trouble.revoke_token()
    async with place.bot() as process:
        async with asyncio.timeout(20):
            assert await process.wait() == 1
    assert "Discord rejects the bot's token" in place.log
    assert "Traceback" not in place.log
    assert place.local.token not in place.log


async def test_a_token_revoked_while_it_runs_ends_it_too(place: Place) -> None:
    await place.subscribe()
    async with place.bot() as process:
        await until(lambda: place.local.record.connected_shards() == [0])
        place.local.trouble.revoke_token()
        async with asyncio.timeout(20):
            assert await process.wait() == 1
    assert place.log.count("rejects the bot's token") == 1
    assert place.posted() == [0]


async def test_thrown_out_it_pauses_and_invited_again_it_posts(place: Place) -> None:
    await place.subscribe()
    place.local.guilds.throw_out(place.guild_id)
    async with place.bot():
        await until(lambda: "ready as" in place.log)
        await until(lambda: "50001" in str(place.query("SELECT paused_reason FROM subscriptions")))
        place.local.guilds.invite_again(place.guild_id)
        await until(lambda: place.posts() == [1])
    assert place.query("SELECT paused_at FROM subscriptions") == [(None,)]


async def test_a_pause_is_told_once_in_the_system_channel(place: Place) -> None:
    await place.subscribe(2)
    system, other = place.channel_ids
    place.local.trouble.refuse_sending(other, 50013)
    async with place.bot() as process:
        await until(lambda: place.posted() == [2, 0])
        await stopped(process)
    async with place.bot():
        await until(lambda: place.log.count("ready as") == 2)
    notices = [m["content"] for m in place.local.record.messages(system) if not m["embeds"]]
    assert len(notices) == 1
    assert f"<#{other}>" in notices[0]
    assert "50013" in notices[0]


async def test_it_resumes_after_lost_connections(place: Place) -> None:
    await place.subscribe()
    async with place.bot():
        await until(lambda: place.local.record.connected_shards() == [0] and place.posted() == [1])
        place.local.trouble.forget_sessions()
        await until(lambda: place.local.record.connected_shards() == [])
        await until(lambda: place.local.record.connected_shards() == [0])


@pytest.mark.parametrize("public", [False, True])
async def test_a_paper_asked_for_is_shown_at_once_and_gets_its_bullets_when_they_are_written(
    place: Place, public: bool
) -> None:
    await place.subscribe()
    place.hub.days[date(2024, 4, 3)] = [listed(77)]
    async with loopback_model() as model:
        summary = {"PAPERBOY_SUMMARY__MODEL": "small", "PAPERBOY_SUMMARY__BASE_URL": model.url}
        async with place.bot(**summary):
            await until(lambda: "ready as" in place.log and place.posted() == [1])
            options = {"query": "2404.00077", "public": public}
            asked = place.local.users.slash("paper", options, channel_id=place.channel_ids[0], locale="ko")
            await place.local.users.answer(asked, within=10)
            await until(lambda: KOREAN[0] in str(place.local.users.interaction(asked)["messages"]))
    messages = place.local.users.interaction(asked)["messages"]
    (paper,) = [message for message in messages if message["embeds"]]
    assert "An answer is found" in str(paper["embeds"][1]), "the abstract stays"
    assert model.papers().count("Paper number 77") == 1


async def test_an_answer_that_cannot_be_given_is_one_line_in_the_log_each(place: Place) -> None:
    """The connection drops, the edge refuses, or something else answers, while an error is being told."""
    await place.subscribe()
    async with place.bot():
        await until(lambda: place.posted() == [1])
        place.local.trouble.add_fault("reset", kinds=["callback"], times=1)
        odd: list[tuple[int, Any]] = [
            (403, "<html>" + "no way " * 2_000),
            (429, ""),
            (400, {"code": {}, "message": "x"}),
        ]
        for status, body in odd:
            place.local.trouble.add_fault("answer", status=status, body=body, kinds=["callback"], times=1)
        for unanswered in range(1, 5):
            place.local.users.slash("paper", {"query": "2404.99999999"}, channel_id=place.channel_ids[0])
            await until(lambda count=unanswered: place.log.count("could not be answered") == count)
        answered = place.local.users.slash("paper", {"query": "2404.99999999"})
        report = await place.local.users.answer(answered)
    assert "not the id or link" in report["messages"][0]["content"]
    assert "Traceback" not in place.log
    assert max(len(line) for line in place.log.splitlines()) < 600
