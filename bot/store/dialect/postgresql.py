"""PostgreSQL: a server, which any number of processes share."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Collection, Mapping
from datetime import timedelta
from importlib.util import find_spec
from typing import Any, cast

from sqlalchemy import (
    JSON,
    URL,
    ColumnElement,
    Connection,
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
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import UserDefinedType

from bot.errors import StoreError, network_problem
from bot.store import stems
from bot.store.dialect.base import (
    READER_CONNECTIONS,
    TEXTS,
    WRITES_UNTIL,
    Engines,
    Expression,
    engine,
    paper_index,
)
from bot.store.index_text import Phrase
from bot.store.listening import ServerSignals
from bot.store.problems import store_problem
from bot.store.schema import metadata, paper_texts
from bot.store.signals import Signals

log = logging.getLogger(__name__)

_PAPERS_AT_A_TIME = 500  # papers read and indexed at a time
_FRESH_SECONDS = 0.2  # in which no server is started anew
_USED_AT = "used at"
_INDEX_VECTOR = text(
    "INSERT INTO paper_index (rowid, vector) VALUES (:rowid, CAST(CAST(:vector AS TEXT) AS TSVECTOR))"
    " ON CONFLICT (rowid) DO UPDATE SET vector = excluded.vector"
)
_WEIGHTS = "{0.5, 0.125, 0.5, 1.0}"  # of authors, abstract, bullets and title, as SQLite's index has them
_PERSONAL = [
    each.name for each in metadata.sorted_tables if {"user_id", "configured_by"} & set(each.c.keys())
] + ["keywords", "keyword_hits"]


class _Weights(UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **kw: Any) -> str:
        return "REAL[]"


class _TsQuery(UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **kw: Any) -> str:
        return "TSQUERY"


class _PostgreSQL:
    """A server. Who writes takes one lock that all processes share, so that code written for SQLite's one
    writer holds here: nothing changes between what a transaction reads and what it writes.
    """

    gap_seconds = 0.0  # those who wait for its lock get it in their order
    not_opened, broken, foreign = "store-server-not-opened", "store-server-broken", "store-server-foreign"
    both, either = " & ", " | "
    lock = 7_067_065  # a number of ours alone in this database
    # A process that froze within a transaction holds the lock no longer than this: less than a lease lasts.
    frozen_seconds = 15
    clocks_apart = timedelta(minutes=15)  # as Discord's and ours, where a history is searched
    connect_seconds, answer_seconds = 10, 120  # after which a server that says nothing is taken for gone

    def engines(self, url: URL, busy_seconds: float) -> Engines:
        if find_spec("asyncpg") is None:
            raise StoreError("store-driver-missing")
        one_moment: dict[str, Any] = {"isolation_level": "REPEATABLE READ"}
        one_moment["execution_options"] = {"postgresql_readonly": True}
        reading = self._engine(url, READER_CONNECTIONS, busy_seconds, **one_moment)
        writing = self._engine(url, 1, busy_seconds, isolation_level="READ COMMITTED")
        event.listen(writing.sync_engine, "begin", self._take_lock)
        aside = self._engine(url, 1, busy_seconds, isolation_level="READ COMMITTED")
        return Engines(reading, writing, aside)

    def signals(self, url: URL, busy_seconds: float) -> Signals:
        return ServerSignals(self._engine(url, 2, busy_seconds, isolation_level="AUTOCOMMIT"))

    def create(self, connection: Connection) -> bool:
        metadata.create_all(connection)
        connection.execute(
            text(
                "CREATE TABLE paper_index"
                " (rowid INTEGER PRIMARY KEY REFERENCES paper_texts (id) ON DELETE CASCADE,"
                " vector TSVECTOR NOT NULL)"
            )
        )
        connection.execute(
            text("CREATE INDEX paper_index_words ON paper_index USING gin (vector) WITH (fastupdate = off)")
        )
        return True

    def insert(self, into: Table) -> Insert:
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - takes as long as a short command

        return cast("Insert", postgresql.insert(into))

    async def erase_traces(self, engine: AsyncEngine, *, patient: bool) -> bool:
        try:
            if patient:
                await _vacuum(engine)
        except (DBAPIError, OSError) as error:  # what was deleted is committed already
            log.warning("what was deleted could not be cleared away: %s", store_problem(error))
            return False
        return True

    async def rewrite(self, engine: AsyncEngine) -> None:
        """Nothing: no table here is from before what is deleted was overwritten."""

    def phrase(self, phrase: Phrase, columns: Collection[str]) -> str:
        return stems.query(phrase, [TEXTS.index(name) for name in columns])

    def matching(self, expression: str) -> ColumnElement[bool]:
        return paper_index.c.vector.op("@@", is_comparison=True)(_tsquery(expression))

    def best_first(self, query: Select[Any], expression: Expression) -> Select[Any]:
        scores = [self._rarity(phrase) * _fit(phrase) for phrase in expression.phrases]
        score = scores[0]
        for more in scores[1:]:
            score += more
        return query.order_by(score.desc(), paper_index.c.rowid)

    def pairs(self, numbers: Mapping[str, int]) -> TableValuedAlias:
        pairs = func.json_each_text(sql_cast(literal(numbers, JSON), JSON))
        return pairs.table_valued(column("key", Text), column("value", Text), name="pairs")

    def forget(self, connection: Connection, paper_ids: Collection[str]) -> None:
        """Nothing: `index` writes over what is there."""

    def index(self, connection: Connection, paper_ids: Collection[str]) -> None:
        self._index(connection, paper_texts.c.paper_id.in_(paper_ids))

    def fill(self, connection: Connection) -> None:
        highest = connection.execute(select(func.max(paper_texts.c.id))).scalar() or 0
        for first in range(1, highest + 1, _PAPERS_AT_A_TIME):
            self._index(connection, paper_texts.c.id.between(first, first + _PAPERS_AT_A_TIME - 1))

    def settle(self, connection: Connection) -> None:
        self.fill(connection)
        for each in metadata.sorted_tables:
            if (number := each.autoincrement_column) is not None:
                sequence = func.pg_get_serial_sequence(each.name, number.name)
                highest = select(func.coalesce(func.max(number), 0) + 1).scalar_subquery()
                connection.execute(select(func.setval(sequence, highest, False)))

    def _index(self, connection: Connection, which: ColumnElement[bool]) -> None:
        rows = connection.execute(
            select(paper_texts.c.id, *(paper_texts.c[name] for name in TEXTS)).where(which)
        )
        vectors = [{"rowid": row[0], "vector": stems.vector(row[1:])} for row in rows]
        if vectors:
            connection.execute(_INDEX_VECTOR, vectors)

    def _rarity(self, phrase: str) -> ColumnElement[float]:
        """As in BM25, with the number of papers that say it; all of them are counted by the last id."""
        papers = select(func.max(paper_texts.c.id)).scalar_subquery()
        saying = select(func.count()).select_from(paper_index).where(self.matching(phrase)).scalar_subquery()
        return select(
            func.greatest(func.ln((papers - saying + 0.5) / (saying + 0.5)), 1e-6)
        ).scalar_subquery()

    def _take_lock(self, connection: Connection) -> None:
        deadline: float | None = connection.get_execution_options().get(WRITES_UNTIL)
        if deadline is None:  # VACUUM, which is outside transactions
            return
        patience_ms = max(1, round((deadline - time.monotonic()) * 1000))
        connection.exec_driver_sql(
            f"SELECT set_config('lock_timeout', '{patience_ms}', true), pg_advisory_xact_lock({self.lock})"
        )

    def _engine(self, url: URL, connections: int, busy_seconds: float, **options: Any) -> AsyncEngine:
        settings = {
            "application_name": "paperboy",
            "timezone": "UTC",
            "jit": "off",  # it takes longer than any of our queries
            "idle_in_transaction_session_timeout": f"{self.frozen_seconds}s",
        }
        pool = engine(
            url,
            connections,
            busy_seconds,
            connect_args={
                "timeout": self.connect_seconds,
                "command_timeout": self.answer_seconds,
                "server_settings": settings,
            },
            **options,
        )
        event.listen(pool.sync_engine, "handle_error", self._tell_of_silence)
        event.listen(pool.sync_engine.pool, "checkin", _remember_use)
        event.listen(pool.sync_engine.pool, "checkout", _look_whether_it_lives)
        return pool

    def _tell_of_silence(self, context: ExceptionContext) -> None:
        if isinstance(error := context.original_exception, OSError):
            raise StoreError(self.broken, problem=network_problem(error)) from error


def _remember_use(_: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
    record.info[_USED_AT] = time.monotonic()


def _look_whether_it_lives(connection: DBAPIConnection, record: ConnectionPoolEntry, _: object) -> None:
    """The server may have been started anew. SQLAlchemy's pool_pre_ping asks each time, and while posts go
    out that is a quarter of all that is asked.
    """
    asyncpg_connection: Any = connection
    is_fresh = time.monotonic() - record.info.get(_USED_AT, math.inf) < _FRESH_SECONDS
    if is_fresh and not asyncpg_connection.driver_connection.is_closed():
        return
    try:
        asyncpg_connection.ping()
    except Exception as error:  # whatever it is, the connection is of no use
        raise DisconnectionError from error


def _tsquery(expression: str) -> ColumnElement[str]:
    return sql_cast(literal(expression, Text), _TsQuery)


def _fit(phrase: str) -> ColumnElement[float]:
    """How much a paper says the phrase."""
    weights = sql_cast(literal(_WEIGHTS, Text), _Weights)
    return func.ts_rank(weights, paper_index.c.vector, _tsquery(phrase))


async def _vacuum(engine: AsyncEngine) -> None:
    """Outside transactions, as it must be."""
    async with engine.connect() as connection:
        outside = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await outside.exec_driver_sql(f"VACUUM (SKIP_LOCKED) {', '.join(_PERSONAL)}")


POSTGRESQL = _PostgreSQL()
