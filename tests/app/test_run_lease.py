"""`python -m bot run` that loses its lease on delivering."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.bot_process import until
from tests.support.running_bot import Place, open_place

ELSEWHERE = "elsewhere:1:abcd:another-kernel:1"


@pytest.fixture
async def place(tmp_path: Path, migrated_file: Path) -> AsyncIterator[Place]:
    async with open_place(tmp_path, migrated_file) as opened:
        yield opened


def change(place: Place, sql: str, *values: object) -> None:
    with sqlite3.connect(place.folder / "bot.db") as connection:
        connection.execute(sql, values)


async def test_who_sees_that_another_one_delivers_ends_with_one_sentence(place: Place) -> None:
    async with place.bot(PAPERBOY_DELIVERY__LEASE_SECONDS="3") as process:
        await until(lambda: "ready as" in place.log)
        until_then = (datetime.now(UTC) + timedelta(hours=1)).replace(tzinfo=None).isoformat(" ")
        change(place, "UPDATE leases SET holder = ?, until = ?", ELSEWHERE, until_then)
        async with asyncio.timeout(20):
            assert await process.wait() == 1
    assert "has taken over delivering" in place.log.splitlines()[-1]
    assert "Traceback" not in place.log
    assert place.query("SELECT holder FROM leases") == [(ELSEWHERE,)]
