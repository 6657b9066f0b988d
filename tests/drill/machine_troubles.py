"""The processes killed and frozen, and the clock of their machine set wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from bot.app.scheduler import WATCH_SECONDS
from tests.drill.evidence import Evidence, until
from tests.drill.plan import AN_HOUR
from tests.drill.world import World


@asynccontextmanager
async def leader_killed(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """In the middle of its posts, if there are any; then the other one leads."""
    number = await world.bots.leader()
    await _first_post(world)
    pid = world.bots.running[number].pid
    await world.bots.kill(number)
    successor = await world.bots.leader()
    evidence.note(f"process {number} ({pid}) died of signal 9, {successor} leads")
    yield
    await world.bots.start(number)


@asynccontextmanager
async def leader_frozen(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """In the middle of its posts, if there are any, until another one has led for a while."""
    number = await world.bots.leader()
    await _first_post(world)
    follows = world.bots.log(number).count("this process follows")
    world.bots.freeze(number)
    successor = await world.bots.leader()
    yield
    world.bots.wake(number)
    await until(lambda: world.bots.log(number).count("this process follows") > follows)
    evidence.note(f"process {number} stood still, {successor} leads, {number} woke and follows")


async def _first_post(world: World) -> None:
    """Wait for one, or for the moment to pass in which there might be one."""
    count = world.local.record.message_count()
    with suppress(TimeoutError):
        await until(lambda: world.local.record.message_count() > count, 5)


@asynccontextmanager
async def clock_ahead(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """The machine's clock leaps forward, and is set back."""
    world.time.set_wrong(AN_HOUR)
    yield
    await _set_back(world, timedelta(), evidence)


@asynccontextmanager
async def clock_behind(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """The machine's clock is set back, and leaps forward."""
    await _set_back(world, -AN_HOUR, evidence)
    yield
    world.time.set_wrong(timedelta())


async def _set_back(world: World, error: timedelta, evidence: Evidence) -> None:
    """Seen by the leader's watch, which looks at what really passed: so for once nothing is left out."""
    await asyncio.sleep(WATCH_SECONDS + 1)
    before = _times_set_back(world)
    world.time.set_wrong(error)
    await until(lambda: _times_set_back(world) > before)
    evidence.note("the leader saw its clock set back")


def _times_set_back(world: World) -> int:
    return sum(world.bots.log(number).count("the clock was set back") for number in world.bots.running)
