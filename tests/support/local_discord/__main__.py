"""`python -m tests.support.local_discord`: serves until stopped; its first line says where, as JSON."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys

from .server import TOKEN, LocalDiscord


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="local_discord", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--shards", type=int, default=1, help="the number recommended by /gateway/bot")
    parser.add_argument("--max-concurrency", type=int, default=1)
    parser.add_argument("--identify-interval", type=float, default=0.0, help="seconds; 5 at Discord")
    parser.add_argument("--guilds", type=int, default=0)
    parser.add_argument("--channels", type=int, default=1, help="per guild")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds per request")
    parser.add_argument("--jitter", type=float, default=0.0, help="± seconds")
    parser.add_argument("--no-limits", action="store_true", help="without rate limits")
    parser.add_argument("--with-parent", action="store_true", help="stop when standard input ends")
    parser.add_argument("--seed", type=int, default=0, help="of faults and jitter")
    return parser.parse_args()


async def _serve(chosen: argparse.Namespace) -> None:
    discord = LocalDiscord(
        port=chosen.port,
        token=chosen.token,
        shards=chosen.shards,
        max_concurrency=chosen.max_concurrency,
        seed=chosen.seed,
    )
    discord.trouble.set_identify_interval(chosen.identify_interval)
    discord.guilds.add_many(chosen.guilds, chosen.channels)
    discord.trouble.set_latency(chosen.latency, chosen.jitter)
    discord.trouble.set_limits(enabled=not chosen.no_limits)
    async with discord:
        places = {name: getattr(discord, name) for name in ("api_url", "gateway_url", "control_url", "token")}
        print(json.dumps(places), flush=True)
        await _told_to_stop(with_parent=chosen.with_parent)


async def _told_to_stop(*, with_parent: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    if with_parent:
        loop.add_reader(sys.stdin, stop.set)
    await stop.wait()


if __name__ == "__main__":
    asyncio.run(_serve(_arguments()))
