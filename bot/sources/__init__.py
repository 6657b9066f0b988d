"""Where papers come from: the network on one side, `Paper` values on the other."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from bot.models import Paper


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
