"""A PostgreSQL put back by its own tools, with the commands that the docs name: nothing comes twice."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.models.clock import utc_now
from bot.privacy import Privacy
from bot.store import open_store
from tests.app.test_restore import ERASED_READER, READER, command, marks, states, want_papers
from tests.support.bot_process import until
from tests.support.databases import ServerDatabases
from tests.support.hugging_face import listed
from tests.support.postgres import programs
from tests.support.running_bot import Place, open_place, stopped

DOCUMENT = Path("bot/docs/operation.md")
DOCUMENTED_URL = "postgresql://paperboy@host/paperboy"
CANNOT_WRITE = 50013
ERASURES = {
    "a fresh database": "Not everybody who had their data erased since then is known here",
    "the same database": "1 person had their data erased since then, and was erased again",
}
LETTERS = {"a fresh database": 2, "the same database": 1}


@pytest.fixture
def server(postgresql_databases: ServerDatabases) -> Iterator[ServerDatabases]:
    yield postgresql_databases
    postgresql_databases.tidy()


@pytest.fixture
async def place(tmp_path: Path, server: ServerDatabases) -> AsyncIterator[Place]:
    async with open_place(tmp_path, server) as opened:
        yield opened


def documented() -> list[str]:
    """The commands that dump, put back, and tell that it was done."""
    blocks = re.findall(r"```sh\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    (block,) = [block for block in blocks if "pg_restore" in block]
    return block.splitlines()


async def tool(place: Place, line: str) -> None:
    url = make_url(place.url).set(drivername="postgresql").render_as_string()
    path = f"{programs()}:{os.environ['PATH']}"
    program = await asyncio.create_subprocess_exec(
        *shlex.split(line.replace(DOCUMENTED_URL, url)),
        cwd=place.folder,
        env={"PATH": path},
        stderr=asyncio.subprocess.PIPE,
    )
    _, errors = await program.communicate()
    assert (program.returncode, errors.decode()) == (0, "")


@pytest.mark.parametrize("target", ["a fresh database", "the same database"])
async def test_what_went_out_since_the_dump_comes_once_and_what_did_not_comes(
    place: Place, server: ServerDatabases, target: str
) -> None:
    dump, put_back, tell = documented()
    await place.subscribe(3)
    await want_papers(place, READER, ERASED_READER)
    *_, mute = place.channel_ids
    place.local.trouble.refuse_sending(mute, CANNOT_WRITE)
    await tool(place, dump)
    async with open_store(place.url) as store:
        await Privacy(store, utc_now).erase(ERASED_READER)
    async with place.bot() as process:
        await until(lambda: place.posts() == [1, 1, 0] and states(place, "letters") == ["posted"])
        await stopped(process)
    posted = marks(place)
    place.local.trouble.allow(mute)
    # The source tells it otherwise by now, so that the days are frozen anew.
    place.hub.days[place.yesterday] = [listed(n, upvotes=n) for n in range(1, 4)]
    if target == "a fresh database":
        place.url = server.empty(place.folder)
    await tool(place, put_back)
    assert place.query("SELECT count(*) FROM deliveries") == [(0,)]
    ended = await command(place, *shlex.split(tell)[1:])
    assert (ended.code, ERASURES[target] in ended.out) == (0, True), ended
    async with place.bot():
        await until(lambda: states(place, "deliveries") == ["posted"] * 3)
        await until(lambda: states(place, "letters") == ["posted"] * LETTERS[target])
    assert marks(place)[:2] == posted[:2]
    async with open_store(place.url) as store:  # the fresh one remembers, too, from now on
        await Privacy(store, utc_now).erase(READER)
        assert (await Privacy(store, utc_now).everything_about(READER))["erasures"]
    assert place.posts() == [1, 1, 1]
    assert len(place.local.record.direct_messages(READER)) == 1
    assert "Traceback" not in place.log
