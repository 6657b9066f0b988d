"""Machines on one store, each with a clock of its own: who lives keeps the lease, and who died loses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.delivery.lease import Lease
from bot.store import Store, leases
from bot.store.dialect import POSTGRESQL
from tests.conftest import HandClock

SECONDS = 30
HERE, THERE, ELSEWHERE = "here:1:a:kernel:1", "there:2:b:other:1", "elsewhere:3:c:third:1"
SKEWS = [timedelta(minutes=minutes) for minutes in (-5, 5)]

pytestmark = pytest.mark.both_databases


class World:
    """The true time, which only a test lets pass."""

    def __init__(self, clock: HandClock) -> None:
        self.clock, self.steady = clock, 1000.0

    def forward(self, seconds: float) -> None:
        self.clock.forward(seconds=seconds)
        self.steady += seconds


@dataclass
class Machine:
    """One whose clock shows another time than the true one by `skew`."""

    world: World
    store: Store
    skew: timedelta = timedelta()

    def shown_time(self) -> datetime:
        return self.world.clock() + self.skew

    def steady_seconds(self) -> float:
        return self.world.steady

    def lease(self, holder: str) -> Lease:
        """A process on it that seeks the lease."""
        return Lease(self.store, self.shown_time, SECONDS, holder=holder, steady=self.steady_seconds)


@pytest.fixture
def world(clock: HandClock) -> World:
    return World(clock)


@pytest.fixture
def server(store: Store) -> Store:
    """A store that machines share, as they do PostgreSQL."""
    store.clocks_apart = POSTGRESQL.clocks_apart
    return store


async def seconds_until_taken(world: World, lease: Lease) -> int:
    """After how many it is ours, as it is asked for each second."""
    for seconds in range(200):
        if await lease.take() is None:
            return seconds
        world.forward(1)
    raise AssertionError("it stays another one's")


@pytest.mark.parametrize("minutes", [-10, 0, 10, 600])
async def test_who_watched_follows_the_dead_one_after_the_lease_whatever_its_clock_showed(
    server: Store, world: World, minutes: int
) -> None:
    leader = Machine(world, server, timedelta(minutes=minutes)).lease(THERE)
    own = Machine(world, server).lease(HERE)
    await leader.take()
    assert await own.take() == THERE
    world.forward(SECONDS / 3)
    await leader.take()
    assert await seconds_until_taken(world, own) == SECONDS


async def test_a_start_after_one_died_whose_clock_was_ahead_waits_for_as_long_as_a_lease(
    server: Store, world: World
) -> None:
    await Machine(world, server, timedelta(minutes=10)).lease(THERE).take()
    world.forward(SECONDS / 2)
    assert await seconds_until_taken(world, Machine(world, server).lease(HERE)) == SECONDS


async def test_a_start_within_the_lease_of_one_who_died_waits_for_as_long_as_a_lease_where_clocks_differ(
    server: Store, world: World
) -> None:
    await Machine(world, server).lease(THERE).take()
    world.forward(SECONDS + 60)
    assert await seconds_until_taken(world, Machine(world, server).lease(HERE)) == SECONDS


async def test_a_start_long_after_one_died_waits_for_nothing(server: Store, world: World) -> None:
    await Machine(world, server).lease(THERE).take()
    world.forward(SECONDS + server.clocks_apart.total_seconds())
    assert await Machine(world, server).lease(HERE).take() is None


@pytest.mark.sqlite
async def test_where_all_have_one_clock_a_start_waits_until_the_lease_is_over_by_it(
    store: Store, world: World
) -> None:
    await Machine(world, store).lease(THERE).take()
    world.forward(SECONDS / 2)
    assert await seconds_until_taken(world, Machine(world, store).lease(HERE)) == SECONDS / 2


async def test_what_is_given_back_is_free_at_once_whatever_the_clocks_show(
    server: Store, world: World
) -> None:
    leader, own = Machine(world, server, timedelta(hours=1)).lease(THERE), Machine(world, server).lease(HERE)
    await leader.take()
    assert await own.take() == THERE
    await leader.release()
    assert await own.take() is None
    assert await leader.take() == HERE


@pytest.mark.parametrize("skew", SKEWS)
async def test_who_renews_keeps_it_from_one_whose_clock_shows_another_time(
    server: Store, world: World, skew: timedelta
) -> None:
    leader, own = Machine(world, server).lease(THERE), Machine(world, server, skew).lease(HERE)
    for second in range(120):
        if second % (SECONDS // 3) == 0:
            assert await leader.take() is None
        assert await own.take() == THERE
        assert (leader.may_send(), own.may_send()) == (True, False)
        world.forward(1)


@pytest.mark.parametrize("hours", [-9, 9])
async def test_where_clocks_are_hours_apart_it_changes_hands_once_at_most(
    server: Store, world: World, hours: int
) -> None:
    first, second = Machine(world, server), Machine(world, server, timedelta(hours=hours))
    processes, holders = [first.lease(THERE), second.lease(HERE)], list[str | None]()
    for third in range(12):
        for lease in processes:
            await lease.take()
        async with server.reading() as view:
            holders += [holding.holder for holding in await leases.holdings(view)]
        world.forward(SECONDS / 3)
        assert third == 0 or holders[-1] == holders[0]
    assert holders[0] == (THERE if hours < 0 else HERE)


async def test_a_clock_that_is_put_forward_takes_it_from_nobody_who_lives(store: Store, world: World) -> None:
    leader, own = Machine(world, store).lease(THERE), Machine(world, store)
    await leader.take()
    follower = own.lease(HERE)
    await follower.take()
    world.forward(SECONDS / 3)
    await leader.take()
    assert await follower.take() == THERE
    own.skew = timedelta(days=1)
    assert await follower.take() == THERE


async def test_a_renewal_at_a_time_that_the_clock_showed_before_is_one(store: Store, world: World) -> None:
    machine = Machine(world, store)
    leader, own = machine.lease(THERE), machine.lease(HERE)
    for _ in range(6):
        await leader.take()
        assert await own.take() == THERE
        world.forward(SECONDS / 3)
        machine.skew -= timedelta(seconds=SECONDS / 3)


async def test_one_of_an_earlier_version_is_judged_by_its_clock_alone(server: Store, world: World) -> None:
    own = Machine(world, server).lease(HERE)
    async with server.transaction() as tx:
        await leases.hold(tx, THERE, world.clock(), timedelta(minutes=2))
        await tx.connection.exec_driver_sql("UPDATE leases SET seconds = NULL")
    assert await seconds_until_taken(world, own) == 120


async def test_who_holds_it_for_longer_than_the_one_before_keeps_it_for_as_long(
    server: Store, world: World
) -> None:
    before, own = Machine(world, server).lease(THERE), Machine(world, server).lease(HERE)
    await before.take()
    await before.release()
    async with server.transaction() as tx:
        await leases.hold_unfenced(tx, ELSEWHERE, world.clock(), timedelta(minutes=2))
    assert await seconds_until_taken(world, own) == 120
