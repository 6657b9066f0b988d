"""A morning for the benchmarks: many channels for which the same sample day is due now."""

from __future__ import annotations

import tempfile
import time
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.demo.sample_days import sample_days, sample_summaries
from bot.models import ChannelSettings, Edition
from bot.models.clock import Clock
from bot.settings import Settings
from bot.sources.parsing import parse_day
from bot.store import Store, editions, open_store, subscriptions

DAY = date(2024, 4, 3)
DUE = datetime(2024, 4, 4, tzinfo=UTC)  # nine o'clock in Seoul


def clock_from(start: datetime) -> Clock:
    """A clock that shows `start` now and goes on."""
    began = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - began)


@dataclass(frozen=True)
class Morning:
    """Nothing is planned yet; `clock` shows the due time."""

    store: Store
    settings: Settings
    clock: Clock


@asynccontextmanager
async def morning(
    channel_ids: Iterable[int], settings: Settings | None = None, *, clock: Clock | None = None
) -> AsyncGenerator[Morning]:
    """Subscribe the channels in a new store that holds the day: two messages in Korean. Each channel was set
    up by a person of the same number.
    """
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}") as store:
            await _collect(store)
            await _subscribe(store, channel_ids)
            yield Morning(store, settings or Settings(), clock or clock_from(DUE))


async def _collect(store: Store) -> None:
    edition = Edition(day=DAY, papers=parse_day(sample_days()[DAY]), fetched_at=DUE)
    ids = {paper.id for paper in edition.papers}
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition, finished=True)
        await editions.save_summaries(tx, [s for s in sample_summaries() if s.paper_id in ids])


async def _subscribe(store: Store, channel_ids: Iterable[int]) -> None:
    async with store.transaction() as tx:
        for channel_id in channel_ids:
            await subscriptions.add(
                tx,
                ChannelSettings(guild_id=1, channel_id=channel_id, papers=11),
                configured_by=channel_id,
                settled_day=DAY - timedelta(days=1),
                next_due_at=DUE,
            )
