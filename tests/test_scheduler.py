"""The clock's jobs: at once, again and again, never beside themselves, and through any trouble."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import SourceError
from bot.scheduler import Scheduler


async def test_a_job_runs_at_once_and_again(caplog: pytest.LogCaptureFixture) -> None:
    ran = asyncio.Semaphore(0)

    async def job() -> None:
        ran.release()

    scheduler = Scheduler()
    scheduler.every(0.05, job)
    scheduler.start()
    async with asyncio.timeout(10):
        for _ in range(3):
            await ran.acquire()
    scheduler.stop()
    assert "skipped" not in caplog.text


async def test_a_job_that_takes_long_is_not_started_beside_itself(caplog: pytest.LogCaptureFixture) -> None:
    at_work, most, again = 0, 0, asyncio.Semaphore(0)

    async def job() -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0.2)
        at_work -= 1
        again.release()

    scheduler = Scheduler()
    scheduler.every(0.02, job)
    scheduler.start()
    async with asyncio.timeout(10):
        for _ in range(3):
            await again.acquire()
    scheduler.stop()
    assert most == 1


@pytest.mark.parametrize("error", [RuntimeError("a bug"), SourceError("source-failing", status=503)])
async def test_a_job_that_fails_is_logged_and_runs_again(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    ran = asyncio.Semaphore(0)

    async def job() -> None:
        ran.release()
        raise error

    scheduler = Scheduler()
    scheduler.every(0.05, job)
    scheduler.start()
    async with asyncio.timeout(10):
        await ran.acquire()
        await ran.acquire()
    scheduler.stop()
    assert str(error) in caplog.text
