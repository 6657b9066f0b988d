"""One day's matching at 1,000,000 alerts: `python -m tests.benchmarks.matching` (about three minutes).

Printed are the seconds of one pass over the largest day seen (71 papers) through the store, their ratio to
the plain loop of compiled regular expressions (measured on a sample of the alerts, then scaled), the memory
that the pass adds, the growth from 10,000 alerts, and what adding one alert costs. The floor of the pass is
the bare look-up of the same keys in SQLite, that of adding a bare one-row commit. Each measurement runs in a
fresh process, so that none pays for another.
"""

from __future__ import annotations

import asyncio
import re
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import NamedTuple, ParamSpec, TypeVar

from bot.alerts.matcher import match_day
from bot.matching.clauses import read_clauses
from bot.matching.fit import prepare
from bot.matching.grammar import Keyword, canonical, parse_keyword
from bot.matching.index import lookup_key
from bot.models import Edition, Paper, Summary, SummaryOrigin
from bot.store import alerts, editions, key_values, keywords, open_store
from tests.benchmarks.matching_material import Writer

P = ParamSpec("P")
T = TypeVar("T")

PAPERS = 71  # the largest day seen
SIZES = (10_000, 100_000, 1_000_000)
SHARERS = 5  # alerts per distinct keyword
SAMPLE = 5_000  # alerts of the plain loop
SEED = 6

ADDED = 200  # alerts added one by one
DAY = date(2024, 4, 3)
NOW = datetime(2024, 4, 3, 23, 5, tzinfo=UTC)

_CHUNK = 3_000  # keys of one query of the floor, as many as the store's
_ALERT = "INSERT INTO alerts (user_id, keyword, keyword_id, created_at, looks_from) VALUES (?, ?, ?, ?, ?)"
_FLOOR = f"SELECT id, form FROM keywords WHERE key IN ({','.join('?' * _CHUNK)})"


class Pass(NamedTuple):
    """One measured pass over the day, and the milliseconds of adding one alert and of a bare commit."""

    seconds: float
    floor: float
    mebibytes: float
    hits: int
    adding: float
    commit: float


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        passes = [_measure(Path(folder) / f"{size}.db", size) for size in SIZES]
    loop = _alone(_plain_loop) * SIZES[-1] / SAMPLE
    for size, done in zip(SIZES, passes, strict=True):
        _print(size, done)
    first, last = passes[0], passes[-1]
    print(f"the plain loop takes {loop:.0f} s: {loop / last.seconds:.0f} times as long (aim: at least 200)")
    print(f"memory +{last.mebibytes:.1f} MiB (aim: at most 30)")
    print(f"adding one alert: × {last.adding / last.commit:.2f} of a bare commit (aim: at most 2)")
    print(f"growth from 10,000 to 1,000,000 alerts: × {last.seconds / first.seconds:.1f}")


def _print(size: int, done: Pass) -> None:
    print(
        f"{size:>9,} alerts: {done.seconds:.3f} s, floor {done.floor:.3f} s "
        f"(× {done.seconds / done.floor:.1f}), +{done.mebibytes:.1f} MiB, {done.hits:,} keywords hit"
    )
    ratio = done.adding / done.commit
    print(f"{'':17} adding one {done.adding:.2f} ms, bare commit {done.commit:.2f} ms (× {ratio:.2f})")


