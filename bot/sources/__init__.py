"""Where papers come from: the network on one side, `Paper` values on the other."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from bot.models import ArxivRecord, Paper


class Source(Protocol):
    """Something that lists the papers of a day and knows single ones.

    Both raise SourceError when there is no sensible answer.
    """

    async def fetch_day(self, day: date) -> tuple[Paper, ...]:
        """The papers listed for an edition day, most voted first; none on days without a list."""
        ...

    async def fetch_paper(self, paper_id: str) -> Paper | None:
        """The paper with that id (without version), None if the source does not know it."""
        ...


class Records(Protocol):
    """arXiv, which knows every paper; raises SourceError when there is no sensible answer."""

    async def fetch_record(self, paper_id: str) -> ArxivRecord | None:
        """The record with that id (without version), None if there is no such paper."""
        ...

    def queue_seconds(self) -> float:
        """About how long a question asked now has to wait for its turn."""
        ...
