"""`python -m bot run` as a supervisor sees it: its pages, and its word to systemd."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientConnectionError, ClientSession

from tests.operation.test_server import free_port
from tests.support.bot_process import until
from tests.support.databases import Databases
from tests.support.running_bot import Place, open_place, stopped


@pytest.fixture
async def place(tmp_path: Path, databases: Databases) -> AsyncIterator[Place]:
    async with open_place(tmp_path, databases) as opened:
        await opened.subscribe()
        yield opened


async def page(port: int, path: str) -> tuple[int, str]:
    """What the bot answers, once it does."""
    async with ClientSession() as session, asyncio.timeout(30):
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                    return answer.status, await answer.text()
            except ClientConnectionError:
                await asyncio.sleep(0.05)


async def test_it_answers_from_the_start_and_is_ready_once_it_has_posted(place: Place) -> None:
    port = free_port()
    async with place.bot(PAPERBOY_HTTP__PORT=str(port)) as process:
        assert await page(port, "/healthz") == (200, "ok\n")
        await until(lambda: "ready as" in place.log and place.posted() == [1])
        async with asyncio.timeout(30):
            while (ready := await page(port, "/readyz"))[0] != 200:
                await asyncio.sleep(0.05)
        assert ready[1] == "store: good\ndiscord: good\nsource: good\nposts: good\n"
        metrics = (await page(port, "/metrics"))[1]
        assert 'paperboy_messages_total{kind="channel",outcome="posted"} 1.0' in metrics
        assert await stopped(process) == 0


async def test_a_second_one_lives_and_says_for_whom_it_waits(place: Place) -> None:
    port = free_port()
    async with place.bot():
        await until(lambda: "ready as" in place.log)
        async with place.bot(PAPERBOY_HTTP__PORT=str(port)):
            await until(lambda: "is delivering from this database" in place.log)
            assert (await page(port, "/healthz"))[0] == 200
            status, text = await page(port, "/readyz")
            assert (status, "discord: another Paperboy (" in text) == (503, True)


def hear(receiver: socket.socket) -> set[bytes]:
    """All that is told until the end."""
    heard = set[bytes]()
    while b"STOPPING=1" not in heard:
        heard.add(receiver.recv(100))
    return heard


async def test_systemd_hears_that_it_is_ready_lives_and_stops(place: Place, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(str(tmp_path / "notify"))
        receiver.settimeout(60)
        hearing = asyncio.create_task(asyncio.to_thread(hear, receiver))
        words = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "120000000"}
        async with place.bot(**words) as process:
            await until(lambda: place.posted() == [1])
            assert await stopped(process) == 0
        assert await hearing == {b"READY=1", b"WATCHDOG=1", b"STOPPING=1"}
