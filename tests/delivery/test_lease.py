"""Of several processes on one store, one delivers."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.delivery.identity import new_identity
from bot.delivery.lease import Lease, steady_seconds
from bot.errors import StoreError
from bot.store import Store, leases
from tests.conftest import HandClock
from tests.support.databases import Databases


class SteadyClock:
    """Seconds that only a test lets pass."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


async def held_by(
    store: Store, holder: str, clock: HandClock, steady: Callable[[], float] = steady_seconds
) -> Lease:
    async with store.transaction() as tx:
        await leases.hold(tx, holder, clock(), timedelta(seconds=30))
    return Lease(store, clock, 30, steady=steady)


async def test_the_first_one_gets_it_and_keeps_it(store: Store, clock: HandClock) -> None:
    lease = Lease(store, clock, 30)
    assert await lease.take() is None
    clock.forward(seconds=20)
    assert await lease.take() is None


async def test_one_elsewhere_is_waited_for_until_it_is_silent(store: Store, clock: HandClock) -> None:
    steady = SteadyClock()
    lease = await held_by(store, "elsewhere:1:abcd", clock, steady)
    assert await lease.take() == "elsewhere:1:abcd"
    clock.forward(seconds=31)
    steady.now += 31
    assert await lease.take() is None


async def test_two_containers_with_one_host_name_and_number_never_both_have_it(
    store: Store, clock: HandClock
) -> None:
    twin = str(new_identity()._replace(nonce="twin", place="another-kernel-or-namespace"))
    lease = await held_by(store, twin, clock)
    assert await lease.take() == twin
    assert not lease.may_send()


async def test_a_living_process_of_this_namespace_is_waited_for(store: Store, clock: HandClock) -> None:
    living_lease = Lease(store, clock, 30)
    assert await living_lease.take() is None
    assert await Lease(store, clock, 30).take() == living_lease.holder


async def test_no_two_starts_have_one_name(store: Store, clock: HandClock) -> None:
    assert Lease(store, clock, 30).holder != Lease(store, clock, 30).holder


async def test_what_is_given_back_is_free_and_only_the_holder_can_give_it(
    store: Store, clock: HandClock
) -> None:
    lease = await held_by(store, "elsewhere:1:abcd", clock)
    await lease.release()
    assert await lease.take() == "elsewhere:1:abcd"


async def test_it_is_held_until_its_seconds_are_over_whatever_the_clock_shows(
    store: Store, clock: HandClock
) -> None:
    steady = SteadyClock()
    lease = Lease(store, clock, 30, steady=steady)
    assert not lease.may_send()
    await lease.take()
    clock.forward(hours=-5)
    steady.now += 29
    assert lease.may_send()
    steady.now += 1
    assert not lease.may_send()


async def test_a_renewal_that_could_not_be_written_is_none(
    store: Store, clock: HandClock, store_url: str, databases: Databases
) -> None:
    steady = SteadyClock()
    lease = Lease(store, clock, 30, steady=steady)
    await lease.take()
    databases.query(store_url, "DROP TABLE leases")
    steady.now += 20
    with pytest.raises(StoreError):
        await lease.take()
    assert lease.may_send()
    steady.now += 10
    assert not lease.may_send()


async def test_who_sees_another_holder_has_lost_it_at_once(store: Store, clock: HandClock) -> None:
    lease = Lease(store, clock, 30)
    await lease.take()
    async with store.transaction() as tx:
        await leases.hold(tx, f"elsewhere:{os.getpid()}:abcd", clock(), timedelta(seconds=30))
    assert await lease.take() is not None
    assert not lease.may_send()
