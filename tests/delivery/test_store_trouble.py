"""A database that cannot be written while messages are under way: nothing is sent twice, nothing lost."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.models import DeliveryState
from bot.store import database
from tests.delivery.conftest import Morning

pytestmark = pytest.mark.sqlite


BUSY_SECONDS = 2  # that we wait, instead of the real 5


@contextmanager
def full_disk() -> Generator[None]:
    """No file of this process can grow any more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_disk_that_is_full_while_recording_doubles_nothing(morning: Morning) -> None:
    await morning.planned(100)
    full = full_disk()
    morning.sender.on_post = full.__enter__
    with pytest.raises(StoreError, match="disk has room"):
        await morning.run()
    full.__exit__(None, None, None)
    assert morning.sender.parts(100) == [1]
    morning.sender.on_post = lambda: None
    morning.sender.forget_nonces()
    await morning.run()
    assert morning.sender.parts(100) == [1, 2, 3]
    assert await morning.states() == [DeliveryState.POSTED] * 3


async def test_a_disk_that_is_full_before_sends_nothing(morning: Morning) -> None:
    await morning.planned(100)
    deliverer = await morning.deliverer()
    with full_disk(), pytest.raises(StoreError):
        await deliverer.deliver_ready()
    assert morning.sender.posted == []


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", BUSY_SECONDS)


@pytest.mark.parametrize("seconds", [0.5, 3.5], ids=["short", "longer than we wait"])
async def test_a_database_locked_by_a_backup_doubles_nothing(
    morning: Morning, tmp_path: Path, seconds: float
) -> None:
    await morning.planned(100)
    backup = sqlite3.connect(tmp_path / "paperboy.db", isolation_level=None)
    released = asyncio.Event()

    def lock() -> None:
        morning.sender.on_post = lambda: None
        backup.execute("BEGIN EXCLUSIVE")
        asyncio.get_running_loop().call_later(seconds, release)

    def release() -> None:
        backup.close()
        released.set()

    morning.sender.on_post = lock
    try:
        await morning.run()
    except StoreError:
        assert seconds > BUSY_SECONDS
    await released.wait()
    await morning.run()
    assert morning.sender.parts(100) == [1, 2, 3]
    assert await morning.states() == [DeliveryState.POSTED] * 3
