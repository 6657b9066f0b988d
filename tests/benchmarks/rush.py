"""`python -m tests.benchmarks.rush [--seconds 10]`: more commands than can be answered, and many from one.

1. Rates of `/paper` from a thousand people: the highest at which none is lost, and 400 a second, at which as
   many must be answered each second. Then how long the answers take once it is over.
2. `/search` by 20 people, alone, and while one member sends 60 `/subscribe` at a time.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.models import Edition
from bot.store import editions, open_store
from tests.benchmarks.crowd import memory_kib
from tests.benchmarks.matching_material import Writer
from tests.support.bot_process import bot_process
from tests.support.hugging_face import loopback_hub
from tests.support.local_discord.remote import RemoteDiscord

PEOPLE = range(10_000, 11_000)
RATES, RUSH = (25, 50, 75, 100, 125, 150, 200, 250), 400
DAYS, PAPERS = 30, 30
SEARCHERS, FLOODER, FLOOD = range(20_000, 20_020), 30_000, 60
ROUNDS = 4
SEARCH_CEILING = 2.0  # of the p95 in a quiet minute

Report = dict[str, Any]


async def fill(url: str) -> str:
    """A month of papers; the id of one of them."""
    writer, yesterday = Writer(1), datetime.now(UTC).date() - timedelta(days=1)
    async with open_store(url) as store:
        for back in range(DAYS):
            papers = tuple(writer.paper(back * PAPERS + number)[0] for number in range(1, PAPERS + 1))
            day: date = yesterday - timedelta(days=back)
            async with store.transaction() as tx:
                edition = Edition(day=day, papers=papers, fetched_at=datetime.now(UTC))
                await editions.save_edition(tx, edition, finished=True)
    return "2404.00001"


@asynccontextmanager
async def bot_at_work(folder: Path) -> AsyncGenerator[tuple[RemoteDiscord, int, str, int]]:
    """The bot as a process, a channel, the id of a stored paper, and that of the process."""
    url = f"sqlite+aiosqlite:///{folder}/bench.db"
    paper_id = await fill(url)
    async with RemoteDiscord() as local, loopback_hub({}) as hub:
        guilds = await local.call("guilds.add_many", guilds=1, channels=1)
        environment = {
            "PAPERBOY_DISCORD__TOKEN": local.token,
            "PAPERBOY_DISCORD__API_URL": local.api_url,
            "PAPERBOY_STORE__URL": url,
            "PAPERBOY_SOURCE__HUGGINGFACE_URL": hub.url,
        }
        async with bot_process(environment, folder / "bench.log") as process:
            while not await local.call("record.connected_shards"):
                await asyncio.sleep(0.2)
            await asyncio.sleep(10)
            yield local, guilds[0]["channel_ids"][0], paper_id, process.pid


async def rush(
    local: RemoteDiscord, channel: int, paper_id: str, rate: float, seconds: float
) -> list[Report]:
    """So many commands a second."""
    reports: list[Report] = await local.call(
        "users.rush",
        command="paper",
        options={"query": paper_id},
        channel_id=channel,
        user_ids=list(PEOPLE),
        per_second=rate,
        seconds=seconds,
    )
    return reports


def answered(reports: list[Report]) -> list[Report]:
    """Those that somebody got an answer to."""
    return [report for report in reports if report["completed_after"] is not None]


async def measure_rush(local: RemoteDiscord, channel: int, paper_id: str, seconds: float) -> None:
    """Up to the rate that loses some, then far above it."""
    idle = answered(await rush(local, channel, paper_id, 5, 4))
    best = await highest_rate(local, channel, paper_id, seconds)
    reports = await rush(local, channel, paper_id, RUSH, seconds)
    got = answered(reports)
    figure = len(got) / seconds
    print(f"{RUSH} a second: {len(got)} of {len(reports)} answered, {figure:.0f} a second")
    print(
        f"  floor {best:.0f} a second, the highest rate that lost none  ratio {figure / best:.2f} (1 or more)"
    )
    after = await rush(local, channel, paper_id, 5, 4)
    print(f"answers: idle {median(idle):.0f} ms  in the rush {median(got):.0f} ms", end="  ")
    print(f"3 s after it {median(answered(after)):.0f} ms")


async def highest_rate(local: RemoteDiscord, channel: int, paper_id: str, seconds: float) -> float:
    """The highest rate at which none is lost, tried until two rates in a row lose some."""
    best, losses = 1.0, 0
    for rate in RATES:
        reports = await rush(local, channel, paper_id, rate, seconds)
        lost = len(reports) - len(answered(reports))
        losses = losses + 1 if lost else 0
        if not lost:
            best = len(reports) / seconds
            continue
        print(f"{rate} a second: {len(reports) - lost} of {len(reports)} answered")
        if losses == 2:
            break
    return best


def median(reports: list[Report]) -> float:
    """Milliseconds until the answer."""
    return statistics.median(report["completed_after"] for report in reports) * 1e3


async def search(local: RemoteDiscord, channel: int, seconds: float) -> list[Report]:
    """Everybody searches once in two seconds."""
    reports: list[Report] = await local.call(
        "users.rush",
        command="search",
        options={"words": "diffusion video"},
        channel_id=channel,
        user_ids=list(SEARCHERS),
        per_second=len(SEARCHERS) / 2,
        seconds=seconds,
    )
    return reports


async def flood(local: RemoteDiscord, channel: int, seconds: float) -> list[Report]:
    """One member, again and again."""
    reports: list[Report] = []
    for _ in range(round(seconds / 4)):
        reports += await local.call(
            "users.rush",
            command="subscribe",
            options={"keyword": "diffusion"},
            channel_id=channel,
            user_ids=[FLOODER],
            per_second=FLOOD,
            seconds=1,
        )
    return reports


async def measure_flood(local: RemoteDiscord, channel: int, seconds: float) -> None:
    """Quiet and beside the flood in turn, so that the machine's moods meet both."""
    quiet, beside, subscribes = list[Report](), list[Report](), list[Report]()
    for _ in range(ROUNDS):
        quiet += await search(local, channel, seconds)
        flooding = asyncio.create_task(flood(local, channel, seconds))
        beside += await search(local, channel, seconds)
        subscribes += await flooding
    floor, figure = p95(quiet), p95(beside)
    print(
        f"/search p95: quiet {floor:.0f} ms  in the flood {figure:.0f} ms  ratio {figure / floor:.2f}"
        f" (most {SEARCH_CEILING}); {len(answered(beside))} of {len(beside)} answered"
    )
    print(f"/subscribe of the member: {len(answered(subscribes))} of {len(subscribes)} answered")


def p95(reports: list[Report]) -> float:
    """Milliseconds; what was never answered counts as three seconds."""
    times = sorted(report["completed_after"] or 3.0 for report in reports)
    return times[int(len(times) * 0.95)] * 1e3


async def main() -> None:
    """Both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    seconds: float = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        async with bot_at_work(Path(folder)) as (local, channel, paper_id, pid):
            await measure_rush(local, channel, paper_id, seconds)
            await asyncio.sleep(seconds * 2)
            before = memory_kib(pid)
            await measure_flood(local, channel, seconds)
            print(f"memory: {(memory_kib(pid) - before) / 1024:.0f} MiB more by the flood")


if __name__ == "__main__":
    asyncio.run(main())
