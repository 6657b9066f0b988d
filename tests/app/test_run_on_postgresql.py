"""The running bot on a PostgreSQL that is started anew meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.bot_process import until
from tests.support.databases import ServerDatabases
from tests.support.postgres import Server, programs, running_server
from tests.support.running_bot import open_place


@pytest.fixture
def server() -> Iterator[Server]:
    if programs() is None or find_spec("asyncpg") is None:
        pytest.skip("PostgreSQL is not installed")
    with running_server() as running:
        yield running


async def test_a_restart_of_the_server_ends_no_bot_and_loses_no_post(server: Server, tmp_path: Path) -> None:
    async with open_place(tmp_path, ServerDatabases(server)) as place:
        await place.subscribe(2)
        async with place.bot() as process:
            await until(lambda: len(place.posts()) == 2 and all(place.posts()))
            before = place.posts()
            await asyncio.to_thread(server.stop)
            await until(lambda: "The database cannot be used" in place.log)
            await asyncio.to_thread(server.start)
            await place.subscribe(3)
            await until(lambda: place.posts() == [before[0]] * 3)
            await until(lambda: place.query("SELECT DISTINCT state FROM deliveries") == [("posted",)])
            assert process.returncode is None
        assert "Traceback" not in place.log
