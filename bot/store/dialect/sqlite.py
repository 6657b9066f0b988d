"""SQLite: a file, which one process at a time writes."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    TableValuedAlias,
    Text,
    column,
    event,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import traces
from bot.store.dialect.base import (
    JSON_TEXT,
    READER_CONNECTIONS,
    TEXTS,
    WRITES_UNTIL,
    Engines,
    Expression,
    engine,
    paper_index,
)
from bot.store.dialect.sqlite_driver import connect
from bot.store.index_text import Phrase
from bot.store.preflight import prepare_file
from bot.store.problems import is_busy
from bot.store.schema import paper_texts
from bot.store.signals import LocalSignals, Signals

# FULL: a delivery recorded as posted must still be so after a power cut.
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")


class _SQLite:
    """A file. Who writes locks it from the beginning of the transaction: see README, “Decisions”."""

    gap_seconds = 0.03  # other processes look for the lock every 20 ms
    not_opened, broken, foreign = "store-not-opened", "store-broken", "store-foreign"
    both, either = " AND ", " OR "
    # SQLite looks for the lock after 1, 2, 5, 10 and 15 ms, and then ever more rarely: so it is asked anew.
    lock_ms = 50
    clocks_apart = timedelta()  # all that use a file are on its machine

    def engines(self, url: URL, busy_seconds: float) -> Engines:
        prepare_file(url.database or "", busy_seconds)
        reading = _engine(url, READER_CONNECTIONS, busy_seconds, _PRAGMAS)
        event.listen(reading.sync_engine, "begin", _begin_deferred)
        writing = _engine(url, 1, busy_seconds, (*_PRAGMAS, f"busy_timeout = {self.lock_ms}"))
        event.listen(writing.sync_engine, "begin", _begin_immediate)
        return Engines(reading, writing)

    def signals(self, url: URL, busy_seconds: float) -> Signals:
        return LocalSignals()

    def create(self, connection: Connection) -> bool:
        return False

    def insert(self, into: Table) -> Insert:
        return insert(into)

    async def erase_traces(self, engine: AsyncEngine, *, patient: bool) -> bool:
        return await traces.checkpoint(engine, patient=patient)

    async def rewrite(self, engine: AsyncEngine) -> None:
        await traces.vacuum(engine)

    def phrase(self, phrase: Phrase, columns: Collection[str]) -> str:
        among = f"{{{' '.join(columns)}}} : " if len(columns) < len(TEXTS) else ""
        return f'{among}"{" ".join(phrase.words)}"' + (" *" if phrase.open_end else "")

    def matching(self, expression: str) -> ColumnElement[bool]:
        return paper_index.c.paper_index.op("MATCH")(expression)

    def best_first(self, query: Select[Any], expression: Expression) -> Select[Any]:
        weighted = paper_index.c.rank.op("MATCH")("bm25(8.0, 4.0, 1.0, 4.0)")
        return query.where(weighted).order_by(paper_index.c.rank)

    def pairs(self, numbers: Mapping[str, int]) -> TableValuedAlias:
        pairs = func.json_each(JSON_TEXT(numbers))
        return pairs.table_valued(column("key", Text), column("value", Integer), name="pairs")

    def forget(self, connection: Connection, paper_ids: Collection[str]) -> None:
        # It wants to be shown what it is to forget: https://sqlite.org/fts5.html#external_content_tables
        self._copy(connection, paper_ids, ["paper_index"], [literal("delete")])

    def index(self, connection: Connection, paper_ids: Collection[str]) -> None:
        # Not by triggers: FTS5 gathers what it writes, but within their savepoints it goes to disk each time.
        self._copy(connection, paper_ids, [], [])

    def fill(self, connection: Connection) -> None:
        connection.execute(text("INSERT INTO paper_index (paper_index) VALUES ('rebuild')"))

    def settle(self, connection: Connection) -> None:
        self.fill(connection)

    def _copy(
        self, connection: Connection, ids: Collection[str], names: list[str], values: list[Any]
    ) -> None:
        source = select(*values, paper_texts.c.id, *(paper_texts.c[name] for name in TEXTS))
        into = insert(paper_index).from_select(
            [*names, "rowid", *TEXTS], source.where(paper_texts.c.paper_id.in_(ids)), include_defaults=False
        )
        connection.execute(into)


def _engine(url: URL, connections: int, busy_seconds: float, pragmas: Sequence[str]) -> AsyncEngine:
    # The driver's own BEGIN would be a deferred one, which fails as "locked" when it turns to writing.
    options = {"timeout": busy_seconds, "isolation_level": None, "pragmas": pragmas}
    return engine(url, connections, busy_seconds, connect_args=options | {"async_creator_fn": connect})


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection) -> None:
    deadline: float = connection.get_execution_options().get(WRITES_UNTIL, 0.0)
    while not _has_begun(connection, deadline):
        pass


def _has_begun(connection: Connection, deadline: float) -> bool:
    """Whether the lock was got. Only here may a transaction wait: once begun, it is never refused."""
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if not is_busy(error) or time.monotonic() > deadline:
            raise
        return False
    return True


SQLITE = _SQLite()
