"""What is asked of a database, and what its plans say about that."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.store import Reading
from bot.store.dialect import POSTGRESQL, dialect_of

Statement = tuple[str, Any]

_READS = re.compile(r"\s*(SELECT|UPDATE|DELETE|WITH|INSERT .*\bSELECT)\b", re.DOTALL)
_SCAN = re.compile(r"SCAN (\w+)(?! VIRTUAL TABLE)")
# A small table is read whole, and joined so, whatever indexes there are: as if each row cost a lot, it is
# seen whether there is one that a large table would be read by.
_LARGE_TABLES = {
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "cpu_tuple_cost": "1000",
    "cpu_index_tuple_cost": "1000",
}


@contextmanager
def statements() -> Generator[list[Statement]]:
    """What looks for rows meanwhile, each with parameters of its kind."""
    asked: list[Statement] = []

    def remember(_c: object, _d: object, statement: str, parameters: Any, _e: object, many: bool) -> None:
        if _READS.match(statement):
            asked.append((statement, parameters[0] if many else parameters))

    event.listen(Engine, "before_cursor_execute", remember)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", remember)


async def tables_read_whole(view: Reading, asked: Sequence[Statement]) -> set[str]:
    """The tables of which a statement reads all rows, since no index knows its condition."""
    if dialect_of(view.connection) is POSTGRESQL:
        return {
            node["Relation Name"]
            for node in await _nodes(view, asked)
            if "Relation Name" in node and "Scan" in node["Node Type"] and not _is_searched(node)
        }
    matches = [_SCAN.match(step) for step in await _steps(view, asked)]
    return {match[1].removesuffix("_1") for match in matches if match}


async def reads_by_state(view: Reading, asked: Sequence[Statement]) -> bool:
    """Whether a statement looks rows up by their state alone."""
    if dialect_of(view.connection) is POSTGRESQL:
        return False  # it knows how many rows have which state
    return any("_by_state (state=?" in step for step in await _steps(view, asked))


async def _steps(view: Reading, asked: Sequence[Statement]) -> list[str]:
    """The plans of SQLite."""
    explained = [(f"EXPLAIN QUERY PLAN {statement}", parameters) for statement, parameters in asked]
    return [
        step[-1]
        for explain, parameters in explained
        for step in await view.connection.exec_driver_sql(explain, parameters)
    ]


async def _nodes(view: Reading, asked: Sequence[Statement]) -> list[dict[str, Any]]:
    """All nodes of PostgreSQL's plans."""
    for name, value in _LARGE_TABLES.items():
        await view.connection.exec_driver_sql(f"SET LOCAL {name} = {value}")
    nodes: list[dict[str, Any]] = []
    for statement, parameters in asked:
        explain = f"EXPLAIN (FORMAT JSON) {statement}"
        plan: Any = (await view.connection.exec_driver_sql(explain, parameters)).scalar_one()
        nodes += _with_parts(plan[0]["Plan"])
    return nodes


def _with_parts(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for part in node.get("Plans", ()):
        yield from _with_parts(part)


def _is_searched(node: dict[str, Any]) -> bool:
    """Whether an index is asked for some of its rows; a bitmap of them is asked for in a node of its own."""
    return "Index Cond" in node or node["Node Type"] == "Bitmap Heap Scan"
