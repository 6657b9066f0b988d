"""The channels of a round, and what became of their digests."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from bot.models import ChannelSettings
from bot.rendering.footer_id import Mark, mark_text
from bot.store import Transaction, subscriptions
from tests.chaos.result import Count
from tests.support.local_discord import LocalDiscord

ENDED = ("posted", "unconfirmed", "failed")


@dataclass
class Channels:
    """A guild whose channels are due `days`, and perhaps a later one. Some keep their history `hidden`."""

    local: LocalDiscord
    ids: Sequence[int]
    guild_id: int
    days: Sequence[date]
    hidden: set[int] = field(default_factory=set[int])

    @classmethod
    def of_new_guild(cls, local: LocalDiscord, random: Random, number: int, days: Sequence[date]) -> Channels:
        """A guild with so many channels."""
        guild = local.guilds.add(number)
        hidden = set(random.sample(guild.channel_ids, number // 5))
        for place, channel_id in enumerate(sorted(hidden)):
            local.trouble.refuse_history(channel_id, (None, 50013)[place % 2])
        return cls(local, guild.channel_ids, guild.id, days, hidden)

    async def subscribe(self, tx: Transaction, papers: int, due_at: datetime) -> None:
        """Make all days due then, with so many papers."""
        for channel_id in self.ids:
            await subscriptions.add(
                tx,
                ChannelSettings(
                    guild_id=self.guild_id,
                    channel_id=channel_id,
                    papers=papers,
                    zone="UTC",
                    due_time=due_at.time(),
                ),
                configured_by=None,
                settled_day=self.days[0] - timedelta(days=1),
                next_due_at=due_at,
            )

    def are_served(self, database: Path) -> bool:
        """Whether the bot has done with all days of all channels."""
        rows = _rows(database)
        return all(row.state in ENDED for row in rows) and not self._unplanned(rows)

    def count(self, database: Path) -> Count:
        """What Discord shows, against what the bot planned and was to plan."""
        rows = _rows(database)
        states = {(row.channel_id, row.mark): row.state for row in rows}
        expected = {id_: [row.mark for row in rows if row.channel_id == id_] for id_ in self.ids}
        compared = self.local.record.compare_marks(expected)
        doubled = [mark for mark in compared.doubled + compared.unexpected if mark[0] in self.ids]
        unconfirmed = [row for row in rows if row.state == "unconfirmed"]
        return Count(
            due=len(rows),
            doubled=len(doubled),
            lost=self._unplanned(rows) + sum(states[mark] != "unconfirmed" for mark in compared.lost),
            unconfirmed=len(unconfirmed),
            excused=sum(row.channel_id in self.hidden for row in unconfirmed),
        )

    def _unplanned(self, rows: Sequence[_Row]) -> int:
        due = {(channel_id, day.isoformat()) for channel_id in self.ids for day in self.days}
        return len(due - {(row.channel_id, row.day) for row in rows})


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
