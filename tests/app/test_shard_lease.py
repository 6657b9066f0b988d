"""Who may be at which shards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.app.shard_lease import ShardsLease, SoleLease, processes
from bot.delivery.lease import Lease, steady_seconds
from bot.models.shards import read_shards
from bot.store import Store, leases
from tests.conftest import HandClock
from tests.delivery.test_lease import SteadyClock

HERE, THERE = "here:1:a:kernel:1", "there:2:b:kernel:2"


def lease(
    store: Store,
    clock: HandClock,
    shards: str,
    holder: str = HERE,
    steady: Callable[[], float] = steady_seconds,
) -> ShardsLease:
    return ShardsLease(store, clock, 30, holder=holder, shards=read_shards(shards), steady=steady)


@pytest.mark.parametrize(
    ("at_shards", "rival"),
    [
        ("4-7/16", None),
        ("0-3/16", THERE),
        ("3-4/16", THERE),
        ("4-7/32", THERE),  # deals the servers out otherwise: some would be at both
    ],
)
async def test_shards_that_others_have_are_waited_for(
    store: Store, clock: HandClock, at_shards: str, rival: str | None
) -> None:
    assert await lease(store, clock, at_shards, THERE).take() is None
    own = lease(store, clock, "0-3/16")
    assert await own.take() == rival
    clock.forward(seconds=30)
    assert await own.take() is None


async def test_whoever_works_alone_on_the_store_is_waited_for(store: Store, clock: HandClock) -> None:
    alone, own = Lease(store, clock, 30, holder=THERE), lease(store, clock, "0-3/16")
    await alone.take()
    assert await own.take() == THERE
    await alone.release()
    assert await own.take() is None
    await alone.take()  # somebody posts by hand while nobody leads
    assert await own.take() is None


@pytest.mark.parametrize("at_shards", ["0-3/16", "3-4/16"])
async def test_who_died_elsewhere_with_its_clock_ahead_keeps_its_shards_no_longer_than_the_lease(
    store: Store, clock: HandClock, at_shards: str
) -> None:
    ahead = HandClock(clock() + timedelta(minutes=10))
    assert await lease(store, ahead, at_shards, THERE).take() is None
    steady = SteadyClock()
    own = lease(store, clock, "0-3/16", steady=steady)
    assert await own.take() == THERE
    steady.now += 29
    assert await own.take() == THERE
    steady.now += 1
    assert await own.take() is None
    steady.now += 10
    assert await own.take() is None


async def test_who_works_on_the_store_alone_waits_for_all_at_shards_and_is_waited_for(
    store: Store, clock: HandClock
) -> None:
    at_shards, sole = lease(store, clock, "0-3/16"), SoleLease(store, clock, 60, holder=THERE)
    await at_shards.take()
    assert await sole.take() == HERE
    await at_shards.release()
    assert await sole.take() is None
    assert await lease(store, clock, "4-7/16").take() == THERE


@pytest.mark.parametrize(
    ("minutes", "is_in_doubt"),
    [(-20, True), (-1, True), (0, False), (10, True)],
)
async def test_who_seems_dead_is_in_doubt_until_it_renews(
    store: Store, clock: HandClock, minutes: float, is_in_doubt: bool
) -> None:
    store.clocks_apart = timedelta(hours=1)
    other = Lease(store, HandClock(clock() + timedelta(minutes=minutes)), 30, holder=THERE)
    await other.take()
    sole = SoleLease(store, clock, 60, holder=HERE)
    assert await sole.take() == THERE
    assert sole.is_in_doubt(THERE) == is_in_doubt
    await other.take()
    assert await sole.take() == THERE
    assert not sole.is_in_doubt(THERE)


async def test_the_leader_is_no_hindrance(store: Store, clock: HandClock) -> None:
    await lease(store, clock, "4-7/16", THERE).take()
    await Lease(store, clock, 30, holder=THERE).take()
    assert await lease(store, clock, "0-3/16").take() is None


async def test_the_processes_are_known_by_their_leases(store: Store, clock: HandClock) -> None:
    await lease(store, clock, "0-3/16").take()
    await lease(store, clock, "4-7/16", THERE).take()
    await Lease(store, clock, 30, holder=HERE).take()
    async with store.transaction() as tx:
        await leases.hold(tx, "x", clock(), timedelta(minutes=1), "shards of tomorrow")
        holders = await leases.holders(tx, clock())
    assert {holder: str(shards) for holder, shards in processes(holders).items()} == {
        HERE: "0-3/16",
        THERE: "4-7/16",
    }
