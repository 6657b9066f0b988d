"""What each database does its own way, and what both have of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from json import JSONEncoder
from typing import Any, NamedTuple, Protocol

from sqlalchemy import URL, ColumnElement, Connection, Select, Table, TableValuedAlias, Text, column, table
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.dialect.statements import compiled_statements
from bot.store.index_text import Phrase
from bot.store.signals import Signals

READER_CONNECTIONS = 15  # connections, each with a thread and a cache of some 2 MB; the rest wait for one
WRITES_UNTIL = "paperboy_writes_until"  # time.monotonic() at which a transaction gives up to begin
TEXTS = ("title", "bullets", "abstract", "authors")  # the columns of the full-text index
JSON_TEXT = JSONEncoder(ensure_ascii=False).encode  # Korean stays readable in a viewer, and half as long

paper_index = table(
    "paper_index", *(column(name, Text) for name in ("paper_index", "rowid", "rank", "vector", *TEXTS))
)


class Engines(NamedTuple):
    """For those who read, whose transactions see one moment; for those who write, one after another; and, if
    the database can lock a single row, for those who write what stands apart.
    """

    reading: AsyncEngine
    writing: AsyncEngine
    aside: AsyncEngine | None = None


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
    clocks_apart: timedelta  # of two processes on the database at most, as far as one goes by them

    def engines(self, url: URL, busy_seconds: float) -> Engines:
        """Pools of connections, of which one is waited for so long; StoreError if one sees beforehand that
        there is no database for us.
        """
        ...

    def signals(self, url: URL, busy_seconds: float) -> Signals:
        """How processes on the database tell each other that there is something to look at."""
        ...

    def create(self, connection: Connection) -> bool:
        """Make the newest tables where there are none; False if all migrations are to do that."""
        ...

    def insert(self, into: Table) -> Insert:
        """An INSERT that can say ON CONFLICT; PostgreSQL's can do all that SQLite's can."""
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

    def pairs(self, numbers: Mapping[str, int]) -> TableValuedAlias:
        """The numbers as rows of the columns `key` and `value`, by a single parameter."""
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


def engine(url: URL, connections: int, busy_seconds: float, **options: Any) -> AsyncEngine:
    """So many connections to a database, of which one is waited for so long."""
    return create_async_engine(
        url,
        json_serializer=JSON_TEXT,
        hide_parameters=True,  # of error messages, and so of logs: they may be somebody's keywords
        pool_size=connections,
        max_overflow=0,
        pool_timeout=busy_seconds,
        **options,
    ).execution_options(compiled_cache=compiled_statements)
