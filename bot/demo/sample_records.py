"""arXiv as the demo has it: not at all. Nothing outside this machine is asked, and the demo says so."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import SourceError
from bot.models import ArxivRecord


@dataclass(frozen=True)
class NoRecords:
    """A `bot.sources.Records` that knows no paper; `papers` is how many the demo has.

    A pause between two questions, which arXiv's terms want, would never end in the simulated Discord's time.
    """

    papers: int

    async def fetch_record(self, paper_id: str) -> ArxivRecord | None:
        """Always a SourceError, which says what the demo knows."""
        raise SourceError("demo-knows", papers=self.papers)

    def queue_seconds(self) -> float:
        """Nobody waits."""
        return 0.0
