"""One round of chaos: the bot is killed again and again while Discord misbehaves, and then left in peace.

What is counted comes from the local Discord's own record, not from the bot's.
"""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from tests.chaos.channels import Channels
from tests.chaos.people import People
from tests.chaos.place import FAST, Place
from tests.chaos.result import Result
from tests.chaos.trouble import make_trouble
from tests.chaos.votes import Votes
from tests.support.hugging_face import LoopbackHub, loopback_hub
from tests.support.local_discord import LocalDiscord

PAPERS = 11  # two messages a day
DAYS = 3  # as many as an absence brings at most
LIFE_SECONDS = (0.0, 6.0)  # until the kill; the bot sends from two seconds on
EARLY = 0.15  # of the lives are counted from the start, the others from when Discord has seen the bot
# When digests are due and when today ends, as parts of the time until the last kill. Notifications come
# first, and again when today has ended.
DIGESTS_DUE, TODAY_ENDS = (0.4, 0.9), (0.1, 0.6)
ROUND = timedelta(minutes=3)  # longer than any


@dataclass
class Round:
    """`seed` decides the faults, the kills, and whether Discord forgets nonces after seconds."""

    seed: int
    kills: int
    channels: int = 10
    people: int = 10
    random: Random = field(init=False)
    lives: list[float] = field(init=False)  # their seconds

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.lives = [self.random.uniform(*LIFE_SECONDS) for _ in range(self.kills)]

    @property
    def is_forgetful(self) -> bool:
        """Every other seed."""
        return self.seed % 2 == 1

    async def play(self) -> Result:
        """Kill, restart, at last let the bot finish, and count."""
        await _no_midnight()
        papers = _papers(datetime.now(UTC).date())
        votes = Votes(papers)
        with tempfile.TemporaryDirectory() as folder:
            async with LocalDiscord(seed=self.seed) as local, loopback_hub(votes.grow()) as hub:
                place = self._place(local, hub, Path(folder) / "chaos.db", votes)
                make_trouble(local, forgetful=self.is_forgetful)
                await place.furnish(PAPERS, self._moment(*DIGESTS_DUE))
                await self.disturb(place)
                return await self._finish(place)

    def _place(self, local: LocalDiscord, hub: LoopbackHub, database: Path, votes: Votes) -> Place:
        *over, today = votes.numbers
        return Place(
            local=local,
            database=database,
            hub=hub,
            forgetful=self.is_forgetful,
            today=today,
            today_ends=self._moment(*TODAY_ENDS),
            channels=Channels.of_new_guild(local, self.random, self.channels, over),
            people=People.wanting(local, self.random, self.people, list(votes.numbers.values()), self.kills),
            votes=votes,
        )

    def _moment(self, first: float, last: float) -> datetime:
        """Between these parts of the time until the last kill."""
        return datetime.now(UTC) + self.random.uniform(first, last) * timedelta(seconds=sum(self.lives))

    async def disturb(self, place: Place) -> None:
        """Kill the bot at the end of each life."""
        for life, seconds in enumerate(self.lives):
            place.people.close(life)
            place.let_votes_grow()
            async with place.bot(seen=self.random.random() > EARLY):
                await asyncio.sleep(seconds)

    async def _finish(self, place: Place) -> Result:
        place.local.trouble.clear_faults()
        place.let_votes_grow()
        async with place.bot(pace=FAST):
            await place.until_served()
            late_papers = place.people.untold()
            await place.people.open_again(place.channels.ids[0])
            await place.until_served()
        digests, notifications = place.channels.count(place.database), place.people.count(place.database)
        edits = place.channels.count_edits(place.database, place.votes, self.kills)
        watched = place.people.count_watched()
        result = Result(self.seed, self.kills, digests, notifications, edits, watched, late_papers)
        if not result.is_good:
            place.print_log()
        return result


def _papers(today: date) -> dict[date, list[int]]:
    """The numbers of each day's papers, today's last."""
    days = [today - timedelta(days=n) for n in range(DAYS, -1, -1)]
    return {day: [100 * n + m for m in range(PAPERS)] for n, day in enumerate(days, start=1)}


async def _no_midnight() -> None:
    """A day that begins in the middle of a round would bring more than was planned for it."""
    now = datetime.now(UTC)
    left = datetime.combine(now.date() + timedelta(days=1), time(), UTC) - now
    if left < ROUND:
        await asyncio.sleep(left.total_seconds() + 1)
