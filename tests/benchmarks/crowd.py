"""`python -m tests.benchmarks.crowd [--channels 10000]`: a whole bot, its memory and its answers at work.

`python -m bot run` as a process, 500 guilds, two messages for every channel. Measured: the growth of its
memory per waiting message, and how long `/paper` takes before and during the run, seen from Discord.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.models import ChannelSettings
from bot.store import open_store, subscriptions
from tests.support.bot_process import bot_process
from tests.support.hugging_face import listed, loopback_hub
from tests.support.local_discord.remote import RemoteDiscord

GUILDS, PARTS, PAPERS = 500, 2, 11
LATENCY = 0.1
MEMORY_CEILING = 2.0  # KiB per waiting message
ANSWER_CEILING = 2.0  # of the idle time
IDLE_SAMPLES = 40
HEAD_START = timedelta(seconds=60)  # to become ready and to be measured idle


async def subscribe(url: str, guilds: Iterable[dict[str, Any]], channels: int, due: datetime) -> None:
    """All channels, due together."""
    settled_day = due.date() - timedelta(days=2)
    pairs = [(guild["id"], channel) for guild in guilds for channel in guild["channel_ids"]]
    async with open_store(url) as store, store.transaction() as tx:
        for guild_id, channel_id in pairs[:channels]:
            chosen = ChannelSettings(
                guild_id=guild_id, channel_id=channel_id, papers=PAPERS, zone="UTC", due_time=due.time()
            )
            await subscriptions.add(tx, chosen, configured_by=None, settled_day=settled_day, next_due_at=due)


def memory_kib(pid: int) -> int:
    """What the process holds in memory."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


async def ask(local: RemoteDiscord, channel_id: int) -> float:
    """Seconds from the command to the answer."""
    options = {"query": "2404.00001"}
    asked = await local.call("users.slash", command="paper", options=options, channel_id=channel_id)
    return float((await local.call("users.answer", interaction_id=asked, within=15.0))["answered_after"])


async def main() -> None:
    """Build the crowd, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--channels", type=int, default=10_000)
    channels: int = parser.parse_args().channels
    due = datetime.now(UTC).replace(microsecond=0) + HEAD_START
    lists = {due.date() - timedelta(days=1): [listed(number) for number in range(1, PAPERS + 1)]}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/bench.db"
        async with RemoteDiscord() as local, loopback_hub(lists) as hub:
            await local.call("trouble.set_latency", seconds=LATENCY)
            guilds = await local.call("guilds.add_many", guilds=GUILDS, channels=-(-channels // GUILDS))
            await subscribe(url, guilds, channels, due)
            environment = {
                "PAPERBOY_DISCORD__TOKEN": local.token,
                "PAPERBOY_DISCORD__API_URL": local.api_url,
                "PAPERBOY_STORE__URL": url,
                "PAPERBOY_SOURCE__HUGGINGFACE_URL": hub.url,
            }
            async with bot_process(environment, Path(folder) / "bench.log") as process:
                await measure(local, process.pid, guilds[0]["channel_ids"][0], channels * PARTS, due)


async def measure(local: RemoteDiscord, pid: int, channel_id: int, messages: int, due: datetime) -> None:
    """Idle first, then until every message is there."""
    while not await local.call("record.connected_shards"):
        await asyncio.sleep(0.2)
    await asyncio.sleep(10)
    idle = [await ask(local, channel_id) for _ in range(IDLE_SAMPLES)]
    before = memory_kib(pid)
    await asyncio.sleep(max((due - datetime.now(UTC)).total_seconds(), 0))
    busy, peak, started = list[float](), before, time.perf_counter()
    while (posted := await local.call("record.message_count")) < messages:
        if posted:
            busy.append(await ask(local, channel_id))
        peak = max(peak, memory_kib(pid))
        await asyncio.sleep(1)
    taken = time.perf_counter() - started
    report(messages, taken, (peak - before) / messages, statistics.median(idle), statistics.median(busy))
    tally = await local.call("record.tally")
    print(f"429s {tally['too_many']}  busiest second {tally['busiest_second']}  answers asked {len(busy)}")


def report(messages: int, taken: float, growth: float, idle: float, busy: float) -> None:
    """Three figures beside their ceilings."""
    floor = (messages - 50) / 50 + LATENCY
    print(f"{messages} messages in {taken:.1f} s  floor {floor:.1f} s  ratio {taken / floor:.3f}")
    print(f"memory: {growth:.2f} KiB more per waiting message (ceiling {MEMORY_CEILING})")
    times = f"idle {idle * 1e3:.0f} ms  busy {busy * 1e3:.0f} ms"
    print(f"/paper: {times}  ratio {busy / idle:.2f} (ceiling {ANSWER_CEILING})")


if __name__ == "__main__":
    asyncio.run(main())
