"""`GET /gateway/bot` says how large the bot is, and so how fast it may be."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from discord.http import Route

from bot.app.client import Paperboy
from bot.app.service import Resources, Service
from bot.delivery.lease import Lease
from bot.settings import Settings
from bot.store import Store
from tests.conftest import HandClock
from tests.support.bot_process import until
from tests.support.known_papers import KnownPapers
from tests.support.known_records import KnownRecords
from tests.support.local_discord import LocalDiscord


@pytest.mark.parametrize(
    ("chosen", "max_concurrency", "rate"), [("auto", 1, 49), ("auto", 16, 490), (20, 16, 20)]
)
async def test_a_large_bot_is_faster_unless_a_number_was_chosen(
    chosen: str | int,
    max_concurrency: int,
    rate: int,
    store: Store,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = Settings.model_validate(
        {"delivery": {"requests_per_second": chosen}, "schedule": {"check_seconds": 3600}}
    )
    source: Any = KnownPapers(days={})
    service = Service(Resources(settings, store, source, source, KnownRecords(), clock))
    async with LocalDiscord(max_concurrency=max_concurrency) as local:
        monkeypatch.setattr(Route, "BASE", local.api_url)
        async with Paperboy(service, Lease(store, clock, 30)) as bot:
            await bot.login(local.token)
            connecting = asyncio.create_task(bot.connect())
            await until(bot.is_ready)
        await connecting
    assert service.pacer.full_rate == rate
