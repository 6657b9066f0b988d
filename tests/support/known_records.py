"""An arXiv with the real interface that knows what it is told."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.errors import SourceError
from bot.models import ArxivRecord


@dataclass
class KnownRecords:
    """Knows `records`, raises `problem` if set, and says `queue` seconds; answers nothing before `open`."""

    records: dict[str, ArxivRecord] = field(default_factory=dict[str, ArxivRecord])
    problem: SourceError | None = None
    queue: float = 0.0
    asked: list[str] = field(default_factory=list[str])
    open: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.open.set()

    async def fetch_record(self, paper_id: str) -> ArxivRecord | None:
        self.asked.append(paper_id)
        await self.open.wait()
        if self.problem:
            raise self.problem
        return self.records.get(paper_id)

    def queue_seconds(self) -> float:
        return self.queue
