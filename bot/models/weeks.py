"""A week of papers, as a channel is told of it once."""

from __future__ import annotations

from datetime import date

from bot.models.base import Language, Model
from bot.models.outbox import OutboxMessage
from bot.models.papers import Paper


class WeekPaper(Model):
    """A paper of the week: its votes now, those when it was listed, and how many people saved it in the
    server, 0 where that does not count.
    """

    paper: Paper
    listed_votes: int
    people: int = 0

    @property
    def rise(self) -> int:
        """The votes that came since it was listed."""
        return self.paper.votes - self.listed_votes


class Week(Model):
    """The frozen content of a weekly post, of the papers listed from one day to another (UTC)."""

    language: Language
    first_day: date
    last_day: date
    listed: int
    best: tuple[WeekPaper, ...]
    risers: tuple[WeekPaper, ...]
    saved: tuple[WeekPaper, ...]


class WeekPost(OutboxMessage):
    """The message of one subscription's week, which is named by its last day."""

    subscription_id: int
    content: Week

    @property
    def log_id(self) -> str:
        """Its name in the log."""
        return f"week-{self.subscription_id}-{self.day}"
