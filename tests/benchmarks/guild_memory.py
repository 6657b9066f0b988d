"""`python -m tests.benchmarks.guild_memory [--guilds 500,3000] [--channels 20]`: memory for each server.

The growth from the fewer to the more servers, of the whole bot and of a bare AutoShardedBot with discord.py's
own defaults, each as a process.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from tests.benchmarks.crowd import memory_kib
from tests.support.bot_process import bot_process
from tests.support.forked_command import ForkedProcess
from tests.support.hugging_face import loopback_hub
from tests.support.local_discord.remote import RemoteDiscord

Process = asyncio.subprocess.Process | ForkedProcess

SETTLE_SECONDS = 10.0  # after all servers are known
BARE = """
import sys
import discord
from discord.ext import commands
discord.http.Route.BASE = sys.argv[1]
commands.AutoShardedBot(command_prefix="!", intents=discord.Intents.default()).run(sys.argv[2])
"""


@asynccontextmanager
async def bare_process(local: RemoteDiscord) -> AsyncGenerator[Process]:
    """What any bot holds that keeps no servers from discord.py."""
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", BARE, local.api_url, local.token, stdout=quiet, stderr=quiet
    )
    try:
        yield process
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def own_process(local: RemoteDiscord) -> AsyncGenerator[Process]:
    """Paperboy, on an empty file."""
    with tempfile.TemporaryDirectory() as folder:
        async with loopback_hub({}) as hub:
            environment = {
                "PAPERBOY_DISCORD__TOKEN": local.token,
                "PAPERBOY_DISCORD__API_URL": local.api_url,
                "PAPERBOY_STORE__URL": f"sqlite+aiosqlite:///{folder}/bench.db",
                "PAPERBOY_SOURCE__HUGGINGFACE_URL": hub.url,
            }
            async with bot_process(environment, Path(folder) / "bench.log") as process:
                yield process


async def held(local: RemoteDiscord, running: AbstractAsyncContextManager[Process]) -> int:
    """KiB that a process holds once it knows all servers."""
    async with running as process:
        while not await local.call("record.connected_shards"):
            await asyncio.sleep(0.2)
        await asyncio.sleep(SETTLE_SECONDS)
        return memory_kib(process.pid)


async def main(sizes: list[int], channels: int) -> None:
    """Measure and print."""
    own, bare = list[int](), list[int]()
    for guilds in sizes:
        async with RemoteDiscord() as local:
            await local.call("guilds.add_many", guilds=guilds, channels=channels)
            bare.append(await held(local, bare_process(local)))
        async with RemoteDiscord() as local:
            await local.call("guilds.add_many", guilds=guilds, channels=channels)
            own.append(await held(local, own_process(local)))
    more = sizes[-1] - sizes[0]
    ours, floor = (own[-1] - own[0]) / more, (bare[-1] - bare[0]) / more
    print(f"MiB with {sizes} servers: {[kib // 1024 for kib in own]}, bare {[kib // 1024 for kib in bare]}")
    print(f"of {channels} channels, each: {ours:.1f} KiB  bare {floor:.1f} KiB  ratio {ours / floor:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guilds", default="500,3000")
    parser.add_argument("--channels", type=int, default=20)
    asked = parser.parse_args()
    asyncio.run(main([int(each) for each in asked.guilds.split(",")], asked.channels))
