"""Several processes of the bot on one PostgreSQL: each with shards of its own, and one that leads."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.support.bot_process import until
from tests.support.databases import Databases
from tests.support.forked_command import ForkedProcess
from tests.support.running_bot import Place, open_place, stopped

SHARDS = 4
LEASE_SECONDS = 4
ELSEWHERE = "elsewhere:1:abcd:another-kernel:1"


@pytest.fixture(params=[SHARDS])
async def place(
    request: pytest.FixtureRequest, tmp_path: Path, postgresql_databases: Databases
) -> AsyncIterator[Place]:
    """With Discord's own rule for identifies, of which all may come at once, or so many."""
    async with open_place(tmp_path, postgresql_databases, max_concurrency=request.param) as opened:
        opened.local.trouble.set_identify_interval(5)
        yield opened
    postgresql_databases.tidy()


async def started(
    place: Place,
    stack: AsyncExitStack,
    count: int = 2,
    *,
    lease_seconds: int = LEASE_SECONDS,
    check_seconds: int = 1,
) -> list[ForkedProcess]:
    """So many processes that share the shards, all of them ready; the first one leads."""
    environment = {
        "PAPERBOY_DELIVERY__LEASE_SECONDS": str(lease_seconds),
        "PAPERBOY_SCHEDULE__CHECK_SECONDS": str(check_seconds),
        "PAPERBOY_DISCORD__SHARDS": str(SHARDS),
    }
    processes: list[ForkedProcess] = []
    for number in range(count):
        bot = place.bot(**environment | {"PAPERBOY_DISCORD__PROCESS": f"{number}/{count}"})
        processes.append(await stack.enter_async_context(bot))
        await until(lambda: place.log.count("ready as") == len(processes))
        await until(lambda: leader(place) is not None)
    assert leader(place) == processes[0].pid
    return processes


def leader(place: Place) -> int | None:
    """The number of the process that leads."""
    now = datetime.now(UTC).replace(tzinfo=None)
    rows = place.query(f"SELECT holder FROM leases WHERE name = 'delivery' AND until > '{now}'")
    holders = [str(holder) for (holder,) in rows if holder]
    return int(holders[0].split(":")[1]) if holders else None


def is_too_early(place: Place) -> bool:
    return any(not identify.is_accepted for identify in place.local.record.identifies())


async def subscribed(place: Place, guilds: int = 4) -> None:
    """One more channel in each of so many new servers; four in a row belong to different shards."""
    for _ in range(guilds):
        earlier = place.channel_ids
        await place.subscribe()
        place.channel_ids = earlier + place.channel_ids


async def at_work(
    place: Place, stack: AsyncExitStack, *, lease_seconds: int = LEASE_SECONDS
) -> list[ForkedProcess]:
    """Two processes that have posted what was due."""
    await subscribed(place)
    processes = await started(place, stack, lease_seconds=lease_seconds)
    await all_posted(place)
    return processes


async def all_posted(place: Place) -> None:
    """Each channel has its day, once."""
    await until(lambda: all(place.posts()))
    assert place.posts() == [1] * len(place.channel_ids)


async def answer(place: Place, command: str, options: dict[str, Any], channel_id: int) -> str:
    users = place.local.users
    return str(await users.answer(users.slash(command, options, channel_id=channel_id), within=20))


async def post_by_command(place: Place, channel_id: int) -> None:
    users = place.local.users
    asked = users.slash("channel post", {"day": str(place.yesterday)}, channel_id=channel_id)
    preview = (await users.answer(asked, within=20))["messages"][0]
    button = preview["components"][0]["components"][0]["custom_id"]
    await users.answer(users.click(int(preview["id"]), button), within=20)


async def test_each_answers_at_its_shards_and_one_posts_each_channels_day_once(place: Place) -> None:
    async with AsyncExitStack() as stack:
        await at_work(place, stack)
        assert place.local.record.connected_shards() == [0, 1, 2, 3]
        for channel_id in place.channel_ids:
            assert "Paper number 1" in await answer(place, "paper", {"query": "2404.00001"}, channel_id)
    assert not is_too_early(place)
    assert "Traceback" not in place.log
    assert len(place.local.record.requests("commands")) == 1


async def test_a_killed_leaders_place_is_taken_and_nothing_is_posted_twice_or_lost(place: Place) -> None:
    async with AsyncExitStack() as stack:
        first, second = await at_work(place, stack)
        first.kill()
        await first.wait()
        await subscribed(place)
        await until(lambda: leader(place) == second.pid)
        await all_posted(place)
        assert place.local.record.connected_shards() == [2, 3]


async def test_a_leader_that_is_stopped_hands_over_at_once_however_long_its_lease_lasts(place: Place) -> None:
    async with AsyncExitStack() as stack:
        first, second = await at_work(place, stack, lease_seconds=3600)
        assert await stopped(first) == 0
        await until(lambda: leader(place) == second.pid)
        await subscribed(place)
        await all_posted(place)


async def test_the_leader_is_woken_by_what_another_process_planned(place: Place) -> None:
    """It would look for itself an hour later."""
    await subscribed(place)
    async with AsyncExitStack() as stack:
        await started(place, stack, check_seconds=3600)
        await until(lambda: bool(place.query("SELECT 1 FROM editions")))
        for channel_id in place.channel_ids:
            await post_by_command(place, channel_id)
        await all_posted(place)


async def test_who_lost_the_lease_follows_and_leads_again(place: Place) -> None:
    async with AsyncExitStack() as stack:
        await subscribed(place)
        (only,) = await started(place, stack, count=1)
        await all_posted(place)
        later = (datetime.now(UTC) + timedelta(seconds=3 * LEASE_SECONDS)).replace(tzinfo=None)
        place.query(f"UPDATE leases SET holder = '{ELSEWHERE}', until = '{later}' WHERE name = 'delivery'")
        await until(lambda: "this process follows" in place.log)
        await until(lambda: leader(place) == only.pid)
        assert place.local.record.connected_shards() == [0, 1, 2, 3]
        await subscribed(place)
        await all_posted(place)


async def test_a_frozen_leader_sends_nothing_after_it_wakes_and_stays_at_its_shards(place: Place) -> None:
    async with AsyncExitStack() as stack:
        first, second = await at_work(place, stack)
        first.send_signal(signal.SIGSTOP)
        await until(lambda: leader(place) == second.pid)
        first.send_signal(signal.SIGCONT)
        await until(lambda: "this process follows" in place.log)
        await subscribed(place)
        await all_posted(place)
        assert leader(place) == second.pid
        await until(lambda: place.local.record.connected_shards() == [0, 1, 2, 3])


async def test_shards_that_another_process_has_are_waited_for(place: Place) -> None:
    async with AsyncExitStack() as stack:
        await started(place, stack, count=1)
        async with place.bot(PAPERBOY_DISCORD__SHARDS="3/4"):
            await until(lambda: "has some of these shards" in place.log)
            assert place.local.record.connected_shards() == [0, 1, 2, 3]
            assert place.log.count("ready as") == 1


@pytest.mark.parametrize("place", [1], indirect=True)
async def test_two_processes_share_the_turns_of_a_bucket(place: Place) -> None:
    async with AsyncExitStack() as stack:
        await started(place, stack)
        place.local.trouble.forget_sessions()
        await until(lambda: place.local.record.connected_shards() == [0, 1, 2, 3], 90)
    assert not is_too_early(place)
    times = [identify.at for identify in place.local.record.identifies()]
    assert len(times) == 2 * SHARDS
    assert all(later - earlier >= 5 for earlier, later in pairwise(times))
