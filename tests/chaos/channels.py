"""The channels of a round, and what became of their digests."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from bot.models import FORUM_LAYOUTS, WEEKDAYS, ChannelSettings, Layout
from bot.rendering.footer_id import FooterMark, mark_text
from bot.store import Transaction, subscriptions, weeks
from tests.chaos.result import Count
from tests.chaos.votes import HOURS, Votes
from tests.support.local_discord import LocalDiscord
from tests.support.local_discord.world import ANNOUNCEMENT, CROSSPOSTED, TEXT

_LAYOUTS: tuple[Layout, ...] = ("full", "thread", "forum", "compact", "thread", "posts")
ENDED = ("posted", "unconfirmed", "failed")


@dataclass
class Channels:
    """A guild whose channels, with their layouts, are due `days`, and perhaps a later one.

    Some keep their history `hidden`; announcement channels are published.
    """

    local: LocalDiscord
    layouts: Mapping[int, Layout]
    guild_id: int
    days: Sequence[date]
    hidden: set[int] = field(default_factory=set[int])

    @classmethod
    def of_new_guild(cls, local: LocalDiscord, random: Random, number: int, days: Sequence[date]) -> Channels:
        """A guild with so many channels, of which two in three have their papers in threads or posts."""
        guild_id = local.guilds.add(0).id
        layouts: dict[int, Layout] = {
            _new_channel(local, guild_id, place): _LAYOUTS[place % len(_LAYOUTS)] for place in range(number)
        }
        # A forum whose history is hidden cannot tell of a post, and so its whole day would wait for nothing.
        hidden = set(
            random.sample(
                [id_ for id_, layout in layouts.items() if layout not in FORUM_LAYOUTS], number // 5
            )
        )
        for place, channel_id in enumerate(sorted(hidden)):
            local.trouble.refuse_history(channel_id, (None, 50013)[place % 2])
        return cls(local, layouts, guild_id, days, hidden)

    @property
    def ids(self) -> Sequence[int]:
        """Those of the channels."""
        return list(self.layouts)

    async def subscribe(self, tx: Transaction, papers: int, due_at: datetime) -> None:
        """Make all days due then, with so many papers, and a weekly post."""
        for channel_id in self.ids:
            subscription = await subscriptions.add(
                tx,
                ChannelSettings(
                    guild_id=self.guild_id,
                    channel_id=channel_id,
                    papers=papers,
                    zone="UTC",
                    due_time=due_at.time(),
                    layout=self.layouts[channel_id],
                    publish=True,
                    weekly=WEEKDAYS[due_at.weekday()],
                    weekly_time=due_at.time(),
                ),
                configured_by=None,
                settled_day=self.days[0] - timedelta(days=1),
                next_due_at=due_at,
            )
            await weeks.move(tx, subscription.id, due_at)

    def are_served(self, database: Path) -> bool:
        """Whether the bot has done with all days of all channels."""
        rows = _rows(database)
        are_ended = all(row.state in ENDED for row in rows) and not self._unplanned(rows)
        return are_ended and not _unpublished(database) and not _unedited(database)

    def count(self, database: Path) -> Count:
        """What Discord shows, against what the bot planned and was to plan."""
        rows = _rows(database)
        states = {(row.channel_id, row.mark): row.state for row in rows}
        expected = {id_: [row.mark for row in rows if row.channel_id == id_] for id_ in self.ids}
        compared = self.local.record.compare_marks(expected, with_threads=True)
        doubled = [mark for mark in compared.doubled + compared.unexpected if mark[0] in self.ids]
        unconfirmed = [row for row in rows if row.state == "unconfirmed"]
        return Count(
            due=len(rows),
            doubled=len(doubled),
            lost=self._unplanned(rows)
            + sum(self._is_lost(states[mark], mark[0]) for mark in compared.lost)
            + self._unpublished_messages(),
            unconfirmed=len(unconfirmed),
            excused=sum(row.channel_id in self.hidden for row in unconfirmed),
        )

    def count_edits(self, database: Path, votes: Votes, kills: int) -> Count:
        """What digests show, against the votes of the time of their last edit. One is doubled that
        was edited more often than it was due and somebody was killed.
        """
        messages = self._messages()
        posted = [messages[row.message_id] for row in _rows(database) if row.message_id and not row.is_week]
        edits = Counter(
            int(request.path.rpartition("/")[2])
            for request in self.local.record.requests("message_edit")
            if request.took_effect
        )
        return Count(
            due=len(posted),
            doubled=sum(times > len(HOURS) + kills for times in edits.values()),
            lost=sum(map(votes.is_behind, posted)),
            unconfirmed=0,
        )

    def _messages(self) -> dict[int, Mapping[str, Any]]:
        """All that stand in the channels and their threads, by id."""
        threads = [int(thread["id"]) for id_ in self.ids for thread in self.local.guilds.threads(id_)]
        places = [*self.ids, *threads]
        return {
            int(message["id"]): message for place in places for message in self.local.record.messages(place)
        }

    def _is_lost(self, state: str, channel_id: int) -> bool:
        """A thread of a headline that nobody could look for has nothing to stand in."""
        has_no_thread = (
            state == "failed" and channel_id in self.hidden and self.layouts[channel_id] == "thread"
        )
        return state != "unconfirmed" and not has_no_thread

    def _unpublished_messages(self) -> int:
        """How many messages of announcement channels are not published, whose posting is known."""
        return sum(
            not message["flags"] & CROSSPOSTED
            for channel_id in self.ids
            if self.local.guilds.kind(channel_id) == ANNOUNCEMENT and channel_id not in self.hidden
            for message in self.local.record.messages(channel_id)
            if not _is_week(message)
        )

    def _unplanned(self, rows: Sequence[_Row]) -> int:
        due = {(channel_id, day.isoformat()) for channel_id in self.ids for day in self.days}
        planned = {(row.channel_id, row.day) for row in rows if not row.is_week}
        return len(due - planned) + len(set(self.ids) - {row.channel_id for row in rows if row.is_week})


class _Row(NamedTuple):
    """A digest's or a week's message as the bot left it."""

    channel_id: int
    day: str
    mark: str
    state: str
    message_id: int | None
    is_week: bool


def _new_channel(local: LocalDiscord, guild_id: int, place: int) -> int:
    """A forum for every third, an announcement channel for every second other one."""
    if _LAYOUTS[place % len(_LAYOUTS)] in FORUM_LAYOUTS:
        return local.guilds.add_forum(guild_id, "Robots", "question", requires_tag=bool(place % 2))
    return local.guilds.add_channel(guild_id, kind=ANNOUNCEMENT if place % 2 else TEXT)


def _is_week(message: Mapping[str, Any]) -> bool:
    """Whether it is a weekly post, which is not published."""
    embeds = message["embeds"]
    return bool(embeds) and embeds[-1].get("footer", {}).get("text", "").endswith(" · week")


def _unpublished(database: Path) -> int:
    """How many messages wait for being published."""
    with sqlite3.connect(database) as connection:
        states = connection.execute("SELECT state FROM publications").fetchall()
    return sum(state not in ENDED for (state,) in states)


def _unedited(database: Path) -> int:
    """How many messages wait for an edit, or for the time of one."""
    waiting = "SELECT count(*) FROM deliveries WHERE next_edit_at IS NOT NULL"
    planned = "SELECT count(*) FROM edits WHERE next_attempt_at IS NOT NULL"
    with sqlite3.connect(database) as connection:
        return sum(connection.execute(query).fetchone()[0] for query in (waiting, planned))


def _rows(database: Path) -> list[_Row]:
    with sqlite3.connect(database) as connection:
        rows = connection.execute(
            "SELECT s.channel_id, s.id, d.day, d.part, d.parts, d.state, d.message_id, 0 FROM deliveries d"
            " JOIN subscriptions s ON s.id = d.subscription_id"
            " UNION ALL SELECT s.channel_id, s.id, w.day, 1, 1, w.state, w.message_id, 1 FROM week_posts w"
            " JOIN subscriptions s ON s.id = w.subscription_id"
        ).fetchall()
    return [
        _Row(
            channel_id,
            day,
            mark_text(
                FooterMark(id_, date.fromisoformat(day), part, parts, partial=False, weekly=bool(is_week))
            ),
            state,
            message_id,
            bool(is_week),
        )
        for channel_id, id_, day, part, parts, state, message_id, is_week in rows
    ]
