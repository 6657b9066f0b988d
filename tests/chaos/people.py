"""The people of a round, and what they were told by DM."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from bot.alerts.keywords import meaning
from bot.models import Paper
from bot.store import Transaction, alerts, editions, keywords, people, watches
from tests.chaos.channels import ENDED
from tests.chaos.result import Count
from tests.support.local_discord import LocalDiscord

FIRST_ID = 300_000_000_000_000_001
RETRY = "v1:letter:held:retry"  # the button of those of whom the bot knows that they take no DMs
PAPER = re.compile(r"arxiv\.org/abs/2404\.(\d+)")
CODE = re.compile(r"github\.com/example/(\d+)")
WATCHED = "Watched: what changed"  # above papers whose code is out, or whose votes have grown


@dataclass
class People:
    """`due_papers` has the numbers of the papers that each person is to be told of, once, by user id, and
    `watched` those of which each is to be told, once, that their code is out.

    `closing` has those who take no DMs from a life of the bot on (from 0), until they open them again.
    """

    local: LocalDiscord
    due_papers: Mapping[int, Sequence[int]]
    watched: Mapping[int, Sequence[int]]
    closing: Mapping[int, int]

    @classmethod
    def wanting(
        cls,
        local: LocalDiscord,
        random: Random,
        number: int,
        days: Sequence[Sequence[int]],
        lives: int,
    ) -> People:
        """So many people, who want one paper of each of the days, whose papers are given, and watch one."""
        due_papers = {FIRST_ID + n: [papers[n % len(papers)] for papers in days] for n in range(number)}
        watched = {FIRST_ID + n: [papers[(n + 3) % len(papers)] for papers in days] for n in range(number)}
        closing = random.sample(list(due_papers), number // 5 + 1)
        return cls(local, due_papers, watched, {user_id: random.randrange(lives) for user_id in closing})

    async def save_keywords(self, tx: Transaction, first: date) -> None:
        """Save a keyword for each paper, looking from a day on, and make all people due at once."""
        now = datetime.now(UTC)
        for user_id, papers in self.due_papers.items():
            for number in papers:
                keyword = f'"number {number}"'
                keyword_id = await keywords.id_of(tx, *meaning(keyword))
                await alerts.add(tx, user_id, keyword, keyword_id, now - timedelta(days=9), first)
            await people.meet(tx, user_id, "en", now - timedelta(minutes=1))

    async def watch(self, tx: Transaction) -> None:
        """Put papers on watch as they were before their code was out."""
        now = datetime.now(UTC)
        for user_id, papers in self.watched.items():
            await editions.save_papers(tx, [_before_its_code(number) for number in papers], now)
            for number in papers:
                await watches.add(tx, user_id, _before_its_code(number).id, now, by_saving=True)

    def close(self, life: int) -> None:
        """Let those close their DMs who do so before this life of the bot."""
        for user_id, their_life in self.closing.items():
            if their_life == life:
                self.local.trouble.refuse_direct(user_id)

    async def open_again(self, channel_id: int) -> None:
        """Let all people take DMs, and ask for what was held, by the button of a command."""
        for user_id in self.closing:
            self.local.trouble.allow_direct(user_id)
            await self._ask_for_held(user_id, channel_id)

    async def _ask_for_held(self, user_id: int, channel_id: int) -> None:
        users = self.local.users
        asked = users.slash("subscriptions", user_id=user_id, channel_id=channel_id)
        await users.answer(asked)
        message = users.interaction(asked)["messages"][0]
        if RETRY in str(message["components"]):
            await users.answer(users.click(int(message["id"]), RETRY, user_id=user_id))

    def are_served(self, database: Path, last: date) -> bool:
        """Whether the bot has planned notifications up to the last day, and none waits for its turn."""
        with sqlite3.connect(database) as connection:
            rows = connection.execute("SELECT day, state, next_attempt_at FROM letters").fetchall()
        planned = sum(day == last.isoformat() for day, _, _ in rows)
        return planned == len(self.due_papers) and all(state in ENDED or not due for _, state, due in rows)

    def count(self, database: Path) -> Count:
        """What the DMs show, against what the people want; only `unconfirmed` is the bot's word."""
        counts = self._told()
        with sqlite3.connect(database) as connection:
            unconfirmed = connection.execute("SELECT 1 FROM letters WHERE state = 'unconfirmed'").fetchall()
        return Count(
            due=len(self._due),
            doubled=sum(times > 1 for times in counts.values()) + len(counts.keys() - self._due),
            lost=self.untold(),
            unconfirmed=len(unconfirmed),
        )

    def count_watched(self) -> Count:
        """What the DMs show of watched papers."""
        counts = self._told(CODE, is_watched=True)
        due = _pairs(self.watched)
        doubled = sum(times > 1 for times in counts.values()) + len(counts.keys() - due)
        return Count(due=len(due), doubled=doubled, lost=len(due - counts.keys()), unconfirmed=0)

    def untold(self) -> int:
        """How many papers people have not been told of yet."""
        return len(self._due - self._told().keys())

    @property
    def _due(self) -> set[tuple[int, int]]:
        return _pairs(self.due_papers)

    def _told(self, paper: re.Pattern[str] = PAPER, *, is_watched: bool = False) -> Counter[tuple[int, int]]:
        """How many messages told which person of which paper, among those of keywords or the watched ones."""
        return Counter(
            (user_id, int(number))
            for user_id in self.due_papers
            for message in self.local.record.direct_messages(user_id)
            for embed in message["embeds"]
            if (embed.get("title") == WATCHED) is is_watched
            for number in set(paper.findall(str(embed)))
        )


def _pairs(papers: Mapping[int, Sequence[int]]) -> set[tuple[int, int]]:
    return {(user_id, number) for user_id, numbers in papers.items() for number in numbers}


def _before_its_code(number: int) -> Paper:
    paper_id = f"2404.{number:05}"
    picture = f"https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{paper_id}.png"
    return Paper(id=paper_id, title=f"Paper number {number}", abstract="We study it.", thumbnail=picture)
