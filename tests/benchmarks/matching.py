"""One day's matching at 1,000,000 alerts: `python -m tests.benchmarks.matching` (about two minutes).

Printed are the seconds of one pass over the largest day seen (71 papers), their ratio to the plain loop of
compiled regular expressions (measured on a sample of the alerts, then scaled), the memory that the pass adds,
and the growth from 10,000 alerts. The floor is the bare look-up of the same keys. SQLite itself stands in for
the store; each measurement runs in a fresh process, so that none pays for another.
"""

from __future__ import annotations

import re
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

from bot.matching.clauses import read_clauses
from bot.matching.grammar import Keyword, canonical, from_canonical, parse_keyword
from bot.matching.index import document_keys, lookup_key, needs_match
from bot.matching.matching import match, prepare
from bot.models import Paper
from tests.benchmarks.matching_material import Writer

P = ParamSpec("P")
T = TypeVar("T")

PAPERS = 71  # the largest day seen
SIZES = (10_000, 100_000, 1_000_000)
SHARERS = 5  # alerts per distinct keyword
SAMPLE = 5_000  # alerts of the plain loop
SEED = 6

_CHUNK = 500  # keys of one query; always as many, so that SQLite prepares and keeps one statement

_SCHEMA = """
CREATE TABLE keywords (id INTEGER PRIMARY KEY, form TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE alerts (keyword_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
                     PRIMARY KEY (keyword_id, user_id)) WITHOUT ROWID;
CREATE TABLE hits (keyword_id INTEGER NOT NULL, paper INTEGER NOT NULL);
"""
_CANDIDATES = f"SELECT id, form FROM keywords WHERE key IN ({','.join('?' * _CHUNK)})"


class Pass(NamedTuple):
    """One measured pass over the day."""

    seconds: float
    floor: float
    mebibytes: float
    keys: int
    candidates: int
    hits: int


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        passes = [_measure(Path(folder) / f"{size}.db", size) for size in SIZES]
    loop = _alone(_plain_loop) * SIZES[-1] / SAMPLE
    for size, done in zip(SIZES, passes, strict=True):
        print(
            f"{size:>9,} alerts: {done.seconds:.3f} s, floor {done.floor:.3f} s, +{done.mebibytes:.1f} MiB; "
            f"{done.keys:,} keys, {done.candidates:,} candidates, {done.hits:,} alerts hit"
        )
    last = passes[-1]
    print(f"the plain loop takes {loop:.0f} s: {loop / last.seconds:.0f} times as long (aim: 200)")
    print(
        f"memory +{last.mebibytes:.1f} MiB (aim: at most 30), of the floor × {last.seconds / last.floor:.1f}"
    )
    print(f"growth from 10,000 to 1,000,000 alerts: × {last.seconds / passes[0].seconds:.1f}")


def _alone(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(work, *args, **kwargs).result()


def _measure(path: Path, size: int) -> Pass:
    _alone(_fill, path, size)
    return _alone(_pass, path)


def _fill(path: Path, size: int) -> None:
    distinct = size // SHARERS
    with sqlite3.connect(path) as connection:
        connection.executescript(_SCHEMA)
        rows = (
            (number, canonical(word), lookup_key(word)) for number, word in enumerate(_distinct(distinct))
        )
        connection.executemany("INSERT INTO keywords VALUES (?, ?, ?)", rows)
        shares = ((_shared(user, distinct), user) for user in range(size))
        connection.executemany("INSERT INTO alerts VALUES (?, ?)", shares)
        connection.execute("CREATE INDEX keywords_by_key ON keywords (key, form)")
    connection.close()


def _shared(user: int, distinct: int) -> int:
    """Everybody's keyword: each is somebody's, and of the rest of the users the popular ones have more."""
    return user if user < distinct else int(distinct * (user * 0.6180339887 % 1) ** 2)


def _distinct(wanted: int) -> Iterator[Keyword]:
    seen: set[str] = set()
    keywords = map(parse_keyword, Writer(SEED).keywords())
    fresh = (word for word in keywords if (form := canonical(word)) not in seen and not seen.add(form))
    return islice(fresh, wanted)


def _day() -> list[tuple[Paper, list[str]]]:
    writer = Writer(SEED + 1)
    return [writer.paper(number) for number in range(PAPERS)]


def _pass(path: Path) -> Pass:
    day = _day()
    with sqlite3.connect(path) as connection:
        before, started = _peak(), time.perf_counter()
        candidates, hits = _match_day(connection, day)
        seconds, mebibytes = time.perf_counter() - started, _peak() - before
        keys = [document_keys(prepare(*paper)) for paper in day]
        started = time.perf_counter()
        for some in keys:
            list(_candidates(connection, some))
        floor = time.perf_counter() - started
    connection.close()
    return Pass(seconds, floor, mebibytes, sum(map(len, keys)), candidates, hits)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _match_day(connection: sqlite3.Connection, day: list[tuple[Paper, list[str]]]) -> tuple[int, int]:
    read = lru_cache(maxsize=4_096)(from_canonical)
    tried = 0
    for number, (paper, bullets) in enumerate(day):
        document = prepare(paper, bullets)
        found = list(_candidates(connection, document_keys(document)))
        tried += len(found)
        fitting = (
            (keyword, number)
            for keyword, form in found
            if not needs_match(form) or match(read(form), document)
        )
        connection.executemany("INSERT INTO hits VALUES (?, ?)", fitting)
    reached = connection.execute("SELECT count(*) FROM hits JOIN alerts USING (keyword_id)").fetchone()
    return tried, reached[0]


def _candidates(connection: sqlite3.Connection, keys: Iterable[str]) -> Iterator[tuple[int, str]]:
    ordered = sorted(keys)  # neighbours in the index are read together
    for start in range(0, len(ordered), _CHUNK):
        some = ordered[start : start + _CHUNK]
        yield from connection.execute(_CANDIDATES, some + some[-1:] * (_CHUNK - len(some)))


def _plain_loop() -> float:
    """Seconds for a sample of alerts: each alert's expressions are searched in each paper."""
    distinct = list(_distinct(SIZES[-1] // SHARERS))
    step = SIZES[-1] // SAMPLE
    alerts = [_expressions(distinct[_shared(user, len(distinct))]) for user in range(0, SIZES[-1], step)]
    fields = [(p.title, p.abstract, *p.authors, *p.ai_keywords, *bullets) for p, bullets in _day()]
    texts = ["\n".join(texts).casefold() for texts in fields]
    started = time.perf_counter()
    for text in texts:
        for wanted, excluded in alerts:
            _ = all(one.search(text) for one in wanted) and not any(one.search(text) for one in excluded)
    return time.perf_counter() - started


def _expressions(keyword: Keyword) -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    clauses = [clause for clause in read_clauses(keyword.text) if clause.field != "votes"]
    wanted = [_expression(clause.value) for clause in clauses if not clause.minus]
    return wanted, [_expression(clause.value) for clause in clauses if clause.minus]


def _expression(value: str) -> re.Pattern[str]:
    # The fastest form: letters first, which the engine can search for, and the boundary before them after.
    first, *others = map(re.escape, value.casefold().split())
    return re.compile(rf"{first}(?<![a-z]{first}){''.join(f'[ -]?{word}' for word in others)}s?(?![a-z])")


if __name__ == "__main__":
    main()
