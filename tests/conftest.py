"""What tests of several parts use: a store on a real file, and a clock that is set by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import hypothesis
import pytest

from bot.store import Store, open_store
from tests.factories import at

# A deadline is a wall-clock assertion: it fails on a busy machine.
hypothesis.settings.register_profile("paperboy", deadline=None)
hypothesis.settings.load_profile("paperboy")


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> datetime:
        self.now += timedelta(**amount)
        return self.now


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'paperboy.db'}"


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    async with open_store(store_url) as opened:
        yield opened


@pytest.fixture
def clock() -> HandClock:
    """Thursday nine o'clock in Seoul, when Wednesday 2024-04-03 is due."""
    return HandClock(at("2024-04-04 00:00"))
