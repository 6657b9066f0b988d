"""A source of papers with the real interface that knows what it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.errors import SourceError
from bot.models import Paper


@dataclass
class KnownPapers:
    """Lists `days`, knows `papers` by their ids, and raises `problem` if set."""

    days: dict[date, tuple[Paper, ...]] = field(default_factory=dict[date, tuple[Paper, ...]])
    papers: dict[str, Paper] = field(default_factory=dict[str, Paper])
    problem: SourceError | None = None
    asked: list[str] = field(default_factory=list[str])

    async def fetch_day(self, day: date) -> tuple[Paper, ...]:
        self._ask(day.isoformat())
        return self.days.get(day, ())

    async def fetch_paper(self, paper_id: str) -> Paper | None:
        self._ask(paper_id)
        return self.papers.get(paper_id)

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if self.problem:
            raise self.problem
