"""The clock's jobs: at once, again and again, never beside themselves, and through any trouble."""

from __future__ import annotations

import asyncio

import pytest

from bot.app.scheduler import Scheduler, was_set_back
from bot.errors import SourceError
from tests.factories import at


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
    await scheduler.stop(1)
    assert "skipped" not in caplog.text


async def test_a_job_that_has_time_runs_after_the_others_and_then_again() -> None:
    ran: list[str] = []
    again = asyncio.Semaphore(0)

    async def urgent() -> None:
        ran.append("urgent")

    async def patient() -> None:
        ran.append("patient")
        again.release()

    scheduler = Scheduler()
    scheduler.every(0.05, patient, first_after=0.2)
    scheduler.every(3600, urgent)
    scheduler.start()
    async with asyncio.timeout(10):
        for _ in range(2):
            await again.acquire()
    await scheduler.stop(1)
    assert ran[:3] == ["urgent", "patient", "patient"]


async def test_all_jobs_run_at_once_when_they_are_told_to_also_those_that_have_time() -> None:
    ran = asyncio.Event()

    async def job() -> None:
        ran.set()

    scheduler = Scheduler()
    scheduler.every(3600, job, first_after=3600)
    scheduler.start()
    scheduler.run_all_now()
    async with asyncio.timeout(10):
        await ran.wait()
    await scheduler.stop(1)


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
    await scheduler.stop(1)
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
    await scheduler.stop(1)
    assert str(error) in caplog.text


async def test_what_a_job_says_again_and_again_is_told_once_and_once_more_when_it_is_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "bot.app.scheduler")
    error, left, succeeded = SourceError("source-failing", status=503), 3, asyncio.Semaphore(0)

    async def job() -> None:
        nonlocal left
        left -= 1
        if left >= 0:
            raise error
        succeeded.release()

    scheduler = Scheduler()
    scheduler.every(0.05, job)
    scheduler.start()
    async with asyncio.timeout(10):
        for _ in range(2):
            await succeeded.acquire()
    await scheduler.stop(1)
    assert caplog.messages == [str(error), f"over: {error}"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2024-04-04 00:00:30", False),
        ("2024-04-04 00:00:28", False),  # a time server's small correction
        ("2024-04-03 23:00:30", True),
        ("2024-04-04 05:00:00", False),  # set forward: what is late runs at once by itself
    ],
)
def test_a_clock_that_was_set_back_is_noticed(now: str, expected: bool) -> None:
    assert was_set_back(at("2024-04-04 00:00:00"), at(now), 30.0) is expected


async def test_all_jobs_can_be_run_at_once() -> None:
    ran = asyncio.Semaphore(0)

    async def job() -> None:
        ran.release()

    scheduler = Scheduler()
    scheduler.every(3600, job)
    scheduler.start()
    async with asyncio.timeout(10):
        await ran.acquire()
        scheduler.run_all_now()
        await ran.acquire()
    await scheduler.stop(1)


async def test_one_job_can_be_run_at_once_without_the_others() -> None:
    ran: list[str] = []
    again = asyncio.Event()

    async def job() -> None:
        ran.append("job")
        if ran.count("job") == 2:
            again.set()

    async def other() -> None:
        ran.append("other")

    scheduler = Scheduler()
    for each in (job, other):
        scheduler.every(3600, each)
    scheduler.start()
    async with asyncio.timeout(10):
        while len(ran) < 2:
            await asyncio.sleep(0)
        scheduler.run_now(job)
        await again.wait()
    await scheduler.stop(1)
    assert sorted(ran) == ["job", "job", "other"]


async def test_a_job_at_work_may_end_and_one_that_takes_too_long_is_cancelled() -> None:
    ended: list[str] = []
    begun = asyncio.Semaphore(0)

    async def short() -> None:
        begun.release()
        await asyncio.sleep(0.05)
        ended.append("short")

    async def long() -> None:
        begun.release()
        await asyncio.sleep(3600)
        ended.append("long")

    scheduler = Scheduler()
    scheduler.every(3600, short)
    scheduler.every(3600, long)
    scheduler.start()
    async with asyncio.timeout(10):
        await begun.acquire()
        await begun.acquire()
        await scheduler.stop(0.5)
    assert ended == ["short"]
