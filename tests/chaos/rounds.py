"""One round of chaos: the bot is killed again and again while Discord misbehaves, and then left in peace.

What is counted comes from the local Discord's own record, not from the bot's.
"""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from bot.models import ChannelSettings
from bot.rendering.marks import Mark, mark_text
from bot.store import open_store, subscriptions
from tests.support.bot_process import bot_process, until
from tests.support.hugging_face import LoopbackHub, listed, loopback_hub
from tests.support.local_discord import LocalDiscord

PAPERS = 11  # two messages a day
DAYS = 3  # as many as an absence brings at most
LATENCY, JITTER = 0.03, 0.02
FORGETFUL_SECONDS = 3.0  # how long Discord knows a nonce in forgetful rounds
LIFE_SECONDS = (1.0, 6.0)  # from the start to the kill; the bot needs about three to send


@dataclass(frozen=True)
class Result:
    """What a round came to. `unreadable` tells how many of `unconfirmed` are in channels without history."""

    seed: int
    kills: int
    due: int
    doubled: int
    lost: int
    unconfirmed: int
    unreadable: int

    @property
    def is_good(self) -> bool:
        """Nothing doubled, nothing lost, and nothing left open where the history can be read."""
        return not self.doubled and not self.lost and self.unconfirmed == self.unreadable


@dataclass
class Round:
    """`seed` decides the faults, the kills, and whether Discord forgets nonces after seconds."""

    seed: int
    kills: int
    channels: int = 10
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)

    @property
    def is_forgetful(self) -> bool:
        """Every other seed."""
        return self.seed % 2 == 1

    async def play(self) -> Result:
        """Kill, restart, at last let the bot finish, and count."""
        today = datetime.now(UTC).date()
        days = [today - timedelta(days=n) for n in range(DAYS, 0, -1)]
        lists = {day: [listed(100 * n + m) for m in range(PAPERS)] for n, day in enumerate(days, start=1)}
        with tempfile.TemporaryDirectory() as folder:
            async with LocalDiscord(seed=self.seed) as local, loopback_hub(lists) as hub:
                guild = local.guilds.add(self.channels)
                hidden = self._trouble(local, guild.channel_ids)
                database = Path(folder) / "chaos.db"
                await self._subscribe(database, guild.id, guild.channel_ids, days[0])
                await self._kill_and_finish(local, hub, database)
                return self._count(local, database, guild.channel_ids, days, hidden)

    def _trouble(self, local: LocalDiscord, channel_ids: list[int]) -> set[int]:
        local.trouble.set_latency(LATENCY, JITTER)
        for status in (500, 503):
            local.trouble.add_fault(
                "status", "before", status=status, kinds=["message_create"], probability=0.03
            )
            local.trouble.add_fault(
                "status", "after", status=status, kinds=["message_create"], probability=0.03
            )
        local.trouble.add_fault("reset", "before", kinds=["message_create", "history"], probability=0.03)
        local.trouble.add_fault("reset", "after", kinds=["message_create"], probability=0.03)
        if self.is_forgetful:
            local.trouble.set_nonce_window(FORGETFUL_SECONDS)
        hidden = set(self.random.sample(channel_ids, self.channels // 5))
        for number, channel_id in enumerate(sorted(hidden)):
            local.trouble.refuse_history(channel_id, (None, 50013)[number % 2])
        return hidden

    async def _subscribe(
        self, database: Path, guild_id: int, channel_ids: Iterable[int], first: date
    ) -> None:
        now = datetime.now(UTC)
        async with open_store(f"sqlite+aiosqlite:///{database}") as store, store.transaction() as tx:
            for channel_id in channel_ids:
                settings = ChannelSettings(
                    guild_id=guild_id, channel_id=channel_id, papers=PAPERS, zone="UTC", due_time=time(0, 0)
                )
                await subscriptions.add(
                    tx,
                    settings,
                    configured_by=None,
                    settled_day=first - timedelta(days=1),
                    next_due_at=datetime.combine(now.date(), time(), UTC),
                )

    async def _kill_and_finish(self, local: LocalDiscord, hub: LoopbackHub, database: Path) -> None:
        environment = self._environment(local, hub, database)
        log = database.with_suffix(".log")
        for _ in range(self.kills):
            async with bot_process(environment, log):
                await asyncio.sleep(self.random.uniform(*LIFE_SECONDS))
        local.trouble.clear_faults()
        async with bot_process(environment, log):
            try:
                await until(lambda: _is_finished(database, self.channels * DAYS), seconds=120)
            except TimeoutError:
                print(log.read_text(encoding="utf-8")[-5000:])
                raise

    def _environment(self, local: LocalDiscord, hub: LoopbackHub, database: Path) -> dict[str, str]:
        nonce_seconds = 1.0 if self.is_forgetful else 120.0
        return {
            "PAPERBOY_DISCORD__TOKEN": local.token,
            "PAPERBOY_DISCORD__API_URL": local.api_url,
            "PAPERBOY_STORE__URL": f"sqlite+aiosqlite:///{database}",
            "PAPERBOY_SOURCE__HUGGINGFACE_URL": hub.url,
            "PAPERBOY_SCHEDULE__CHECK_SECONDS": "1",
            "PAPERBOY_DELIVERY__FIRST_RETRY_SECONDS": "0.2",
            "PAPERBOY_DELIVERY__REQUESTS_PER_SECOND": "8",  # so slow that most kills meet it at work
            "PAPERBOY_DELIVERY__NONCE_SECONDS": str(nonce_seconds),
        }

    def _count(
        self,
        local: LocalDiscord,
        database: Path,
        channel_ids: list[int],
        days: list[date],
        hidden: set[int],
    ) -> Result:
        rows = _rows(database)
        states = {(row.channel_id, row.mark): row.state for row in rows}
        expected = {id_: [row.mark for row in rows if row.channel_id == id_] for id_ in channel_ids}
        compared = local.record.compare_marks(expected)
        unplanned = len(channel_ids) * len(days) - len({(row.channel_id, row.day) for row in rows})
        unconfirmed = [row for row in rows if row.state == "unconfirmed"]
        return Result(
            seed=self.seed,
            kills=self.kills,
            due=len(rows),
            doubled=len(compared.doubled) + len(compared.unexpected),
            lost=unplanned + sum(states[mark] != "unconfirmed" for mark in compared.lost),
            unconfirmed=len(unconfirmed),
            unreadable=sum(row.channel_id in hidden for row in unconfirmed),
        )


class _Row(NamedTuple):
    """A delivery as the bot left it."""

    channel_id: int
    day: str
    mark: str
    state: str


def _rows(database: Path) -> list[_Row]:
    with sqlite3.connect(database) as connection:
        found = connection.execute(
            "SELECT s.channel_id, s.id, d.day, d.part, d.parts, d.state FROM deliveries d"
            " JOIN subscriptions s ON s.id = d.subscription_id"
        ).fetchall()
    return [
        _Row(
            channel_id, day, mark_text(Mark(id_, date.fromisoformat(day), part, parts, partial=False)), state
        )
        for channel_id, id_, day, part, parts, state in found
    ]


def _is_finished(database: Path, days: int) -> bool:
    rows = _rows(database)
    ended = all(row.state in ("posted", "unconfirmed", "failed") for row in rows)
    return ended and len({(row.channel_id, row.day) for row in rows}) == days
