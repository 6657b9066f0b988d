"""All that differs between SQLite and PostgreSQL, side by side: the rest of the store is written once.

What only one of them needs stands in modules that only this one calls: `preflight` and `traces` for SQLite's
file, `stems` for PostgreSQL's index. Besides, `problems` puts the errors of both into words, `upgrade` makes
them the same tables, and `copies` is for files alone.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from importlib.util import find_spec
from json import JSONEncoder
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    cast,
    column,
    event,
    func,
    literal,
    make_url,
    select,
    table,
    text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import UserDefinedType

from bot.errors import StoreError, UserError, network_problem
from bot.store import stems, traces
from bot.store.index_text import Phrase
from bot.store.preflight import prepare_file
from bot.store.problems import is_busy
from bot.store.schema import metadata, paper_texts

READER_CONNECTIONS = 15  # connections, each with a thread and a cache of some 2 MB; the rest wait for one
WRITES_UNTIL = "paperboy_writes_until"  # time.monotonic() at which a transaction gives up to begin
TEXTS = ("title", "bullets", "abstract", "authors")  # the columns of the full-text index
_JSON = JSONEncoder(ensure_ascii=False).encode  # Korean stays readable in a viewer, and half as long

paper_index = table(
    "paper_index", *(column(name, Text) for name in ("paper_index", "rowid", "rank", "vector", *TEXTS))
)


class Engines(NamedTuple):
    """For those who read, whose transactions see one moment, and for those who write, one after another."""

    reading: AsyncEngine
    writing: AsyncEngine


class Expression(NamedTuple):
    """What is searched for, in the language of the database's index, and the single phrases in it."""

    text: str
    phrases: tuple[str, ...]


class Dialect(Protocol):
    """What a database does its own way."""

    gap_seconds: float  # for which this process leaves others the lock when it has written without a pause
    not_opened: str  # the texts that say that the database cannot be opened,
    broken: str  # that it cannot be used,
    foreign: str  # and that it is not ours
    both: str  # between two expressions of its index that must hold both
    either: str  # or of which one must

    def engines(self, url: URL, busy_seconds: float) -> Engines:
        """Pools of connections, of which one is waited for so long; StoreError if one sees beforehand that
        there is no database for us.
        """
        ...

    def create(self, connection: Connection) -> bool:
        """Make the newest tables where there are none; False if all migrations are to do that."""
        ...

    async def erase_traces(self, engine: AsyncEngine, *, patient: bool) -> bool:
        """See that what was deleted stands nowhere; False if somebody still reads it."""
        ...

    async def rewrite(self, engine: AsyncEngine) -> None:
        """Write all anew, without what was deleted in earlier times."""
        ...

    def phrase(self, phrase: Phrase, columns: Collection[str]) -> str:
        """An expression for texts of which one of these columns has the phrase."""
        ...

    def matching(self, expression: str) -> ColumnElement[bool]:
        """Whether a row of `paper_index` fits."""
        ...

    def best_first(self, query: Select[Any], expression: Expression) -> Select[Any]:
        """A query for matching rows, in the order in which they fit best: a word of the title says most of
        what a paper is about, one of the abstract least; who types a name means the person.
        """
        ...

    def forget(self, connection: Connection, paper_ids: Collection[str]) -> None:
        """Take papers out of the index, whose texts are still as it knows them."""
        ...

    def index(self, connection: Connection, paper_ids: Collection[str]) -> None:
        """Put the texts of papers into the index."""
        ...

    def fill(self, connection: Connection) -> None:
        """Put all texts into the empty index."""
        ...

    def settle(self, connection: Connection) -> None:
        """Bring what else the database keeps in step with tables that were filled from elsewhere."""
        ...


