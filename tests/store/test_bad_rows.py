"""One stored row that a hand or a broken disk has spoilt: it costs itself, and is told of once."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import Table, event, text
from sqlalchemy.engine import Engine

import bot.apart
from bot.models import Edition, Results
from bot.store import Reading, Store, Transaction, open_store
from bot.store.schema import UNREADABLE, metadata
from bot.store.schema.base import ClockTime, Day, Json, UtcDateTime
from tests.support.stock import stock_file
from tests.support.store_functions import Function, call, functions

READERS = functions(Reading)
WORDS = {"state", "origin", "purpose", "reason"}  # of a closed list
# They answer with a number or with what is only compared; and a channel's queue has an order.
KINDS = ("deliveries", "edits", "notifications", "publications", "weeks")  # of messages in the outbox
WITHOUT_A_LIST = {
    "editions.fingerprints",
    *(f"{kind}.outbox.{name}" for kind in KINDS for name in ("backlog", "queue")),
}
# By these the queries choose rows, so that a spoilt one may not be looked at.
CHOSEN_BY = {
    "day",
    "next_at",
    "next_attempt_at",
    "next_due_at",
    "next_edit_at",
    "next_weekly_at",
    "removed_at",
    "state",
    "suspended_at",
}


class TakenBackError(Exception):
    """Ends a transaction without a trace."""


@pytest.fixture(scope="module")
def stocked_file(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    file = tmp_path_factory.mktemp("stocked") / "paperboy.db"
    shutil.copy(migrated_file, file)
    stock_file(file)
    return file


def spoilings(table: Table) -> Iterator[tuple[str, str]]:
    """The columns of a table that have a form, and what has not that form."""
    for column in table.columns:
        if isinstance(column.type, Day | UtcDateTime | ClockTime):
            yield column.name, "soon"
        elif isinstance(column.type, Json):
            yield from ((column.name, bad) for bad in ("{", "null", "7", "[" * 5_000))
        elif column.name in WORDS or column.name in ("content", "value"):
            yield column.name, "odd"


async def spoil_second_row(tx: Transaction, table: Table, column: str, value: str) -> None:
    keys = [key.name for key in table.primary_key]
    chosen = f"SELECT {', '.join(keys)} FROM {table.name} ORDER BY {', '.join(keys)} LIMIT 1 OFFSET 1"
    statement = f"UPDATE {table.name} SET {column} = :value WHERE ({', '.join(keys)}) = ({chosen})"
    await tx.connection.execute(text(statement), {"value": value})


def parts(answer: Any) -> list[str]:
    """What an answer is made of, one text for each part."""
    if isinstance(answer, Results):
        return parts(answer.entries)
    if isinstance(answer, Edition):
        return parts(answer.papers)
    if isinstance(answer, Mapping):
        named = cast("Mapping[Any, Any]", answer)
        return [f"{key}: {part}" for key, value in named.items() for part in parts(value) or [""]]
    if isinstance(answer, list | tuple | Set) and not hasattr(cast("object", answer), "_fields"):
        return [repr(part) for part in cast("Iterable[Any]", answer)]
    return [repr(cast("object", answer))]


async def tables_of(store: Store, function: Function) -> list[Table]:
    """Those that a function reads."""
    statements: list[str] = []

    def remember(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", remember)
    try:
        async with store.reading() as view:
            await call(function, view)
    finally:
        event.remove(Engine, "before_cursor_execute", remember)
    words = set(" ".join(statements).replace("(", " ").replace(".", " ").replace(",", " ").split())
    return [table for table in metadata.sorted_tables if table.name in words]


@pytest.mark.parametrize("name", sorted(READERS.keys() - WITHOUT_A_LIST))
async def test_one_bad_row_costs_itself(
    name: str, stocked_file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copy(stocked_file, tmp_path / "paperboy.db")
    function, problems = READERS[name], dict[str, str]()
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'paperboy.db'}") as store:
        async with store.reading() as view:
            whole = await call(function, view)
        for table in await tables_of(store, function):
            for column, value in spoilings(table):
                caplog.clear()
                bot.apart._logged.clear()  # pyright: ignore[reportPrivateUsage]
                answers = await answers_beside(store, function, table, column, value)
                if problem := problem_of(whole, answers, caplog.messages, column):
                    problems[f"{table.name}.{column} = {value[:9]}"] = problem
    assert problems == {}


async def answers_beside(
    store: Store, function: Function, table: Table, column: str, value: str
) -> tuple[Any, Any]:
    """What is answered twice while one row is spoilt, be it an error."""
    answers = list[Any]()
    with suppress(TakenBackError):
        async with store.transaction() as tx:
            await spoil_second_row(tx, table, column, value)
            for _ in range(2):
                try:
                    answers.append(await call(function, tx))
                except Exception as error:
                    answers.append(error)
            raise TakenBackError
    return answers[0], answers[1]


def problem_of(whole: Any, answers: tuple[Any, Any], messages: list[str], column: str) -> str:
    """What is wrong with the answers; nothing if at most one part is missing, and it was told of once.

    A function that answers with one thing alone may say that it cannot be read.
    """
    answer, again = answers
    is_list = isinstance(whole, list | tuple | Mapping | Set | Results | Edition)
    if isinstance(answer, Exception):
        return "" if isinstance(answer, ValueError) and not is_list else repr(answer)
    if repr(UNREADABLE) in repr(answer):
        return "what cannot be read is handed on"
    if parts(again) != parts(answer):
        return "differs the second time"
    lost = len(parts(whole)) - len(parts(answer))
    if lost > 1:
        return f"lost {lost}"
    least = lost if is_list and column not in CHOSEN_BY else 0
    return "" if least <= len(messages) <= 1 else f"told {len(messages)} times"
