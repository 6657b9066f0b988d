"""`python -m tests.benchmarks.processes [--channels 20000] [--guilds 1000] [--shards 16] [--calm]`

Four processes on one PostgreSQL post two messages to each channel, at a local Discord with Discord's limits
and 100 ms latency; the leader is killed twice (and started again) and frozen once, all the while commands are
asked. A takeover lasts from then until another one has the lease. The floor is what Discord's window admits.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.digests.batches import batched
from bot.models import ChannelSettings
from bot.store import Transaction, open_store, subscriptions
from tests.support.bot_process import bot_process
from tests.support.databases import ServerDatabases
from tests.support.forked_command import ForkedProcess
from tests.support.hugging_face import listed, loopback_hub
from tests.support.local_discord.remote import RemoteDiscord
from tests.support.postgres import running_server

PROCESSES, LIMIT, LATENCY = 4, 50, 0.1
PAPERS, PARTS = 11, 2  # ten embeds are a message
LEASE_SECONDS, TAKEOVER_CEILING = 10.0, 5.0  # beyond the lease
CEILING, COMMAND_CEILING = 1.08, 2.0
COMMANDS_A_SECOND, IDLE_COMMANDS = 5.0, 60
GUILDS_PER_TRANSACTION = 50
DISTURBANCES = ((0.2, "kill"), (0.4, "freeze"), (0.7, "kill"))  # once this share is posted
PATIENCE_SECONDS = 300.0  # for the processes to start, on a busy machine
STRETCH_SECONDS = 10.0
FROZEN_SECONDS = 5.0  # after another process has the lease


@dataclass
class Place:
    """`channels` are all of them, by the guild that has them."""

    local: RemoteDiscord
    url: str
    database: AsyncEngine
    environment: Mapping[str, str]
    folder: Path
    stack: AsyncExitStack
    channels: Mapping[int, list[int]]
    processes: dict[int, ForkedProcess] = field(default_factory=dict[int, ForkedProcess])
    takeovers: list[float] = field(default_factory=list[float])

    async def start(self, number: int) -> None:
        process_setting = {"PAPERBOY_DISCORD__PROCESS": f"{number}/{PROCESSES}"}
        bot = bot_process({**self.environment, **process_setting}, self.folder / f"bot-{number}.log")
        self.processes[number] = await self.stack.enter_async_context(bot)

    async def until_connected(self, shards: int) -> None:
        try:
            async with asyncio.timeout(shards * 6 + PATIENCE_SECONDS):
                while len(await self.local.call("record.connected_shards")) < shards:
                    await asyncio.sleep(0.2)
        except TimeoutError:
            for log in sorted(self.folder.glob("bot-*.log")):
                print(log.read_text(encoding="utf-8")[-2000:], file=sys.stderr)
            raise

    async def ask(self, sql: str) -> Any:
        async with self.database.connect() as connection:
            return (await connection.exec_driver_sql(sql)).fetchall()

    async def leader(self) -> int | None:
        """The number of the process that leads."""
        now = datetime.now(UTC).replace(tzinfo=None)
        rows = await self.ask(f"SELECT holder FROM leases WHERE name = 'delivery' AND until > '{now}'")
        pids = [int(holder.split(":")[1]) for (holder,) in rows if holder]
        return next((number for number, each in self.processes.items() if each.pid in pids), None)

    async def posted(self) -> int:
        return (await self.ask("SELECT count(*) FROM deliveries WHERE state = 'posted'"))[0][0]

    async def disturb(self, kind: str) -> None:
        """Kill or freeze the leader, and let it come back."""
        number = await self.leader()
        while number is None:
            number = await self.leader()
        began = time.monotonic()
        self.processes[number].send_signal(signal.SIGSTOP if kind == "freeze" else signal.SIGKILL)
        while await self.leader() in (number, None):
            await asyncio.sleep(0.1)
        self.takeovers.append(time.monotonic() - began)
        if kind == "freeze":
            await asyncio.sleep(FROZEN_SECONDS)
            self.processes[number].send_signal(signal.SIGCONT)
        else:
            await self.start(number)

    async def subscribe(self, channels: Mapping[int, list[int]], yesterday: date) -> None:
        """They are due tomorrow."""
        async with open_store(self.url) as store:
            for guild_ids in batched(channels, GUILDS_PER_TRANSACTION):
                async with store.transaction() as tx:
                    for guild_id in guild_ids:
                        for channel_id in channels[guild_id]:
                            await _subscribe(tx, guild_id, channel_id, yesterday)
                await self.run("ANALYZE")  # as has long happened to what has grown

    async def make_due(self, yesterday: date) -> None:
        """What yesterday had is due in all channels."""
        await self.run(f"UPDATE subscriptions SET next_due_at = '{yesterday + timedelta(days=1)}'")

    async def run(self, sql: str) -> None:
        async with self.database.connect() as connection:
            await connection.exec_driver_sql(sql)


async def _subscribe(tx: Transaction, guild_id: int, channel_id: int, yesterday: date) -> None:
    settings = ChannelSettings(
        guild_id=guild_id, channel_id=channel_id, zone="UTC", due_time=clock_time(), papers=PAPERS
    )
    await subscriptions.add(
        tx,
        settings,
        configured_by=None,
        settled_day=yesterday - timedelta(days=1),
        next_due_at=datetime.combine(yesterday + timedelta(days=2), clock_time(), UTC),
    )


@dataclass
class Members:
    """People who use commands in one channel after another; of a process that is gone none is answered."""

    place: Place
    seconds: list[float] = field(default_factory=list[float])
    unanswered: int = 0

    async def use(self, count: int | None = None) -> None:
        """So many commands, or until this is cancelled."""
        places = [channel_ids[0] for channel_ids in self.place.channels.values()]
        async with asyncio.TaskGroup() as commands:
            number = 0
            while count is None or number < count:
                commands.create_task(self._use(places[number * 7 % len(places)]))
                number += 1
                await asyncio.sleep(1 / COMMANDS_A_SECOND)

    async def _use(self, channel_id: int) -> None:
        local, began = self.place.local, time.perf_counter()
        asked = await local.call(
            "users.slash", command="paper", options={"query": "2404.00001"}, channel_id=channel_id
        )
        try:
            await local.call("users.answer", interaction_id=asked, within=10)
        except RuntimeError:
            self.unanswered += 1
        else:
            self.seconds.append(time.perf_counter() - began)


@asynccontextmanager
async def open_place(channels: int, guilds: int, shards: int, yesterday: date) -> AsyncGenerator[Place]:
    """All is there but the processes, and nothing is due."""
    arguments = ("--shards", str(shards), "--max-concurrency", "1", "--identify-interval", "5")
    papers = {yesterday: [listed(number) for number in range(1, PAPERS + 1)]}
    with TemporaryDirectory() as folder, running_server(autovacuum="on") as server:
        url = ServerDatabases(server).migrated(Path(folder))
        async with RemoteDiscord(arguments) as local, loopback_hub(papers) as hub, AsyncExitStack() as stack:
            guild_ids = await local.call("guilds.add_many", guilds=guilds, channels=channels // guilds)
            await local.call("trouble.set_latency", seconds=LATENCY)
            environment = {
                "PAPERBOY_DISCORD__TOKEN": local.token,
                "PAPERBOY_DISCORD__API_URL": local.api_url,
                "PAPERBOY_DISCORD__SHARDS": str(shards),
                "PAPERBOY_STORE__URL": url,
                "PAPERBOY_SOURCE__HUGGINGFACE_URL": hub.url,
                "PAPERBOY_SCHEDULE__CHECK_SECONDS": "1",
                "PAPERBOY_SCHEDULE__DAY_ENDS": "23:59:59",
                "PAPERBOY_DELIVERY__LEASE_SECONDS": str(LEASE_SECONDS),
            }
            by_guild = {guild["id"]: guild["channel_ids"] for guild in guild_ids}
            database = create_async_engine(url, isolation_level="AUTOCOMMIT")
            stack.push_async_callback(database.dispose)
            yield Place(local, url, database, environment, Path(folder), stack, by_guild)


async def measure(place: Place, shards: int, yesterday: date, *, calm: bool) -> bool:
    """Print what came of it; whether all of it is good."""
    for number in range(PROCESSES):
        await place.start(number)
    _say("the processes start")
    await place.until_connected(shards)
    _say("all shards are connected")
    idle, busy = Members(place), Members(place)
    (first_guild, first_channels), *rest = place.channels.items()
    await place.subscribe({first_guild: first_channels}, yesterday)  # for which the day is fetched
    await place.make_due(yesterday)
    while await place.posted() < PARTS * len(first_channels):
        await asyncio.sleep(0.5)
    _say("the other channels subscribe")
    await place.subscribe(dict(rest), yesterday)
    _say("commands of an idle bot")
    await idle.use(IDLE_COMMANDS)
    _say("all channels are due")
    began = time.monotonic()
    await place.make_due(yesterday)
    counting = asyncio.create_task(_count(place))
    using = asyncio.create_task(busy.use())
    messages = PARTS * sum(len(channel_ids) for channel_ids in dict(rest).values())
    await _see_through(place, messages, PARTS * len(first_channels), () if calm else DISTURBANCES)
    seconds = time.monotonic() - began
    counting.cancel()
    using.cancel()
    await asyncio.gather(counting, using, return_exceptions=True)
    return await _report(place, seconds, messages, idle, busy)


async def _see_through(
    place: Place, messages: int, before: int, disturbances: tuple[tuple[float, str], ...]
) -> None:
    planned = list(disturbances)
    while (posted := await place.posted() - before) < messages:
        if planned and posted >= planned[0][0] * messages:
            kind = planned.pop(0)[1]
            await place.disturb(kind)
            _say(f"{kind}: taken over after {place.takeovers[-1]:.1f} s")
        await asyncio.sleep(0.5)


async def _count(place: Place) -> None:
    """Say how many were posted in each stretch: where it is slow, and after what."""
    before = await place.posted()
    while True:
        await asyncio.sleep(STRETCH_SECONDS)
        posted = await place.posted()
        _say(f"{posted - before} posted in {STRETCH_SECONDS:.0f} s")
        before = posted


def _say(step: str) -> None:
    """Where it is, for who waits."""
    print(f"{datetime.now(UTC):%H:%M:%S} {step}", file=sys.stderr, flush=True)


async def _report(place: Place, seconds: float, messages: int, idle: Members, busy: Members) -> bool:
    lost = doubled = 0
    for channel_ids in place.channels.values():
        for channel_id in channel_ids:
            rows = await place.local.call("record.messages", channel_id=channel_id)
            count = sum(row["interaction_id"] is None for row in rows)
            lost, doubled = lost + max(PARTS - count, 0), doubled + max(count - PARTS, 0)
    identifies = await place.local.call("record.identifies")
    early = sum(not identify["is_accepted"] for identify in identifies)
    tally = await place.local.call("record.tally")
    floor = (messages - LIMIT) / LIMIT + LATENCY
    ratio = (seconds - sum(place.takeovers)) / floor
    latency = median(busy.seconds) / median(idle.seconds)
    takeovers = ", ".join(f"{seconds:.1f}" for seconds in place.takeovers) or "none"
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {messages} messages")
    print(f"doubled {doubled}, lost {lost}, refused for their rate {tally['too_many']}")
    aim = LEASE_SECONDS + TAKEOVER_CEILING
    print(f"took {seconds:.1f} s, takeovers {takeovers} s (aim {aim:.0f} each)")
    print(f"(time − takeovers) ÷ floor {ratio:.3f} (aim {CEILING}), floor {floor:.1f} s")
    print(f"identifies {len(identifies)}, refused {early}")
    print(
        f"commands: median {median(idle.seconds) * 1e3:.0f} ms idle, {median(busy.seconds) * 1e3:.0f} ms"
        f" while posts go out, ratio {latency:.2f} (aim {COMMAND_CEILING}), {len(busy.seconds)} answered,"
        f" {busy.unanswered} not",
        flush=True,
    )
    return not (lost or doubled or early)


async def main() -> int:
    """1 if anything was lost or doubled, or if Discord refused an identify."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--channels", type=int, default=20_000)
    parser.add_argument("--guilds", type=int, default=1_000)
    parser.add_argument("--shards", type=int, default=16)
    parser.add_argument("--calm", action="store_true", help="nobody is killed or frozen")
    chosen = parser.parse_args()
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    if work := asyncio.current_task():  # its processes are not to stay behind
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
    async with open_place(chosen.channels, chosen.guilds, chosen.shards, yesterday) as place:
        return 0 if await measure(place, chosen.shards, yesterday, calm=chosen.calm) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
