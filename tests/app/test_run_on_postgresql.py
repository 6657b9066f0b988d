"""The running bot on a PostgreSQL that is started anew meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.support.bot_process import until
from tests.support.databases import ServerDatabases
from tests.support.postgres import Server
from tests.support.running_bot import open_place


async def test_a_restart_of_the_server_ends_no_bot_and_loses_no_post(
    own_server: Server, tmp_path: Path
) -> None:
    async with open_place(tmp_path, ServerDatabases(own_server)) as place:
        await place.subscribe(2)
        async with place.bot() as process:
            await until(lambda: len(place.posts()) == 2 and all(place.posts()))
            before = place.posts()
            await asyncio.to_thread(own_server.stop)
            await until(lambda: "The database cannot be used" in place.log)
            await asyncio.to_thread(own_server.start)
            await place.subscribe(3)
            await until(lambda: place.posts() == [before[0]] * 3)
            await until(lambda: place.query("SELECT DISTINCT state FROM deliveries") == [("posted",)])
            assert process.returncode is None
        assert "Traceback" not in place.log
