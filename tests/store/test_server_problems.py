"""PostgreSQL's own troubles, made by a PostgreSQL, in words of ours; and a server that is started anew."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.errors import StoreError
from bot.models import LANGUAGES
from bot.store import Store, key_values, open_store
from bot.store.dialect import POSTGRESQL
from bot.store.problems import store_problem
from tests.support.postgres import CLOSED, Server, programs, running_server

SECRET = "hush-hush"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One that a test may stop."""
    if programs() is None or find_spec("asyncpg") is None:
        pytest.skip("PostgreSQL is not installed")
    with running_server() as running:
        running.query("CREATE DATABASE foreigner")
        running.query("CREATE TABLE visitors (id int)", "foreigner")
        running.query(f"CREATE ROLE {CLOSED} LOGIN PASSWORD '{SECRET}'")
        yield running


async def refusal(url: str) -> StoreError:
    with pytest.raises(StoreError) as refused:
        async with open_store(url):
            pass
    return refused.value


@pytest.mark.parametrize(
    ("database", "user", "english", "korean"),
    [
        ("nowhere", "paperboy", "there is no database of that name", "그런 이름의 데이터베이스가 없습니다"),
        ("postgres", f"{CLOSED}:{SECRET}x", "password is refused", "비밀번호가 맞지 않습니다"),
        ("postgres", "nobody", "user name or password is refused", "사용자 이름이나 비밀번호가"),
        ("foreigner", "paperboy", "something else than Paperboy's data", "Paperboy의 것이 아닌 내용"),
    ],
)
async def test_why_it_cannot_be_opened_is_said_without_the_password(
    server: Server, database: str, user: str, english: str, korean: str
) -> None:
    error = await refusal(server.url(database, user))
    for language, words in zip(LANGUAGES, (korean, english), strict=True):
        assert words in error.text(language)
        assert SECRET not in error.text(language)


async def test_nobody_at_the_address_is_said(server: Server) -> None:
    for address in ("127.0.0.1:1", "nobody.invalid"):
        error = await refusal(f"postgresql+asyncpg://paperboy:{SECRET}@{address}/paperboy")
        assert (error.key, SECRET in str(error)) == ("store-server-not-opened", False)


@pytest.mark.parametrize(
    ("state", "english"),
    [
        ("53100", "the server's disk is full"),
        ("53200", "too many connections or too little memory"),
        ("53300", "too many connections or too little memory"),
        ("57P01", "the server is starting or stopping"),
        ("57P03", "the server is starting or stopping"),
        ("25006", "it can only be read"),
        ("42501", "the user is not allowed to do that"),
        ("58030", "the disk does not answer"),
        ("XX001", "it is damaged"),
        ("22012", "its error 22012"),
    ],
)
async def test_what_hinders_postgresql_is_said_in_our_words(server: Server, state: str, english: str) -> None:
    async with open_store(server.url("postgres")) as store:
        with pytest.raises(StoreError) as refused:
            async with store.transaction() as tx:
                error = f"RAISE EXCEPTION 'keyword {SECRET}' USING ERRCODE = '{state}'"
                await tx.connection.exec_driver_sql(f"DO $$ BEGIN {error}; END $$")
    assert english in str(refused.value)
    assert SECRET not in str(refused.value)
    assert isinstance(refused.value.__cause__, DBAPIError)
    for language in LANGUAGES:
        assert str(store_problem(refused.value.__cause__)) in refused.value.text("en")
        assert SECRET not in refused.value.text(language)


@pytest.mark.parametrize("state", ["40001", "40P01", "55P03"])
async def test_transactions_in_each_others_way_are_told_to_try_again(server: Server, state: str) -> None:
    async with open_store(server.url("postgres")) as store:
        with pytest.raises(StoreError, match="try again in a minute"):
            async with store.transaction() as tx:
                error = f"RAISE EXCEPTION 'odd' USING ERRCODE = '{state}'"
                await tx.connection.exec_driver_sql(f"DO $$ BEGIN {error}; END $$")


async def use(store: Store, value: str) -> str | None:
    async with store.transaction() as tx:
        await key_values.set_note(tx, "key", value)
    async with store.reading() as view:
        return await key_values.note(view, "key")


async def test_after_a_restart_the_next_ones_are_served(server: Server) -> None:
    async with open_store(server.url("postgres")) as store:
        assert await use(store, "before") == "before"
        with pytest.raises(StoreError, match="the connection was lost"):
            async with store.transaction() as tx:
                await key_values.set_note(tx, "key", "lost")
                server.stop()
                await tx.connection.execute(text("SELECT 1"))
        with pytest.raises(StoreError, match="nothing listens at that address"):
            await use(store, "down")
        server.start()
        async with store.reading() as view:
            assert await key_values.note(view, "key") == "before"
        assert await use(store, "after") == "after"


async def test_who_freezes_in_a_transaction_does_not_keep_the_others_out(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(POSTGRESQL, "frozen_seconds", 1)
    async with open_store(server.url("postgres")) as frozen, open_store(server.url("postgres")) as other:
        with pytest.raises(StoreError, match="the connection was lost"):
            async with frozen.transaction() as tx:
                await key_values.set_note(tx, "key", "frozen")
                assert await use(other, "other") == "other"  # after the second that the other one gets
                await key_values.set_note(tx, "key", "thawed")
        assert await use(frozen, "again") == "again"
