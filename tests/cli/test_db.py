"""`db copy` and `db restored`, as commands; from SQLite to a PostgreSQL that the tests start."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.models import SearchQuery
from bot.models.clock import utc_now
from bot.store import alerts, leases, open_store
from bot.store.fulltext import search
from bot.store.restorations import latest
from bot.store.schema import metadata
from tests.cli.conftest import Terminal
from tests.support.bot_process import until
from tests.support.databases import Databases, ServerDatabases
from tests.support.stock import stock

pytestmark = pytest.mark.sqlite

MANY = 60_000  # rows, of which the copy is some seconds at work


@pytest.fixture
def server(postgresql_databases: ServerDatabases) -> Iterator[ServerDatabases]:
    yield postgresql_databases
    postgresql_databases.tidy()


@pytest.fixture
async def stocked(terminal: Terminal, databases: Databases) -> Terminal:
    """With rows in every table; nobody delivers."""
    async with terminal.store() as store:
        await stock(store)
    databases.query(terminal.url, "DELETE FROM leases")
    return terminal


def rows(databases: Databases, url: str) -> dict[str, int]:
    """How many rows each table has, the index of texts too."""
    names = [*sorted(table.name for table in metadata.sorted_tables), "paper_index"]
    counts = databases.query(url, "SELECT " + ", ".join(f"(SELECT count(*) FROM {name})" for name in names))
    return {name: int(str(count)) for name, count in zip(names, counts[0], strict=True)}


async def test_all_rows_are_in_the_other_database_which_can_be_used(
    stocked: Terminal, databases: Databases, server: ServerDatabases
) -> None:
    target = server.empty(stocked.folder)
    ended = await stocked.run("db", "copy", stocked.url, target)
    assert (ended.code, "compared them" in ended.out) == (0, True), ended
    assert rows(server, target) == rows(databases, stocked.url)
    assert {count for name, count in rows(server, target).items() if name != "leases"} == {3, 6}
    stocked.environment["PAPERBOY_STORE__URL"] = target
    assert json.loads((await stocked.run("channels", "list", "--json")).out)
    async with open_store(target) as store:
        async with store.reading() as view:
            assert (await search(view, SearchQuery(words="rag"), start=0, most=9)).total == 3
        async with store.transaction() as tx:
            assert await alerts.add_draft(tx, 7, "rag", [], utc_now()) == 4  # goes on behind the highest id


async def test_who_copies_again_hears_that_it_is_done_and_into_a_used_one_that_it_is_not_empty(
    stocked: Terminal, databases: Databases, server: ServerDatabases
) -> None:
    stocked.environment["PAPERBOY_STORE__URL"] = target = server.empty(stocked.folder)
    await stocked.run("db", "copy", stocked.url)
    ended = await stocked.run("db", "copy", stocked.url)
    assert (ended.code, "already" in ended.out) == (0, True), ended
    server.query(target, "UPDATE papers SET votes = votes + 1 WHERE id = (SELECT min(id) FROM papers)")
    ended = await stocked.run("db", "copy", stocked.url)
    assert (ended.code, "in the table papers" in ended.err) == (2, True), ended


async def test_a_copy_that_was_killed_left_nothing_and_is_made_anew(
    stocked: Terminal, databases: Databases, server: ServerDatabases
) -> None:
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 9 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY}) SELECT"
    databases.query(
        stocked.url, f"INSERT INTO keywords (id, form, key) {numbers} i, 'form ' || i, 'key ' || i FROM n"
    )
    target = server.migrated(stocked.folder)
    command = stocked.start("db", "copy", stocked.url, target)
    writes = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'INSERT INTO keywords %'"
    await until(lambda: server.query(target, writes) == [(1,)])
    command.signal(signal.SIGKILL)
    assert (await command.ended()).code == -signal.SIGKILL
    assert sum(rows(server, target).values()) - rows(server, target)["leases"] == 0
    ended = await stocked.run("db", "copy", stocked.url, target)
    assert (ended.code, "compared them" in ended.out) == (0, True), ended
    assert rows(server, target) == rows(databases, stocked.url)
    assert rows(server, target)["keywords"] > MANY - 10


async def test_nothing_is_copied_while_a_bot_delivers(
    stocked: Terminal, databases: Databases, server: ServerDatabases
) -> None:
    target = server.migrated(stocked.folder)
    for url in (stocked.url, target):
        async with open_store(url) as store, store.transaction() as tx:
            await leases.hold(tx, "elsewhere", utc_now(), timedelta(minutes=1))
        ended = await stocked.run("db", "copy", stocked.url, target)
        assert (ended.code, "(elsewhere) is delivering" in ended.err) == (2, True), ended
        assert rows(server, target)["papers"] == 0
        async with open_store(url) as store, store.transaction() as tx:
            await leases.release(tx, "elsewhere")


async def test_nothing_is_copied_while_a_process_answers_commands(
    stocked: Terminal, server: ServerDatabases
) -> None:
    target = server.migrated(stocked.folder)
    async with open_store(target) as store, store.transaction() as tx:
        await leases.hold(tx, "elsewhere", utc_now(), timedelta(minutes=1), "shards 0-3/16")
    ended = await stocked.run("db", "copy", stocked.url, target)
    assert (ended.code, "(elsewhere) is delivering" in ended.err) == (2, True), ended


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (
            "UPDATE papers SET authors = '{' WHERE id = '2404.00002'",
            "the column authors",
        ),
        (
            "UPDATE keywords SET key = 'a' || char(0) WHERE id = 2",
            "keywords the row 2",
        ),
        ("UPDATE model_use SET calls = 3000000000 WHERE day = '2024-04-03'", "in the column calls"),
    ],
)
async def test_a_row_that_postgresql_does_not_take_is_named(
    stocked: Terminal, databases: Databases, server: ServerDatabases, spoilt: str, words: str
) -> None:
    target = server.migrated(stocked.folder)
    databases.query(stocked.url, spoilt)
    ended = await stocked.run("db", "copy", stocked.url, target)
    assert (ended.code, words in ended.err) == (2, True), ended
    assert rows(server, target)["notes"] == 0


@pytest.mark.parametrize("named", ["paperboy.db", "postgresql://host/name", "sqlite+aiosqlite:///:memory:"])
async def test_what_names_no_database_is_refused(terminal: Terminal, named: str) -> None:
    ended = await terminal.run("db", "copy", terminal.url, named)
    assert (ended.code, "as in store.url" in ended.err) == (2, True), ended
    assert (await terminal.run("db", "copy", terminal.url)).code == 2


async def test_a_backup_of_a_server_is_left_to_its_own_tools(terminal: Terminal) -> None:
    terminal.environment["PAPERBOY_STORE__URL"] = "postgresql+asyncpg://paperboy:secret@127.0.0.1/paperboy"
    for command in ("backup", "restore"):
        ended = await terminal.run(command, "file.db")
        assert (ended.code, "pg_dump" in ended.err) == (2, True), ended


@pytest.mark.parametrize(
    ("arguments", "since"),
    [
        (("--taken-at", "2024-04-03T04:00"), "2024-04-03 04:00 UTC"),
        (("--taken-at", "2024-04-03T04:00+09:00"), "2024-04-02 19:00 UTC"),
        ((), "2024-04-05 00:00 UTC"),
    ],
)
async def test_a_database_that_was_put_back_remembers_since_when_it_knows_nothing(
    stocked: Terminal, arguments: tuple[str, ...], since: str
) -> None:
    ended = await stocked.run("db", "restored", *arguments)
    assert (ended.code, f"as one of {since}" in ended.out) == (0, True), ended
    async with open_store(stocked.url) as store, store.reading() as view:
        restoration = await latest(view)
    assert restoration is not None
    assert f"{restoration.taken_at:%Y-%m-%d %H:%M} UTC" == since


async def test_a_moment_that_is_none_is_refused(terminal: Terminal) -> None:
    ended = await terminal.run("db", "restored", "--taken-at", "yesterday")
    assert (ended.code, "2026-04-03T04:00" in ended.err) == (2, True), ended
