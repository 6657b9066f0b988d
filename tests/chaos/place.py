"""Where a round takes place: a Discord with channels and people, a source, a store, and the bot on them."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncGenerator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.store import open_store
from tests.chaos.channels import Channels
from tests.chaos.people import People
from tests.chaos.votes import ASKED_SECONDS, HOURS, Votes
from tests.support.bot_process import bot_process, until
from tests.support.forked_command import ForkedProcess
from tests.support.hugging_face import LoopbackHub
from tests.support.local_discord import LocalDiscord

PATIENCE = 120.0  # seconds for the bot to finish in peace
# So slow that most kills meet the bot at work.
SLOW = {"PAPERBOY_DELIVERY__REQUESTS_PER_SECOND": "16", "PAPERBOY_DELIVERY__DMS_PER_MINUTE": "120"}
FAST = {"PAPERBOY_DELIVERY__DMS_PER_MINUTE": "3000"}


@dataclass(frozen=True)
class Place:
    """`hub` is the source. Papers are listed up to `today`, whose list is finished at `today_ends`."""

    local: LocalDiscord
    database: Path
    hub: LoopbackHub
    forgetful: bool
    today: date
    today_ends: datetime
    channels: Channels
    people: People
    votes: Votes

    async def furnish(self, papers: int, digests_due_at: datetime) -> None:
        """Subscribe the channels to so many papers, due then, and save the people's keywords and what they
        watch, due now.
        """
        async with open_store(self._store_url) as store, store.transaction() as tx:
            await self.channels.subscribe(tx, papers, digests_due_at)
            await self.people.save_keywords(tx, self.channels.days[0])
            await self.people.watch(tx)

    @asynccontextmanager
    async def bot(self, *, seen: bool = True, pace: Mapping[str, str] = SLOW) -> AsyncGenerator[None]:
        """The bot, to its kill from when Discord has `seen` it, or else from its start."""
        await until(lambda: not self.local.record.connected_shards())
        async with self.process(pace):
            if seen:
                await until(lambda: bool(self.local.record.connected_shards()))
            yield

    def process(self, pace: Mapping[str, str]) -> AbstractAsyncContextManager[ForkedProcess]:
        """A bot's process, with these variables besides; perhaps one of several."""
        return bot_process({**self._environment(), **pace}, self._log)

    def leader_pid(self) -> int:
        """The process that had the lease last; 0 if none has."""
        with closing(sqlite3.connect(self.database)) as connection:
            rows = connection.execute("SELECT holder FROM leases WHERE name = 'delivery'").fetchall()
        names = [name.rsplit(":", 4) for (name,) in rows if name]
        return int(names[0][1]) if names else 0

    def is_locked(self) -> bool:
        """Whether somebody writes into the database for longer than a moment."""
        with closing(sqlite3.connect(self.database, timeout=1.0, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            connection.execute("ROLLBACK")
        return False

    def waits_begun(self) -> int:
        """How often a bot said that it waits for another one."""
        return self._log.read_text(encoding="utf-8").count("is delivering from this database")

    def let_votes_grow(self) -> None:
        """The source tells of more votes from now on."""
        self.hub.days.update(self.votes.grow())

    async def until_served(self) -> None:
        """Wait until the bot has nothing left to do."""
        try:
            await until(self._is_served, PATIENCE)
        except TimeoutError:
            self.print_log()
            raise

    def print_log(self) -> None:
        """What the bots said, for whoever asks why a round went wrong."""
        print(self._log.read_text(encoding="utf-8"))

    def _is_served(self) -> bool:
        return self.channels.are_served(self.database) and self.people.are_served(self.database, self.today)

    @property
    def _store_url(self) -> str:
        return f"sqlite+aiosqlite:///{self.database}"

    @property
    def _log(self) -> Path:
        return self.database.with_suffix(".log")

    def _environment(self) -> dict[str, str]:
        nonce_seconds = 1.0 if self.forgetful else 120.0
        return {
            "PAPERBOY_DISCORD__TOKEN": self.local.token,
            "PAPERBOY_DISCORD__API_URL": self.local.api_url,
            "PAPERBOY_STORE__URL": self._store_url,
            "PAPERBOY_SOURCE__HUGGINGFACE_URL": self.hub.url,
            "PAPERBOY_SOURCE__ARXIV_URL": self.hub.url,  # it knows no paper there
            "PAPERBOY_SCHEDULE__CHECK_SECONDS": "1",
            "PAPERBOY_SCHEDULE__CATCH_UP_POSTS": str(len(self.channels.days) + 1),
            "PAPERBOY_SCHEDULE__DAY_ENDS": self.today_ends.time().isoformat(),
            "PAPERBOY_SCHEDULE__COLLECT_MINUTES": str(ASKED_SECONDS / 60),
            "PAPERBOY_DELIVERY__EDIT_HOURS": str(list(HOURS)),
            "PAPERBOY_DELIVERY__FIRST_RETRY_SECONDS": "0.2",
            "PAPERBOY_DELIVERY__NONCE_SECONDS": str(nonce_seconds),
        }
