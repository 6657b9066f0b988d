"""Of several processes on one store, one delivers."""

from __future__ import annotations

import asyncio
import os
import socket
from datetime import timedelta

from bot.delivery.lease import Lease
from bot.store import Store, leases
from tests.conftest import HandClock

HOST = socket.gethostname()


async def held_by(store: Store, holder: str, clock: HandClock) -> Lease:
    async with store.transaction() as tx:
        await leases.hold(tx, holder, clock(), timedelta(seconds=30))
    return Lease(store, clock, 30)


async def test_the_first_one_gets_it_and_keeps_it(store: Store, clock: HandClock) -> None:
    lease = Lease(store, clock, 30)
    assert await lease.take() is None
    clock.forward(seconds=20)
    assert await lease.take() is None


async def test_one_elsewhere_is_waited_for_until_it_is_silent(store: Store, clock: HandClock) -> None:
    lease = await held_by(store, "elsewhere:1:abcd", clock)
    assert await lease.take() == "elsewhere:1:abcd"
    clock.forward(seconds=31)
    assert await lease.take() is None


async def test_a_living_process_here_is_waited_for(store: Store, clock: HandClock) -> None:
    holder = f"{HOST}:{os.getppid()}:abcd"
    assert await (await held_by(store, holder, clock)).take() == holder


async def test_a_dead_process_here_is_not(store: Store, clock: HandClock) -> None:
    gone = await asyncio.create_subprocess_exec("true")
    await gone.wait()
    assert await (await held_by(store, f"{HOST}:{gone.pid}:abcd", clock)).take() is None


async def test_a_container_that_starts_again_with_the_same_number_is_not(
    store: Store, clock: HandClock
) -> None:
    assert await (await held_by(store, f"{HOST}:{os.getpid()}:abcd", clock)).take() is None


async def test_what_is_given_back_is_free_and_only_the_holder_can_give_it(
    store: Store, clock: HandClock
) -> None:
    lease = await held_by(store, "elsewhere:1:abcd", clock)
    await lease.release()
    assert await lease.take() == "elsewhere:1:abcd"
