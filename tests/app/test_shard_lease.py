"""Who may be at which shards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app.shard_lease import ShardsLease, processes
from bot.delivery.lease import Lease
from bot.models.shards import read_shards
from bot.store import Store, leases
from tests.conftest import HandClock

HERE, THERE = "here:1:a:kernel:1", "there:2:b:kernel:2"


def lease(store: Store, clock: HandClock, shards: str, holder: str = HERE) -> ShardsLease:
    return ShardsLease(store, clock, 30, holder=holder, shards=read_shards(shards))


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
