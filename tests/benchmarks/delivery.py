"""`python -m tests.benchmarks.delivery [--channels 1000] [--senders ours,loop,gather] [--jitter 0.09]
[--max-concurrency 16] [--profile FILE]`

A day's two messages to every channel, against a local Discord in a process of its own, with Discord's limits
and 100 ms latency ± jitter. Its limit is a window that opens with the first request after the last one, and
not one that slides. The floor is what it admits, as with 50 a second: (messages − 50) / 50 s and one latency.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import nullcontext
from cProfile import Profile
from typing import Any

import discord

from bot.delivery.allowance import allowed, full_rate
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.lease import Lease
from bot.delivery.pacer import Pacer
from bot.delivery.sender import DiscordSender
from bot.delivery.traffic import pacing_trace
from bot.delivery.worker import Deliverer
from bot.digests.planner import plan_due
from bot.gateway.discord_api import use_api
from bot.rendering.digest_message import Message, render_part
from bot.settings import DeliverySettings, Settings
from bot.store import digests
from tests.benchmarks.morning import Morning, morning
from tests.support.local_discord.remote import RemoteDiscord

LATENCY, CEILING, JITTERY_CEILING = 0.1, 1.06, 1.2
PARTS = 2
WORKERS, SECONDS_IN_HAND = 64, 0.4  # the default, and for how long a channel has a worker

Send = Callable[[discord.Client, Pacer, Morning, list[int]], Awaitable[None]]


@contextlib.asynccontextmanager
async def logged_in(local: RemoteDiscord, pacer: Pacer, *, paced: bool) -> AsyncGenerator[discord.Client]:
    """A client without a gateway; the comparison's bots are not paced."""
    traced: dict[str, Any] = {"http_trace": pacing_trace(pacer)} if paced else {}
    async with discord.Client(intents=discord.Intents.default(), **traced) as client:
        await client.login(local.token)
        yield client


async def ours(client: discord.Client, pacer: Pacer, day: Morning, _: list[int]) -> None:
    """Plan, claim, send, record: what the bot does."""
    lease = Lease(day.store, day.clock, 3600)
    await lease.take()
    deliverer = Deliverer(
        Dispatcher(day.store, pacer, day.settings.delivery, lease=lease, clock=day.clock),
        DiscordSender(client),
    )
    planning = asyncio.create_task(plan_due(day.store, day.settings, day.clock()))
    while not planning.done():
        await deliverer.deliver_ready()
        await asyncio.sleep(0.01)
    await deliverer.deliver_ready()


async def loop(client: discord.Client, _: Pacer, day: Morning, channel_ids: list[int]) -> None:
    """The ordinary bot: one channel after the other."""
    messages = await _messages(day)
    for channel_id in channel_ids:
        await _send_all(client, channel_id, messages)


async def gather(client: discord.Client, _: Pacer, day: Morning, channel_ids: list[int]) -> None:
    """The eager bot: all channels at once."""
    messages = await _messages(day)
    sends = (_send_all(client, channel_id, messages) for channel_id in channel_ids)
    await asyncio.gather(*sends, return_exceptions=True)


async def _send_all(client: discord.Client, channel_id: int, messages: list[Message]) -> None:
    channel = client.get_partial_messageable(channel_id)
    for message in messages:
        await channel.send(message.content, embeds=list(message.embeds))


async def _messages(day: Morning) -> list[Message]:
    await plan_due(day.store, day.settings, day.clock())
    async with day.store.reading() as view:
        frozen = await digests.frozen(view, 1)
    return [
        render_part(frozen.digest, frozen.paper_counts, part + 1) for part in range(len(frozen.paper_counts))
    ]


async def measure(send: Send, channels: int, jitter: float, max_concurrency: int) -> None:
    """Run one sender against a Discord of its own, and print what came of it."""
    limit = allowed(max_concurrency)
    async with RemoteDiscord() as local:
        use_api(local.api_url)
        guilds = await local.call("guilds.add_many", guilds=max(channels // 20, 1), channels=20)
        ids = [channel for guild in guilds for channel in guild["channel_ids"]][:channels]
        await local.call("trouble.set_latency", seconds=LATENCY, jitter=jitter)
        await local.call("trouble.set_limits", requests=limit, seconds=1.0)
        delivery = DeliverySettings(workers=max(WORKERS, round(limit * SECONDS_IN_HAND)))
        async with morning(ids, Settings(delivery=delivery)) as day:
            pacer = Pacer(full_rate("auto", max_concurrency))
            async with logged_in(local, pacer, paced=send is ours) as client:
                started, worked = time.perf_counter(), time.process_time()
                await send(client, pacer, day, ids)
                taken, worked = time.perf_counter() - started, time.process_time() - worked
        await report(send.__name__, local, ids, taken, limit, JITTERY_CEILING if jitter else CEILING)
        print(f"  processor {worked / len(ids) / PARTS * 1e3:.1f} ms a message, which bounds one process")


async def report(
    name: str, local: RemoteDiscord, ids: list[int], taken: float, limit: int, ceiling: float
) -> None:
    """One line: time, floor, ratio, refusals, and what was lost or doubled."""
    tally = await local.call("record.tally")
    counts = [len(await local.call("record.messages", channel_id=channel_id)) for channel_id in ids]
    lost = sum(max(PARTS - count, 0) for count in counts)
    doubled = sum(max(count - PARTS, 0) for count in counts)
    floor = (len(ids) * PARTS - limit) / limit + LATENCY
    print(
        f"{name:7} {taken:7.1f} s  floor {floor:6.1f} s  ratio {taken / floor:5.3f} (aim {ceiling})"
        f"  429s {tally['too_many']}  busiest second {tally['busiest_second']}"
        f"  doubled {doubled}  lost {lost}",
        flush=True,
    )


async def main() -> None:
    """Measure the senders that were asked for, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--channels", type=int, default=1000)
    parser.add_argument("--senders", default="ours,loop,gather")
    parser.add_argument("--jitter", type=float, default=0.0, help="± seconds")
    parser.add_argument(
        "--max-concurrency", type=int, default=1, help="16: as a bot that may send 500 a second"
    )
    parser.add_argument("--profile", help="a file for pstats")
    chosen: Any = parser.parse_args()
    senders: dict[str, Send] = {"ours": ours, "loop": loop, "gather": gather}
    with Profile() if chosen.profile else nullcontext() as profile:
        for name in chosen.senders.split(","):
            await measure(senders[name], chosen.channels, chosen.jitter, chosen.max_concurrency)
    if profile:
        profile.dump_stats(chosen.profile)


if __name__ == "__main__":
    asyncio.run(main())
