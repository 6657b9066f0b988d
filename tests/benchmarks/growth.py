"""How much longer commands and the clock's questions take in a larger store.

Run: python -m tests.benchmarks.growth [--subscriptions 1000,10000,100000] [--papers 20000] [--years 10]
[--store postgresql+asyncpg://…]: a database there, which is emptied for each size; without it, new files.

Each line has the median times in milliseconds by size, and the last one divided by the first. Sizes grow
tenfold: what reads by an index grows by some percent, what reads all by ten at each step.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path

from bot.alerts.matcher import unmatched
from bot.app.service import Resources, Service
from bot.digests.due_times import recompute_due_times
from bot.models import SearchQuery
from bot.operation.counts import Counts
from bot.settings import Settings
from bot.store import (
    Transaction,
    deliveries,
    edits,
    looks,
    notifications,
    open_store,
    people,
    publications,
    schema,
    subscriptions,
    vitals,
    weeks,
)
from tests.benchmarks.growth_material import NOW, TODAY, Size, fill, paper_id
from tests.support.known_papers import KnownPapers
from tests.support.known_records import KnownRecords

Question = Callable[[], Awaitable[object]]

GUILD = PERSON = CHANNEL = 1
ROUNDS = 7
YESTERDAY, LAST_WEEK = TODAY - timedelta(days=1), TODAY - timedelta(days=7)
OUTBOXES = {
    "posts": deliveries.outbox,
    "edits": edits.outbox,
    "publications": publications.outbox,
    "weekly posts": weeks.outbox,
    "notifications": notifications.outbox,
}


def commands(service: Service) -> Mapping[str, Question]:
    """What the commands ask, in the order of README's table."""
    paper, old = paper_id(3), paper_id(1)
    return {
        "/paper": lambda: service.papers.open_stored(paper, "en"),
        "/paper: where it was posted": lambda: service.papers.postings(old, GUILD),
        "/search word": lambda: service.search.results(SearchQuery(words="word77"), start=0, most=10),
        "/search votes": lambda: service.search.results(
            SearchQuery(words="word77", order="votes"), start=0, most=10
        ),
        "/digest": lambda: service.digests.digest(YESTERDAY, "en", papers=10),
        "/top of a week": lambda: service.digests.most_voted(LAST_WEEK, YESTERDAY, start=0, most=10),
        "/saved": lambda: service.saved.page(PERSON, 0, size=10),
        "/foryou": lambda: service.for_you.ranked(PERSON, YESTERDAY, YESTERDAY),
        "/catchup": lambda: service.catchups.days(PERSON),
        "/subscriptions": lambda: service.alerts.with_hits(PERSON),
        "/watch": lambda: service.watches.page(PERSON, 0, size=10),
        "/privacy": lambda: service.privacy.everything_about(PERSON),
        "/channel list": lambda: service.channels.of_guild(GUILD),
        "/channel history": lambda: service.subscription_control.history(GUILD, start=0, most=10),
        "/status": lambda: service.overviews.of_guild(GUILD),
    }


def polled(service: Service) -> Mapping[str, Question]:
    """What the clock asks again and again."""
    store, schedule, counts = service.store, service.settings.schedule, Counts()

    async def read(ask: Callable[..., Awaitable[object]], *values: object, **options: object) -> None:
        async with store.reading() as view:
            await ask(view, *values, **options)

    questions: dict[str, Question] = {
        "channels that are due": lambda: read(subscriptions.due, NOW),
        "due times gone astray": lambda: recompute_due_times(store, NOW),
        "days to fetch": lambda: read(subscriptions.oldest_settled_day),
        "days to match": lambda: read(unmatched, schedule, NOW),
        "people who are due": lambda: read(people.due, NOW),
        "weekly posts that are due": lambda: read(weeks.due, NOW),
        "edits that are due": lambda: read(edits.due, NOW),
        "watched papers that are due": lambda: read(looks.due, "hub", NOW, 50),
        "pauses to tell of": lambda: read(subscriptions.untold_pauses),
        "channels that wait": lambda: read(vitals.overdue_channels, NOW - timedelta(hours=2)),
        "counts for the metrics": lambda: read(counts.read),
        "tidying": service.tidy,
    }
    for name, outbox in OUTBOXES.items():
        questions[f"{name} to send"] = lambda outbox=outbox: read(outbox.ready, NOW, 256)
        questions[f"a queue of {name}"] = lambda outbox=outbox: read(outbox.queue, CHANNEL)
    return questions


async def medians(questions: Mapping[str, Question]) -> dict[str, float]:
    """Milliseconds by question."""
    return {name: await _median(ask) for name, ask in questions.items()}


async def _median(ask: Question) -> float:
    await ask()
    times: list[float] = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        await ask()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


async def _empty(tx: Transaction) -> None:
    """Row by row a server would look for those who refer to each, in tables that are as large."""
    tables = reversed(schema.metadata.sorted_tables)
    if tx.connection.dialect.name == "postgresql":
        names = ", ".join(table.name for table in tables)
        await tx.connection.exec_driver_sql(f"TRUNCATE {names} CASCADE")
        return
    for table in tables:
        await tx.connection.execute(table.delete())


async def measured(url: str, size: Size) -> dict[str, float]:
    """All questions in a store of this size, which is emptied before."""
    async with open_store(url) as store:
        async with store.transaction() as tx:
            await _empty(tx)
        await fill(store, size)
        source, arxiv = KnownPapers(), KnownRecords()
        service = Service(Resources(Settings(), store, source, source, arxiv, lambda: NOW))
        try:
            return await medians({**commands(service), **polled(service)})
        finally:
            await service.close()


def table(sizes: list[int], columns: list[dict[str, float]]) -> list[str]:
    """A line for each question, the fastest growing ones first."""
    growth = {name: columns[-1][name] / columns[0][name] for name in columns[0]}
    lines = ["  ".join(f"{size:>9,}" for size in sizes) + "   growth"]
    for name in sorted(growth, key=lambda each: -growth[each]):
        lines.append(
            "  ".join(f"{column[name]:9.2f}" for column in columns) + f"  ×{growth[name]:6.2f}  {name}"
        )
    return lines


async def main(sizes: list[int], papers: int, years: int, url: str | None) -> None:
    """Measure and print."""
    columns: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            file = f"sqlite+aiosqlite:///{Path(folder) / f'{size}.db'}"
            columns.append(await measured(url or file, Size(size, papers, years)))
    print("\n".join(table(sizes, columns)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--subscriptions", default="1000,10000,100000")
    parser.add_argument("--papers", type=int, default=20_000)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--store")
    asked = parser.parse_args()
    numbers = [int(each) for each in asked.subscriptions.split(",")]
    asyncio.run(main(numbers, asked.papers, asked.years, asked.store))
