"""The servers that the bot needs: away, refusing, or full."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from tests.drill.evidence import Evidence, until
from tests.drill.plan import AN_HOUR
from tests.drill.small_disk import full, may_mount
from tests.drill.world import World
from tests.support.model_server import good, status

_NO_SPACE = "No space left on device"
LOST_ANSWERS = 3
_EDGE = "<html><head><title>Access denied</title></head><body>Error 1020</body></html>"


@asynccontextmanager
async def source_down(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """All questions to it meet 503."""
    before, world.hub.down = len(world.hub.asked), True
    yield
    world.hub.down = False
    evidence.count(len(world.hub.asked) - before, "questions refused")


@asynccontextmanager
async def model_down(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """All questions to it meet 503."""
    before, world.model.play = len(world.model.asked), status(503)
    yield
    world.model.play = good("en")
    evidence.count(len(world.model.asked) - before, "questions refused")


@asynccontextmanager
async def discord_down(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """All requests meet 503; the gateway stays."""
    world.local.trouble.add_fault("status", status=503)
    async with _answers(world, evidence, 503):
        yield


@asynccontextmanager
async def edge_refusing(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """A page of 403 stands before Discord."""
    world.local.trouble.add_fault("answer", status=403, body=_EDGE)
    async with _answers(world, evidence, 403):
        yield


@asynccontextmanager
async def dates_wrong(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """By the header `Date` of its answers Discord is an hour ahead, an hour behind, right, or in no time."""
    before, hour = len(world.local.record.requests()), AN_HOUR.total_seconds()
    world.local.trouble.set_dates(hour, -hour, 0, None)
    yield
    world.local.trouble.set_dates()
    evidence.count(len(world.local.record.requests()) - before, "answers, three of four dated wrong")


@asynccontextmanager
async def answers_lost(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """Discord posts, and the first few times the connection is cut before it says so. No nonce helps: it is
    forgotten at once.
    """
    before = len(world.local.record.requests())
    world.local.trouble.set_nonce_window(0)
    world.local.trouble.add_fault("reset", "after", kinds=["message_create"], times=LOST_ANSWERS)
    yield
    world.local.trouble.clear_faults()
    world.local.trouble.set_nonce_window()
    requests = world.local.record.requests()[before:]
    lost = sum(request.took_effect and not request.status for request in requests)
    evidence.count(lost, "messages were there and nobody was told")


@asynccontextmanager
async def _answers(world: World, evidence: Evidence, code: int) -> AsyncGenerator[None]:
    """Until the faults are taken away."""
    before = len(world.local.record.requests())
    yield
    world.local.trouble.clear_faults()
    requests = world.local.record.requests()[before:]
    evidence.count(sum(request.status == code for request in requests), f"requests met {code}")


@asynccontextmanager
async def gateway_flapping(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """Connections are cut, refused, asked to come again, and made invalid, one after the other."""
    before, turns = len(world.local.record.identifies()), list[int]()
    flapping = asyncio.create_task(_flap(world, turns))
    yield
    flapping.cancel()
    world.local.trouble.open_gateway()
    await until(lambda: world.local.record.connected_shards() == [0, 1])
    evidence.count(sum(turns), "connections ended")
    evidence.note(f"{len(world.local.record.identifies()) - before} sessions begun anew, both shards back")


async def _flap(world: World, turns: list[int]) -> None:
    trouble = world.local.trouble
    while True:
        for turn in (trouble.drop_connections, trouble.ask_to_reconnect, trouble.invalidate_sessions):
            turns.append(len(world.local.record.connected_shards()))
            turn()
            await asyncio.sleep(2)
        trouble.refuse_gateway()
        turns.append(trouble.drop_connections())
        await asyncio.sleep(3)
        trouble.open_gateway()


@asynccontextmanager
async def postgresql_away(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """It is stopped, and started again."""
    started = world.server.query("SELECT pg_postmaster_start_time()")
    await asyncio.to_thread(world.server.stop)
    yield
    await asyncio.to_thread(world.server.start)
    if world.server.query("SELECT pg_postmaster_start_time()") != started:
        evidence.note("another server process")


@asynccontextmanager
async def disk_full(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """PostgreSQL's, which needs room at once; if it ended of that, it is started again once there is some."""
    if not may_mount():
        evidence.note("left out, as only root may mount a disk, and not everywhere")
        yield
        return
    before = world.server.log.count(_NO_SPACE)
    with full(world.disk):
        world.server.query("SELECT pg_switch_wal()")  # it needs another part of its log
        yield
    evidence.count(world.server.log.count(_NO_SPACE) - before, "refusals to write")
    if world.server.process is not None and world.server.process.poll() is not None:
        await asyncio.to_thread(world.server.start)
        evidence.note("PostgreSQL ended of it and was started again")