def _alone(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(work, *args, **kwargs).result()


def _measure(path: Path, size: int) -> Pass:
    _alone(_fill, path, size)
    adding, commit = _alone(_adding, path)
    seconds, mebibytes, hits = _alone(_pass, path)
    return Pass(seconds, _alone(_floor, path), mebibytes, hits, adding, commit)


def _url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def _fill(path: Path, size: int) -> None:
    asyncio.run(_fill_day(path))
    distinct = size // SHARERS
    with sqlite3.connect(path) as connection:
        rows = (
            (number, canonical(word), lookup_key(word)) for number, word in enumerate(_distinct(distinct))
        )
        connection.executemany("INSERT INTO keywords (id, form, key) VALUES (?, ?, ?)", rows)
        at = f"{NOW:%Y-%m-%d %H:%M:%S}.000000"
        shares = ((user, str(user), _shared(user, distinct), at, DAY.isoformat()) for user in range(size))
        connection.executemany(_ALERT, shares)
    connection.close()


async def _fill_day(path: Path) -> None:
    async with open_store(_url(path)) as store, store.transaction() as tx:
        day = _day()
        listed = Edition(day=DAY, papers=tuple(paper for paper, _ in day), fetched_at=NOW)
        await editions.save_edition(tx, listed, finished=True)
        bullets = [
            Summary(paper_id=paper.id, language="ko", bullets=tuple(lines), origin=SummaryOrigin.SAMPLE)
            for paper, lines in day
        ]
        await editions.save_summaries(tx, bullets)


def _shared(user: int, distinct: int) -> int:
    """Everybody's keyword: each is somebody's, and of the rest of the users the popular ones have more."""
    return user if user < distinct else int(distinct * (user * 0.6180339887 % 1) ** 2)


def _pass(path: Path) -> tuple[float, float, int]:
    return asyncio.run(_match(path))


async def _match(path: Path) -> tuple[float, float, int]:
    async with open_store(_url(path)) as store:
        before, started = _peak(), time.perf_counter()
        hits = await match_day(store, DAY, NOW)
        return time.perf_counter() - started, _peak() - before, hits


def _floor(path: Path) -> float:
    keys = [sorted(prepare(*paper).keys) for paper in _day()]
    with sqlite3.connect(path) as connection:
        started = time.perf_counter()
        for paper_keys in keys:
            for start in range(0, len(paper_keys), _CHUNK):
                chunk = paper_keys[start : start + _CHUNK]
                connection.execute(_FLOOR, chunk + chunk[-1:] * (_CHUNK - len(chunk))).fetchall()
        seconds = time.perf_counter() - started
    connection.close()
    return seconds


def _adding(path: Path) -> tuple[float, float]:
    """The median milliseconds of adding an alert, and of a commit of one row, by turns."""
    return asyncio.run(_add(path))


async def _add(path: Path) -> tuple[float, float]:
    adding, commits = list[float](), list[float]()
    async with open_store(_url(path)) as store:
        for number in range(ADDED):
            started = time.perf_counter()
            async with store.transaction() as tx:
                word = parse_keyword(f"newcomer{number} model")
                keyword_id = await keywords.id_of(tx, canonical(word), lookup_key(word))
                await alerts.add(tx, -1 - number, word.text, keyword_id, NOW, DAY)
            between = time.perf_counter()
            async with store.transaction() as tx:
                await key_values.set_note(tx, f"bare {number}", "x")
            adding.append(between - started)
            commits.append(time.perf_counter() - between)
    return median(adding) * 1000, median(commits) * 1000


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _distinct(count: int) -> Iterator[Keyword]:
    seen: set[str] = set()
    keywords = map(parse_keyword, Writer(SEED).keywords())
    fresh = (word for word in keywords if (form := canonical(word)) not in seen and not seen.add(form))
    return islice(fresh, count)


def _day() -> list[tuple[Paper, list[str]]]:
    writer = Writer(SEED + 1)
    return [writer.paper(number) for number in range(PAPERS)]


def _plain_loop() -> float:
    """Seconds for a sample of alerts: each alert's expressions are searched in each paper."""
    distinct = list(_distinct(SIZES[-1] // SHARERS))
    step = SIZES[-1] // SAMPLE
    alerts = [_expressions(distinct[_shared(user, len(distinct))]) for user in range(0, SIZES[-1], step)]
    fields = [(p.title, p.abstract, *p.authors, *p.ai_keywords, *bullets) for p, bullets in _day()]
    texts = ["\n".join(texts).casefold() for texts in fields]
    started = time.perf_counter()
    for text in texts:
        for required, excluded in alerts:
            _ = all(expression.search(text) for expression in required) and not any(
                expression.search(text) for expression in excluded
            )
    return time.perf_counter() - started


def _expressions(keyword: Keyword) -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    clauses = [clause for clause in read_clauses(keyword.text) if clause.field != "votes"]
    required = [_expression(clause.value) for clause in clauses if not clause.minus]
    return required, [_expression(clause.value) for clause in clauses if clause.minus]


def _expression(value: str) -> re.Pattern[str]:
    # The fastest form: letters first, which the engine can search for, and the boundary before them after.
    first, *rest = map(re.escape, value.casefold().split())
    return re.compile(rf"{first}(?<![a-z]{first}){''.join(f'[ -]?{word}' for word in rest)}s?(?![a-z])")


if __name__ == "__main__":
    main()
