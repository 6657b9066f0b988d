"""`python -m bot run` without a gateway, without a network, or with answers that are none of Discord's."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.bot_process import until
from tests.support.databases import Databases
from tests.support.running_bot import Place, open_place, stopped


@pytest.fixture
async def place(tmp_path: Path, databases: Databases) -> AsyncIterator[Place]:
    async with open_place(tmp_path, databases) as opened:
        yield opened


def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def ended(place: Place, **environment: str) -> int:
    async with place.bot(**environment) as process, asyncio.timeout(30):
        return await process.wait()


def last_line(place: Place) -> str:
    assert "Traceback" not in place.log
    return place.log.splitlines()[-1]


async def test_posts_go_out_while_the_gateway_refuses_and_commands_work_when_it_is_back(place: Place) -> None:
    await place.subscribe()
    place.local.trouble.refuse_gateway()
    async with place.bot() as process:
        await until(lambda: place.posted() == [1])
        await until(lambda: "gateway cannot be reached" in place.log)
        assert "ready as" not in place.log
        place.local.trouble.open_gateway()
        await until(lambda: "ready as" in place.log)
        await until(lambda: "gateway is reached again" in place.log)
        asked = place.local.users.slash("paper", {"query": "2404.00001"}, channel_id=place.channel_ids[0])
        await place.local.users.answer(asked, within=10)
        assert await stopped(process) == 0
    assert place.log.count("gateway cannot be reached") == 1
    assert "Traceback" not in place.log


async def test_a_gateway_that_drops_each_connection_is_not_stormed(place: Place) -> None:
    await place.subscribe()
    place.local.trouble.refuse_gateway(4000)
    async with place.bot() as process:
        await until(lambda: "gateway cannot be reached" in place.log)
        assert place.posted() == [1]
        assert await stopped(process) == 0
    assert place.log.count("gateway cannot be reached") == 1
    assert len(place.log.splitlines()) < 25


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (4004, "rejects the bot's token"),
        (4011, "start it again"),
        (4012, "update Paperboy"),
        (4013, "update Paperboy"),
        (4014, "update Paperboy"),
    ],
)
async def test_a_gateway_that_refuses_for_good_ends_it_with_one_sentence(
    place: Place, code: int, sentence: str
) -> None:
    place.local.trouble.refuse_gateway(code)
    assert await ended(place) == 1
    assert sentence in last_line(place)
    assert str(code) in last_line(place)


async def test_without_sessions_left_it_waits_posts_and_says_so(place: Place) -> None:
    await place.subscribe()
    place.local.trouble.limit_starts(0)
    async with place.bot() as process:
        await until(lambda: place.posted() == [1])
        await until(lambda: "no new connection to its gateway" in place.log)
        assert place.local.record.connected_shards() == []
        assert await stopped(process) == 0


async def test_without_network_at_the_start_it_keeps_trying_and_says_so_once(place: Place) -> None:
    await place.subscribe()
    place.local.trouble.add_fault("status", status=503, kinds=["me"], times=2)
    async with place.bot() as process:
        await until(lambda: "cannot be reached yet" in place.log)
        await until(lambda: place.posted() == [1], 60)
        assert await stopped(process) == 0
    assert place.log.count("cannot be reached yet") == 1
    assert place.log.count("Discord is reached") == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_it_while_it_waits_for_the_network(place: Place, number: int) -> None:
    nowhere = f"http://127.0.0.1:{closed_port()}/api/v10"
    async with place.bot(PAPERBOY_DISCORD__API_URL=nowhere) as process:
        await until(lambda: "cannot be reached yet" in place.log)
        assert await stopped(process, number) == 0
    assert "Traceback" not in place.log
    assert place.query("SELECT holder FROM leases WHERE name = 'delivery'") == [("",)]


@pytest.mark.parametrize("kinds", [["me"], ["application"], ["gateway"], ["callback"], ["commands"]])
async def test_a_signal_ends_it_while_an_answer_hangs(place: Place, kinds: list[str]) -> None:
    place.local.trouble.add_fault("hang", kinds=kinds)
    async with place.bot() as process:
        await until(lambda: "logging in" in place.log)
        assert await stopped(process) == 0
    assert "Traceback" not in place.log


PAGE = "<html><body>Please log in to this network</body></html>"


@pytest.mark.parametrize("kind", ["me", "application", "gateway"])
async def test_an_answer_that_is_none_of_discords_ends_it_with_one_sentence(place: Place, kind: str) -> None:
    place.local.trouble.add_fault("answer", status=200, kinds=[kind], body=PAGE)
    assert await ended(place) == 1
    assert "does not answer as Discord does" in last_line(place)
    assert "log in to this network" not in place.log


@pytest.mark.parametrize("keys", [["shard"], ["user"], ["session_id"]])
async def test_a_gateway_whose_first_word_is_odd_ends_it_with_one_sentence(
    place: Place, keys: list[str]
) -> None:
    place.local.guilds.add()
    place.local.trouble.spoil_ready(*keys)
    assert await ended(place) == 1
    assert "does not answer as Discord does" in last_line(place)


async def test_a_page_in_place_of_a_rejection_is_an_outage_and_no_wrong_token(place: Place) -> None:
    place.local.trouble.add_fault("answer", status=403, kinds=["me"], body=PAGE)
    async with place.bot() as process:
        await until(lambda: "cannot be reached yet" in place.log)
        assert await stopped(process) == 0


async def test_commands_that_discord_refuses_keep_nothing_from_being_posted(place: Place) -> None:
    await place.subscribe()
    problem = {"code": 50035, "message": "Invalid Form Body\n" + "because " * 200}
    place.local.trouble.add_fault("answer", status=400, kinds=["commands"], body=problem)
    async with place.bot() as process:
        await until(lambda: place.posted() == [1] and "ready as" in place.log)
        await until(lambda: "did not take the bot's commands" in place.log)
        assert await stopped(process) == 0
    (line,) = [line for line in place.log.splitlines() if "did not take" in line]
    assert "50035" in line
    assert len(line) < 700
    assert not re.search("cannot be reached|Traceback", place.log)