class _SQLite:
    """A file. Who writes locks it from the beginning of the transaction: see README, “Decisions”."""

    gap_seconds = 0.03  # other processes look for the lock every 20 ms
    not_opened, broken, foreign = "store-not-opened", "store-broken", "store-foreign"
    both, either = " AND ", " OR "
    # SQLite looks for the lock after 1, 2, 5, 10 and 15 ms, and then ever more rarely: so it is asked anew.
    lock_ms = 50

    def engines(self, url: URL, busy_seconds: float) -> Engines:
        prepare_file(url.database or "", busy_seconds)
        reading, writing = (self._engine(url, number, busy_seconds) for number in (READER_CONNECTIONS, 1))
        engines = Engines(reading, writing)
        event.listen(engines.reading.sync_engine, "begin", _begin_deferred)
        event.listen(engines.writing.sync_engine, "connect", self._look_often_for_the_lock)
        event.listen(engines.writing.sync_engine, "begin", _begin_immediate)
        return engines

    def create(self, connection: Connection) -> bool:
        return False

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
        into = sqlite.insert(paper_index).from_select(
            [*names, "rowid", *TEXTS], source.where(paper_texts.c.paper_id.in_(ids)), include_defaults=False
        )
        connection.execute(into)

    def _engine(self, url: URL, connections: int, busy_seconds: float) -> AsyncEngine:
        engine = _engine(url, connections, busy_seconds, connect_args={"timeout": busy_seconds})
        event.listen(engine.sync_engine, "connect", _prepare_file_connection)
        return engine

    def _look_often_for_the_lock(self, connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA busy_timeout = {self.lock_ms}").close()


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
    connect_seconds, answer_seconds = 10, 120  # after which a server that says nothing is taken for gone

    def engines(self, url: URL, busy_seconds: float) -> Engines:
        if find_spec("asyncpg") is None:
            raise StoreError("store-driver-missing")
        one_moment: dict[str, Any] = {"isolation_level": "REPEATABLE READ"}
        one_moment["execution_options"] = {"postgresql_readonly": True}
        reading = self._engine(url, READER_CONNECTIONS, busy_seconds, **one_moment)
        writing = self._engine(url, 1, busy_seconds, isolation_level="READ COMMITTED")
        event.listen(writing.sync_engine, "begin", self._take_lock)
        return Engines(reading, writing)

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

    async def erase_traces(self, engine: AsyncEngine, *, patient: bool) -> bool:
        if patient:
            await self._outside_transactions(engine, f"VACUUM (SKIP_LOCKED) {', '.join(_PERSONAL)}")
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

    async def _outside_transactions(self, engine: AsyncEngine, statement: str) -> None:
        async with engine.connect() as connection:
            outside: AsyncConnection = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await outside.exec_driver_sql(statement)

    def _engine(self, url: URL, connections: int, busy_seconds: float, **options: Any) -> AsyncEngine:
        settings = {
            "application_name": "paperboy",
            "timezone": "UTC",
            "jit": "off",  # it takes longer than any of our queries
            "idle_in_transaction_session_timeout": f"{self.frozen_seconds}s",
        }
        engine = _engine(
            url,
            connections,
            busy_seconds,
            pool_pre_ping=True,  # the server may have been started anew
            connect_args={
                "timeout": self.connect_seconds,
                "command_timeout": self.answer_seconds,
                "server_settings": settings,
            },
            **options,
        )
        event.listen(engine.sync_engine, "handle_error", self._tell_of_silence)
        return engine

    def _tell_of_silence(self, context: ExceptionContext) -> None:
        if isinstance(error := context.original_exception, OSError):
            raise StoreError(self.broken, problem=network_problem(error)) from error


class each_of(GenericFunction[Any]):  # noqa: N801 - as SQLAlchemy names functions
    """The items of a list given as JSON, as rows with the column `value`."""

    inherit_cache = True


class joined(GenericFunction[str]):  # noqa: N801
    """The texts of a group as one, which is another one if the group is."""

    type = Text()
    inherit_cache = True


@compiles(each_of, "sqlite")
def _each_in_sqlite(element: each_of, compiler: Any, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(each_of, "postgresql")
def _each_in_postgresql(element: each_of, compiler: Any, **kw: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **kw)} AS JSON))"


@compiles(joined, "sqlite")
def _joined_in_sqlite(element: joined, compiler: Any, **kw: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **kw)})"


@compiles(joined, "postgresql")
def _joined_in_postgresql(element: joined, compiler: Any, **kw: Any) -> str:
    texts = compiler.process(element.clauses, **kw)
    return f"string_agg({texts}, ',' ORDER BY {texts})"


class _Weights(UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **kw: Any) -> str:
        return "REAL[]"


class _TsQuery(UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **kw: Any) -> str:
        return "TSQUERY"


_PAPERS_AT_A_TIME = 500  # papers read and indexed at a time
_INDEX_VECTOR = text(
    "INSERT INTO paper_index (rowid, vector) VALUES (:rowid, CAST(CAST(:vector AS TEXT) AS TSVECTOR))"
    " ON CONFLICT (rowid) DO UPDATE SET vector = excluded.vector"
)
_WEIGHTS = "{0.5, 0.125, 0.5, 1.0}"  # of authors, abstract, bullets and title, as SQLite's index has them
_PERSONAL = [
    each.name for each in metadata.sorted_tables if {"user_id", "configured_by"} & set(each.c.keys())
] + ["keywords", "keyword_hits"]

SQLITE, POSTGRESQL = _SQLite(), _PostgreSQL()
_DIALECTS: dict[str, Dialect] = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def dialect_of(database: URL | AsyncConnection | Connection) -> Dialect:
    """How the database does what is not done alike."""
    name = database.get_backend_name() if isinstance(database, URL) else database.dialect.name
    return _DIALECTS[name]


def insert(connection: AsyncConnection, into: Table) -> sqlite.Insert:
    """An INSERT that can say ON CONFLICT, which SQLAlchemy spells for each database."""
    if dialect_of(connection) is SQLITE:
        return sqlite.insert(into)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - takes as long to import as a command does

    return postgresql.insert(into)  # pyright: ignore - it has all that SQLite's has


def without_password(url: str) -> str:
    """The URL of a database, as people may see it."""
    return make_url(url).render_as_string()


def database_name(url: str) -> str:
    """What people are told of where the database is: its file, or the URL of a server's."""
    parsed = make_url(url)
    return parsed.database or "" if dialect_of(parsed) is SQLITE else without_password(url)


def database_file(url: str) -> Path:
    """The file of a database's URL; UserError if it is a server's."""
    parsed = make_url(url)
    if dialect_of(parsed) is not SQLITE:
        raise UserError("copy-of-server")
    return Path(parsed.database or "")


def _engine(url: URL, connections: int, busy_seconds: float, **options: Any) -> AsyncEngine:
    return create_async_engine(
        url,
        json_serializer=_JSON,
        hide_parameters=True,  # of error messages, and so of logs: they may be somebody's keywords
        pool_size=connections,
        max_overflow=0,
        pool_timeout=busy_seconds,
        **options,
    )


def _prepare_file_connection(connection: Any, _record: object) -> None:
    # The driver's own BEGIN would be a deferred one, which fails as "locked" when it turns to writing.
    connection.isolation_level = None
    cursor = connection.cursor()
    # FULL: a delivery recorded as posted must still be so after a power cut.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


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


def _tsquery(expression: str) -> ColumnElement[str]:
    return cast(literal(expression, Text), _TsQuery)


def _fit(phrase: str) -> ColumnElement[float]:
    """How much a paper says the phrase."""
    weights = cast(literal(_WEIGHTS, Text), _Weights)
    return func.ts_rank(weights, paper_index.c.vector, _tsquery(phrase))
