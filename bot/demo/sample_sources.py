"""The sources as people meet them in the demo. What it cannot know, it says, so that nobody takes "no such
paper" for an answer of the real bot.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.demo.sample_days import sample_days, sample_papers
from bot.errors import SourceError
from bot.models import ArxivRecord, Paper
from bot.sources import Source


@dataclass(frozen=True)
class SampleDays:
    """A `bot.sources.Source` with the sample site behind it, that knows which days it lacks."""

    site: Source

    async def fetch_day(self, day: date) -> tuple[Paper, ...]:
        """The sample day's papers; for any other day a SourceError that names those that there are."""
        days = list(sample_days())
        if day not in days:
            raise SourceError("demo-knows-days", days=", ".join(map(str, days)))
        return await self.site.fetch_day(day)

    async def fetch_paper(self, paper_id: str) -> Paper | None:
        """The sample paper."""
        return await self.site.fetch_paper(paper_id)


class NoRecords:
    """A `bot.sources.Records` that knows no paper, for the demo asks nothing outside this machine.

    A pause between two questions, which arXiv's terms want, would never end in the simulated Discord's time.
    """

    async def fetch_record(self, paper_id: str) -> ArxivRecord | None:
        """Always a SourceError, which says what the demo knows."""
        raise SourceError("demo-knows", papers=len(sample_papers()))

    def queue_seconds(self) -> float:
        """Nobody waits."""
        return 0.0
