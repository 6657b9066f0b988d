"""`python -m bot run` as a process in a place of its own: a Discord, a source and a database."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.models import ChannelSettings
from bot.store import open_store, subscriptions
from tests.support.bot_process import bot_process
from tests.support.databases import Databases, Rows
from tests.support.forked_command import ForkedProcess
from tests.support.hugging_face import Listing, LoopbackHub, listed, loopback_hub
from tests.support.local_discord import LocalDiscord


@dataclass
class Place:
    """One database, one Discord with a guild, one source that lists yesterday.

    `yesterday` is that of the place's opening: at midnight it becomes one more day back, and is owed still.
    """

    local: LocalDiscord
    hub: LoopbackHub
    folder: Path
    yesterday: date
    databases: Databases
    url: str
    guild_id: int = 0
    channel_ids: list[int] = field(default_factory=list[int])

    @property
    def log(self) -> str:
        return (self.folder / "bot.log").read_text(encoding="utf-8")

    @asynccontextmanager
    async def bot(self, **environment: str) -> AsyncGenerator[ForkedProcess]:
        settings = {
            "PAPERBOY_DISCORD__TOKEN": self.local.token,
            "PAPERBOY_DISCORD__API_URL": self.local.api_url,
            "PAPERBOY_STORE__URL": self.url,
            "PAPERBOY_SOURCE__HUGGINGFACE_URL": self.hub.url,
            "PAPERBOY_SCHEDULE__CHECK_SECONDS": "1",
            "PAPERBOY_SCHEDULE__DAY_ENDS": "23:59:59",  # today is unfinished whenever the tests run
            "PAPERBOY_DELIVERY__FIRST_RETRY_SECONDS": "0.1",
            "PAPERBOY_HTTP__ATTEMPTS": "1",
        }
        async with bot_process(settings | environment, self.folder / "bot.log") as process:
            yield process

    async def subscribe(self, channels: int = 1) -> None:
        """Channels for which yesterday has been due since midnight UTC."""
        guild = self.local.guilds.add(channels)
        self.guild_id, self.channel_ids = guild.id, guild.channel_ids
        async with open_store(self.url) as store, store.transaction() as tx:
            for channel_id in guild.channel_ids:
                await subscriptions.add(
                    tx,
                    ChannelSettings(
                        guild_id=guild.id, channel_id=channel_id, zone="UTC", due_time=time(0, 0)
                    ),
                    configured_by=None,
                    settled_day=self.yesterday - timedelta(days=1),
                    next_due_at=datetime.combine(self.yesterday + timedelta(days=1), time(), UTC),
                )

    def posted(self) -> list[int]:
        """How many messages each channel shows."""
        return [len(self.local.record.messages(channel_id)) for channel_id in self.channel_ids]

    def posts(self) -> list[int]:
        """How many of them are posts: no welcome, no notice, and no answer to a command."""
        messages = [self.local.record.messages(channel_id) for channel_id in self.channel_ids]
        return [sum(bool(m["embeds"]) and m["interaction_id"] is None for m in each) for each in messages]

    def query(self, sql: str) -> Rows:
        return self.databases.query(self.url, sql)


@asynccontextmanager
async def open_place(
    folder: Path, databases: Databases, listing: Listing | None = None, *, max_concurrency: int = 1
) -> AsyncGenerator[Place]:
    """A place in an empty folder, with an empty database. Three papers are listed, or `listing`."""
    url = databases.migrated(folder / "bot.db")
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    lists = {yesterday: listing or [listed(n) for n in range(1, 4)]}
    async with LocalDiscord(max_concurrency=max_concurrency) as local, loopback_hub(lists) as hub:
        yield Place(local, hub, folder, yesterday, databases, url)


async def stopped(process: ForkedProcess, number: int = signal.SIGTERM) -> int:
    process.send_signal(number)
    async with asyncio.timeout(20):
        return await process.wait()
