"""`python -m bot run` that loses its lease on delivering."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.bot_process import until
from tests.support.databases import Databases
from tests.support.running_bot import Place, open_place

ELSEWHERE = "elsewhere:1:abcd:another-kernel:1"


@pytest.fixture
async def place(tmp_path: Path, databases: Databases) -> AsyncIterator[Place]:
    async with open_place(tmp_path, databases) as opened:
        yield opened


async def test_who_sees_that_another_one_delivers_ends_with_one_sentence(place: Place) -> None:
    async with place.bot(PAPERBOY_DELIVERY__LEASE_SECONDS="3") as process:
        await until(lambda: "ready as" in place.log)
        later = (datetime.now(UTC) + timedelta(hours=1)).replace(tzinfo=None).isoformat(" ")
        place.query(f"UPDATE leases SET holder = '{ELSEWHERE}', until = '{later}'")
        async with asyncio.timeout(20):
            assert await process.wait() == 1
    assert "has taken over delivering" in place.log.splitlines()[-1]
    assert "Traceback" not in place.log
    assert place.query("SELECT holder FROM leases WHERE name = 'delivery'") == [(ELSEWHERE,)]
