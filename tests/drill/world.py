"""Where the week passes: a Discord, a source, a model, a PostgreSQL, and two processes of the bot on them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.store import open_store
from tests.drill.bots import PROCESSES, Bots
from tests.drill.database import Database
from tests.drill.drill_time import DrillTime
from tests.drill.papers import lists
from tests.drill.places import DAY_ENDS
from tests.drill.residents import Residents
from tests.drill.small_disk import mounted
from tests.support.databases import ServerDatabases
from tests.support.hugging_face import LoopbackHub, loopback_hub
from tests.support.local_discord import LocalDiscord
from tests.support.model_server import LoopbackModel, good, loopback_model
from tests.support.postgres import Server, running_server

LEASE_SECONDS = 6  # real ones
EVE = timedelta(minutes=40)  # before the first day everybody settles in; nothing is due between


@dataclass
class World:
    """All of it, at work."""

    time: DrillTime
    local: LocalDiscord
    hub: LoopbackHub
    model: LoopbackModel
    server: Server
    disk: Path  # the server's
    bots: Bots
    residents: Residents

    async def leap(self, moment: datetime) -> None:
        """Let it be `moment`."""
        await self.bots.database.leap(lambda: self.time.leap(moment), self.bots.awake_pids)
        self.hub.days = lists(self.time.now())


@asynccontextmanager
async def open_world(folder: Path, channels: int, start: datetime) -> AsyncGenerator[World]:
    """The world on the eve of that day, and the bot at work in it."""
    time = DrillTime.beginning(folder / "time", start - EVE)
    with mounted(folder) as disk, running_server(disk) as server:
        server.query("ALTER SYSTEM SET wal_recycle = off")  # a full disk is one at once, without old parts
        server.query("SELECT pg_reload_conf()")
        url = ServerDatabases(server).migrated(folder)
        async with (
            LocalDiscord(shards=PROCESSES, clock=time.unix_seconds) as local,
            loopback_hub(lists(time.now())) as hub,
            loopback_model() as model,
        ):
            model.play = good("en")
            local.trouble.set_identify_interval(5)
            residents = Residents.of(local, channels)
            async with open_store(url) as store:
                await residents.settle_in(store, time.now())
            places = {"store": url, "discord": local.api_url, "source": hub.url, "model": model.url}
            environment = {**time.environment(), **_settings(local.token, places)}
            bots = Bots(environment, folder, Database(url))
            try:
                for number in range(PROCESSES):
                    await bots.start(number)
                yield World(time, local, hub, model, server, disk, bots, residents)
            finally:
                await bots.end()


def _settings(token: str, urls: Mapping[str, str]) -> dict[str, str]:
    """What the drill needs, and nothing else: all the rest is as it comes."""
    return {
        "PAPERBOY_DISCORD__TOKEN": token,
        "PAPERBOY_DISCORD__API_URL": urls["discord"],
        "PAPERBOY_DISCORD__SHARDS": str(PROCESSES),
        "PAPERBOY_STORE__URL": urls["store"],
        "PAPERBOY_SOURCE__HUGGINGFACE_URL": urls["source"],
        "PAPERBOY_SOURCE__ARXIV_URL": urls["source"],  # it knows no paper there
        "PAPERBOY_SUMMARY__MODEL": "small",
        "PAPERBOY_SUMMARY__BASE_URL": urls["model"],
        "PAPERBOY_SCHEDULE__DAY_ENDS": DAY_ENDS.isoformat(),
        # What waits in real seconds, while the hours are leapt over.
        "PAPERBOY_SCHEDULE__CHECK_SECONDS": "1",
        "PAPERBOY_DELIVERY__LEASE_SECONDS": str(LEASE_SECONDS),
        "PAPERBOY_DELIVERY__DMS_PER_MINUTE": "3000",
    }
