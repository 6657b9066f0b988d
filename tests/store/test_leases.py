"""A number for each term of a holder, which only grows."""

from __future__ import annotations

from datetime import timedelta

from bot.store import Store, leases, restorations
from tests.conftest import HandClock

TERM = timedelta(seconds=30)


async def test_the_fence_grows_with_each_change_of_hands_and_with_no_renewal(
    store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        fences = [await leases.hold(tx, who, clock(), TERM) for who in ("a", "a", "b", "b", "a")]
    assert fences == [1, 1, 2, 2, 3]


async def test_who_gives_the_lease_back_and_takes_it_again_has_another_fence(
    store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        first = await leases.hold(tx, "a", clock(), TERM)
        await leases.release(tx, "a")
        assert await leases.holder(tx, clock()) is None
        assert await leases.hold(tx, "a", clock(), TERM) > first


async def test_only_the_last_fence_is_current_be_its_lease_run_out_or_not(
    store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        assert not await leases.is_current(tx, 1)
        first = await leases.hold(tx, "a", clock(), TERM)
        clock.forward(hours=1)
        assert await leases.is_current(tx, first)
        second = await leases.hold(tx, "b", clock(), TERM)
        assert [await leases.is_current(tx, fence) for fence in (first, second)] == [False, True]


async def test_after_a_restore_no_fence_of_the_replaced_store_is_given_again(
    store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await leases.hold(tx, "a", clock(), TERM)
        replaced = [await leases.hold(tx, who, clock(), TERM) for who in ("b", "a") * 20]
        await restorations.begin(tx, clock(), clock())
        assert await leases.holder(tx, clock()) is None
        assert await leases.hold(tx, "b", clock(), TERM) > max(replaced)
