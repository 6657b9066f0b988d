"""`python -m tests.benchmarks.dms [--people 10000]`: a day's DMs for people with 30 saved papers each.

Everybody watches what they saved, of which some has changed, wants papers ranked for them, and has a keyword.
Printed: the time, what memory and the database grow by, and how long the event loop was held at a time, as
its clock says and in time of its own thread, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import tempfile
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from bot.alerts.keywords import meaning
from bot.alerts.matcher import match_days
from bot.alerts.notification_planner import plan_notifications
from bot.foryou.for_you import ForYou
from bot.foryou.learning import learn
from bot.models import Edition, Paper
from bot.settings import Settings
from bot.store import Store, Transaction, editions, fulltext_index, keywords, open_store, schema
from bot.store.upsert import upsert
from bot.texts import say
from bot.vectors.counting import count_terms
from tests.benchmarks.search import SEED, Writer

PEOPLE, SAVED_PAPERS = 10_000, 30
DAYS, LISTED = 70, 30  # from which people saved
CHANGED = 0.01  # of the papers: as many have their code out a day later
HELD_CEILING = 50.0  # ms
KEYWORD = "memory"
_PEOPLE_PER_TRANSACTION = 500
_LAST = date(2026, 1, 1)
_SETTINGS = Settings()
_NOW = datetime(2026, 1, 1, 23, 30, tzinfo=UTC)


@dataclass
class Pulse:
    """Beats every millisecond while the event loop is free; the longest wait between two beats."""

    clock_ms: float = 0.0
    thread_ms: float = 0.0

    @asynccontextmanager
    async def felt(self) -> AsyncGenerator[None]:
        beating = asyncio.create_task(self._beat())
        try:
            yield
        finally:
            beating.cancel()

    async def _beat(self) -> None:
        while True:
            clock, thread = time.perf_counter(), time.thread_time()
            await asyncio.sleep(0.001)
            self.clock_ms = max(self.clock_ms, (time.perf_counter() - clock) * 1e3)
            busy_ms = (time.thread_time() - thread) * 1e3
            self.thread_ms = max(self.thread_ms, busy_ms)


async def main() -> None:
    """Fill, plan, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    people: int = parser.parse_args().people
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "dms.db"
        async with open_store(f"sqlite+aiosqlite:///{file}") as store:
            await _fill(store, people)
            await count_terms(store)
            await learn(store, _NOW)
            say("en", "watch-letter")  # as in a bot that is ready: its texts are read,
            gc.freeze()  # and what is there by then stays
            await _measure(store, file, people)


async def _measure(store: Store, file: Path, people: int) -> None:
    for_you, pulse = ForYou(store, _SETTINGS.schedule, lambda: _NOW), Pulse()
    memory, size, started = _memory_mb(), _size_mb(file), time.perf_counter()
    async with pulse.felt():
        await match_days(store, _SETTINGS.schedule, _NOW)
        planned = await plan_notifications(store, _SETTINGS, _NOW, for_you)
    seconds = time.perf_counter() - started
    print(
        f"{people:,} people with {SAVED_PAPERS} saved papers: {planned:,} DMs planned in {seconds:.1f} s "
        f"({seconds / people * 1e3:.1f} ms each), memory {_memory_mb() - memory:.1f} MB more, "
        f"database {_size_mb(file) - size:.1f} MB more; the event loop was held for "
        f"{pulse.thread_ms:.0f} ms at most (ceiling {HELD_CEILING:.0f}), by the clock {pulse.clock_ms:.0f} ms"
    )


def _memory_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def _size_mb(file: Path) -> float:
    return sum(each.stat().st_size for each in file.parent.iterdir()) / 1e6


async def _fill(store: Store, people: int) -> None:
    """Seventy days of thirty papers, and people who saved thirty of them at random."""
    writer, random = Writer(SEED), Random(SEED)
    papers = [_with_picture(writer.paper(number)) for number in range(DAYS * LISTED)]
    async with store.transaction() as tx:
        for back in range(DAYS):
            await _list(tx, _LAST - timedelta(days=back), papers[back * LISTED : (back + 1) * LISTED])
        keyword_id = await keywords.id_of(tx, *meaning(KEYWORD))
    older = [paper.id for paper in papers[LISTED:]]
    for first in range(0, people, _PEOPLE_PER_TRANSACTION):
        async with store.transaction() as tx:
            users = range(first + 1, min(first + _PEOPLE_PER_TRANSACTION, people) + 1)
            await _meet(tx, users, keyword_id, {user: random.sample(older, SAVED_PAPERS) for user in users})
    changed = random.sample(older, int(CHANGED * len(older)))
    async with store.transaction() as tx:
        urls = schema.papers.update().where(schema.papers.c.id.in_(changed))
        await tx.connection.execute(urls.values(code_url="https://github.com/example/code"))


def _with_picture(paper: Paper) -> Paper:
    return paper.model_copy(update={"thumbnail": "https://example.com/picture.png", "code_url": None})


async def _list(tx: Transaction, day: date, papers: list[Paper]) -> None:
    edition = Edition(day=day, papers=tuple(papers), fetched_at=_NOW)
    await upsert(tx, schema.papers, [paper.model_dump() | {"fetched_at": _NOW} for paper in papers])
    await fulltext_index.index_papers(tx, [paper.id for paper in papers])
    await upsert(tx, schema.listings, editions.listing_rows(edition))
    row = {"day": day, "fetched_at": _NOW, "finished": True, "papers": len(papers)}
    await upsert(tx, schema.editions, [row])


async def _meet(tx: Transaction, users: range, keyword_id: int, saved: dict[int, list[str]]) -> None:
    due = {"language": "en", "next_due_at": _NOW, "closed_told": False}
    await upsert(tx, schema.people, [{"user_id": user} | due for user in users], key="user_id")
    alert = {"keyword": KEYWORD, "keyword_id": keyword_id, "created_at": _NOW, "looks_from": _LAST}
    await tx.connection.execute(schema.alerts.insert(), [{"user_id": user} | alert for user in users])
    await upsert(
        tx, schema.daily_for_you, [{"user_id": user, "since": _NOW} for user in users], key="user_id"
    )
    pairs = [{"user_id": user, "paper_id": paper_id} for user in users for paper_id in saved[user]]
    await upsert(tx, schema.saved, [pair | {"saved_at": _NOW} for pair in pairs])
    watch = {
        "since": _NOW,
        "by_saving": True,
        "baseline_votes": 10_000,
        "baseline_code": False,
        "baseline_project": False,
    }
    rows = [pair | watch | {"baseline_version": None, "baseline_withdrawn": False} for pair in pairs]
    await upsert(tx, schema.watches, rows)


if __name__ == "__main__":
    asyncio.run(main())
