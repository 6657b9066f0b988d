"""`python -m tests.benchmarks.startup [--runs 15]`: start-up against what the libraries alone need.

1. `python -m bot --help` against importing its command line library alone.
2. `python -m bot run` to READY against a local Discord, on a database at the newest schema, against a bare
   client that imports the same libraries. Both wait the two seconds that discord.py waits for guilds.
Start-up must not import Alembic then.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.support.local_discord.remote import RemoteDiscord

ROOT = Path(__file__).parents[2]
HELP_CEILING, READY_CEILING = 1.5, 1.3
LIBRARIES = (
    "aiohttp",
    "aiosqlite",
    "apscheduler.schedulers.asyncio",
    "babel.dates",
    "click",
    "discord.ext.commands",
    "fluent.runtime",
    "pydantic_settings",
    "sqlalchemy.ext.asyncio",
    "tenacity",
)
BARE = f"""
import importlib, sys
for name in {LIBRARIES!r}:
    importlib.import_module(name)
import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL
Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = sys.argv[1], URL(sys.argv[2])
class Bare(discord.AutoShardedClient):
    async def on_ready(self):
        print("ready as", flush=True)
        await self.close()
Bare(intents=discord.Intents(guilds=True)).run(sys.argv[3], log_handler=None)
"""


def until_ready(command: list[str], environment: dict[str, str]) -> float:
    """Start, wait for the line that says ready, and stop; the seconds from the start to that line."""
    pipe, started, ready_at = subprocess.PIPE, time.perf_counter(), 0.0
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=pipe, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "ready as" in line:
                ready_at = time.perf_counter()
                break
        process.terminate()
        process.stdout.read()
    return ready_at - started


def compare(name: str, ours: Callable[[], float], floor: Callable[[], float], runs: int, most: float) -> None:
    """Both in turn, so that the machine's moods meet both; one line with the medians of their seconds."""
    pairs = [(ours(), floor()) for _ in range(runs)]
    mine, bare = (statistics.median(pair[n] for pair in pairs) for n in (0, 1))
    print(f"{name:8} {mine * 1e3:7.0f} ms  floor {bare * 1e3:7.0f} ms  ratio {mine / bare:.2f} (most {most})")


def measure_help(runs: int) -> None:
    """The help text."""
    python = sys.executable

    def run(*arguments: str) -> float:
        started = time.perf_counter()
        subprocess.run([python, *arguments], cwd=ROOT, check=True, capture_output=True)
        return time.perf_counter() - started

    compare(
        "--help", lambda: run("-m", "bot", "--help"), lambda: run("-c", "import click"), runs, HELP_CEILING
    )


async def measure_ready(runs: int) -> None:
    """The bot to READY."""
    with tempfile.TemporaryDirectory() as folder:
        async with RemoteDiscord(("--guilds", "1")) as local:
            environment = {
                "PAPERBOY_DISCORD__TOKEN": local.token,
                "PAPERBOY_DISCORD__API_URL": local.api_url,
                "PAPERBOY_STORE__URL": f"sqlite+aiosqlite:///{folder}/bench.db",
                "PAPERBOY_SOURCE__HUGGINGFACE_URL": "http://127.0.0.1:9",
            }
            bot = [sys.executable, "-m", "bot", "run"]
            bare = [sys.executable, "-c", BARE, local.api_url, local.gateway_url, local.token]
            await asyncio.to_thread(until_ready, bot, environment)  # makes the database and the commands
            await asyncio.to_thread(
                compare,
                "ready",
                lambda: until_ready(bot, environment),
                lambda: until_ready(bare, {}),
                runs,
                READY_CEILING,
            )
            report_alembic(environment)


def report_alembic(environment: dict[str, str]) -> None:
    """Whether opening a database at the newest schema imports Alembic."""
    program = (
        "import asyncio, os, sys\n"
        "from bot.store import open_store\n"
        "async def main():\n"
        "    async with open_store(os.environ['PAPERBOY_STORE__URL']): print('alembic' in sys.modules)\n"
        "asyncio.run(main())"
    )
    command = [sys.executable, "-c", program]
    process = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, check=True, capture_output=True, text=True
    )
    print(f"Alembic imported although the schema is at its head: {process.stdout.strip()}")


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs: int = parser.parse_args().runs
    measure_help(runs)
    asyncio.run(measure_ready(runs))


if __name__ == "__main__":
    main()
