"""Who may begin a session, of several processes on one store."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest
from yarl import URL

from bot.gateway import identify_turns
from bot.gateway.entrance import Entrance
from bot.gateway.identify_turns import BUCKET_TIME, CONNECT_TIME, IdentifyTurns
from bot.store import Store, session_starts
from tests.conftest import HandClock
from tests.delivery.test_lease import SteadyClock

HERE, THERE = "here:1:a:kernel:1", "there:2:b:kernel:2"


@pytest.fixture(autouse=True)
def short_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identify_turns, "POLL_SECONDS", 0.001)


def entrance(remaining: int = 1000, max_concurrency: int = 1) -> Entrance:
    return Entrance(URL("wss://gateway.discord.gg"), 4, 1000, remaining, 86_400, max_concurrency)


def turns_of(store: Store, holder: str, clock: HandClock) -> IdentifyTurns:
    """Of a process for which as much time passes as its clock shows."""
    begun_at = clock()

    def steady() -> float:
        return (clock() - begun_at).total_seconds()

    return IdentifyTurns(store, holder, clock, steady=steady)


def here_and_there(store: Store, clock: HandClock) -> tuple[IdentifyTurns, IdentifyTurns]:
    """Of two processes."""
    return turns_of(store, HERE, clock), turns_of(store, THERE, clock)


async def is_waiting(taking: asyncio.Task[None]) -> bool:
    """Whether it has looked a few times, in vain."""
    await asyncio.wait([taking], timeout=0.1)
    return not taking.done()


@pytest.mark.both_databases
async def test_of_two_processes_one_waits_until_five_seconds_after_the_others_session(
    store: Store, clock: HandClock
) -> None:
    here, there = here_and_there(store, clock)
    await here.take(0)
    waiting = asyncio.create_task(there.take(1))
    assert await is_waiting(waiting)
    clock.forward(seconds=20)  # it takes long to connect
    await here.begin(0)
    assert await is_waiting(waiting)
    clock.forward(seconds=5)
    assert await is_waiting(waiting)
    clock.now += BUCKET_TIME - timedelta(seconds=5)
    await waiting


@pytest.mark.parametrize("minutes", [-10, 0, 10])
async def test_a_session_is_waited_for_five_seconds_whatever_the_clock_of_its_process_shows(
    store: Store, clock: HandClock, minutes: float
) -> None:
    steady, other = SteadyClock(), HandClock(clock() + timedelta(minutes=minutes))
    here = IdentifyTurns(store, HERE, clock, steady=steady)
    there = IdentifyTurns(store, THERE, other, steady=steady)
    await here.take(0)
    await here.give_back(0)
    await there.take(1)
    waiting = asyncio.create_task(here.take(0))
    assert await is_waiting(waiting)
    await there.begin(1)
    assert await is_waiting(waiting)
    steady.now += 5
    assert await is_waiting(waiting)
    steady.now += 0.5
    async with asyncio.timeout(10):
        await waiting


async def test_a_process_that_died_with_its_clock_ahead_holds_a_bucket_no_longer_than_another(
    store: Store, clock: HandClock
) -> None:
    steady, ahead = SteadyClock(), HandClock(clock() + timedelta(hours=1))
    await IdentifyTurns(store, THERE, ahead, steady=steady).take(0)
    waiting = asyncio.create_task(IdentifyTurns(store, HERE, clock, steady=steady).take(0))
    assert await is_waiting(waiting)
    steady.now += CONNECT_TIME.total_seconds()
    async with asyncio.timeout(10):
        await waiting


async def test_the_same_process_waits_too(store: Store, clock: HandClock) -> None:
    turns = turns_of(store, HERE, clock)
    await turns.take(0)
    await turns.begin(0)
    waiting = asyncio.create_task(turns.take(1))
    assert await is_waiting(waiting)
    clock.now += BUCKET_TIME
    await waiting


async def test_shards_of_other_buckets_do_not_wait(store: Store, clock: HandClock) -> None:
    turns = here_and_there(store, clock)
    for each in turns:
        await each.take_in(entrance(max_concurrency=2))
    await turns[0].take(0)
    await turns[1].take(1)
    waiting = asyncio.create_task(turns[1].take(2))
    assert await is_waiting(waiting)
    await turns[0].give_back(0)
    await waiting


async def test_a_turn_without_a_session_ends_at_once(store: Store, clock: HandClock) -> None:
    here, there = here_and_there(store, clock)
    await here.take(0)
    await here.give_back(0)
    await here.give_back(0)
    await there.take(1)


async def test_a_process_that_died_holds_a_bucket_no_longer_than_it_takes_to_connect(
    store: Store, clock: HandClock
) -> None:
    here, there = here_and_there(store, clock)
    await here.take(0)
    clock.now += CONNECT_TIME
    await there.take(1)


async def test_who_took_so_long_to_connect_that_another_one_began_waits_once_more(
    store: Store, clock: HandClock
) -> None:
    here, there = here_and_there(store, clock)
    await here.take(0)
    clock.now += CONNECT_TIME
    await there.take(1)
    await there.begin(1)
    waiting = asyncio.create_task(here.begin(0))
    assert await is_waiting(waiting)
    clock.now += BUCKET_TIME
    await waiting


async def test_an_ordered_end_gives_all_turns_back(store: Store, clock: HandClock) -> None:
    here, there = here_and_there(store, clock)
    for turns in (here, there):
        await turns.take_in(entrance(max_concurrency=2))
    for shard_id in (0, 1):
        await here.take(shard_id)
    await here.close()
    for shard_id in (0, 1):
        await there.take(shard_id)


async def test_what_is_begun_is_counted_by_all_together(store: Store, clock: HandClock) -> None:
    for holder in (HERE, THERE):
        turns = turns_of(store, holder, clock)
        if holder == HERE:
            await turns.take_in(entrance(remaining=900))
        await turns.take(0)
        await turns.begin(0)
        clock.forward(seconds=10)
    async with store.reading() as view:
        starts = await session_starts.latest(view)
    assert starts is not None
    assert (starts.remaining, starts.total) == (898, 1000)


async def test_a_crash_loop_slows_down_and_says_so_once(
    store: Store, clock: HandClock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identify_turns, "REPORTED_TIME", timedelta(milliseconds=1))
    caplog.set_level(logging.INFO)
    first = turns_of(store, HERE, clock)
    await first.take_in(entrance(remaining=100))
    await first.take(0)
    await first.begin(0)
    again = turns_of(store, THERE, clock)  # the next process of the loop
    await again.take_in(entrance(remaining=99))
    waiting = asyncio.create_task(again.take(0))
    assert await is_waiting(waiting)
    clock.forward(hours=24 / 99)
    await waiting
    lines = [record.getMessage() for record in caplog.records if record.name == identify_turns.__name__]
    slowness, end = lines
    assert "99 are left" in slowness
    assert "the next one begins at 00:14 UTC" in slowness
    assert "without waiting again" in end


async def test_without_the_store_a_session_begins_all_the_same(
    store: Store, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identify_turns, "BUCKET_TIME", timedelta())
    turns = turns_of(store, HERE, clock)
    async with store.transaction() as tx:
        await tx.connection.exec_driver_sql("DROP TABLE leases")
    await turns.take(0)
    await turns.begin(0)
