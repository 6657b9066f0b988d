"""Each trouble: how it begins, how it ends, and what shows that it was there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.app.scheduler import WATCH_SECONDS
from tests.drill.plan import AN_HOUR
from tests.drill.small_disk import full, may_mount
from tests.drill.world import World
from tests.support.model_server import good, status

RETRY = "v1:letter:held:retry"  # the button of those of whom the bot knows that they take no DMs
PATIENCE_SECONDS = 90.0  # of a busy machine
_NO_SPACE = "No space left on device"
_EDGE = "<html><head><title>Access denied</title></head><body>Error 1020</body></html>"


@dataclass
class Evidence:
    """What was seen of a trouble; without a word it was not there."""

    words: list[str] = field(default_factory=list[str])

    def count(self, number: int, what: str) -> None:
        """Something that shows it, if there was any."""
        if number:
            self.words.append(f"{number} {what}")

    def note(self, words: str) -> None:
        """The same, where there is nothing to count."""
        self.words.append(words)


Course = Callable[[World, Evidence], AbstractAsyncContextManager[None]]


class Trouble:
    """One that goes on."""

    def __init__(self, course: AbstractAsyncContextManager[None], evidence: Evidence) -> None:
        self._course, self._evidence = course, evidence

    @classmethod
    async def beginning(cls, name: str, world: World) -> Trouble:
        """It begins."""
        evidence = Evidence()
        course = COURSES[name](world, evidence)
        await course.__aenter__()
        return cls(course, evidence)

    async def end(self) -> str:
        """It ends; what was seen of it, nothing if it was not there, or if what follows from it did not."""
        try:
            await self._course.__aexit__(None, None, None)
        except TimeoutError:
            return ""
        return ", ".join(self._evidence.words)


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
async def answers_lost(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """Discord posts, and every other time the connection is cut before it says so."""
    before = len(world.local.record.requests())
    world.local.trouble.add_fault("reset", "after", kinds=["message_create"], probability=0.5)
    yield
    world.local.trouble.clear_faults()
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
    await _until(lambda: world.local.record.connected_shards() == [0, 1])
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
    """PostgreSQL's; if it ended of that, it is started again once there is room."""
    if not may_mount():
        evidence.note("left out, as only root may mount a disk, and not everywhere")
        yield
        return
    before = world.server.log.count(_NO_SPACE)
    with full(world.disk):
        yield
    evidence.count(world.server.log.count(_NO_SPACE) - before, "refusals to write")
    if world.server.process is not None and world.server.process.poll() is not None:
        await asyncio.to_thread(world.server.start)
        evidence.note("PostgreSQL ended of it and was started again")


@asynccontextmanager
async def leader_killed(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """In the middle of its posts, if there are any; then the other one leads."""
    number = await world.bots.leader()
    await _first_post(world)
    pid = world.bots.running[number].pid
    await world.bots.kill(number)
    other = await world.bots.leader()
    evidence.note(f"process {number} ({pid}) died of signal 9, {other} leads")
    yield
    await world.bots.start(number)


@asynccontextmanager
async def leader_frozen(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """In the middle of its posts, if there are any, until another one has led for a while."""
    number = await world.bots.leader()
    await _first_post(world)
    follows = world.bots.log(number).count("this process follows")
    world.bots.freeze(number)
    other = await world.bots.leader()
    yield
    world.bots.wake(number)
    await _until(lambda: world.bots.log(number).count("this process follows") > follows)
    evidence.note(f"process {number} stood still, {other} leads, {number} woke and follows")


async def _first_post(world: World) -> None:
    """Wait for one, or for the moment to pass in which there might be one."""
    count = world.local.record.message_count()
    with suppress(TimeoutError):
        await _until(lambda: world.local.record.message_count() > count, 5)


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
    await _until(lambda: _times_set_back(world) > before)
    evidence.note("the leader saw its clock set back")


def _times_set_back(world: World) -> int:
    return sum(world.bots.log(number).count("the clock was set back") for number in world.bots.running)


@asynccontextmanager
async def channel_deleted(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """The last one, for good."""
    channel, before = world.residents.channels[-1], len(world.local.record.requests())
    world.residents.delete_channel(channel, world.time.now())
    yield
    requests = world.local.record.requests()[before:]
    refused = sum(str(channel.id) in each.path and each.status == 404 for each in requests)
    evidence.count(refused, "requests met 404")


@asynccontextmanager
async def messages_refused(world: World, evidence: Evidence) -> AsyncGenerator[None]:
    """The first person closes their DMs; later they open them, and ask for what was held."""
    person, before = world.residents.people[0], len(world.local.record.requests())
    world.local.trouble.refuse_direct(person.id)
    yield
    evidence.count(sum(each.status == 403 for each in world.local.record.requests()[before:]), "DMs refused")
    world.local.trouble.allow_direct(person.id)
    await _ask_for_held(world, person.id)


async def _ask_for_held(world: World, user_id: int) -> None:
    users = world.local.users
    asked = users.slash("subscriptions", user_id=user_id, channel_id=world.residents.channels[0].id)
    answer = await users.answer(asked, within=PATIENCE_SECONDS)
    message = answer["messages"][0]
    if RETRY in str(message["components"]):
        await users.answer(users.click(int(message["id"]), RETRY, user_id=user_id), within=PATIENCE_SECONDS)


def clocks_change(zone: str, hours: int) -> Course:
    """Those of a zone, by so many hours; its people's, not the machine's."""

    @asynccontextmanager
    async def course(world: World, evidence: Evidence) -> AsyncGenerator[None]:
        before = world.time.now().astimezone(ZoneInfo(zone)).utcoffset()
        yield
        after = world.time.now().astimezone(ZoneInfo(zone)).utcoffset()
        if before is not None and after is not None and after - before == hours * AN_HOUR:
            evidence.note(f"from UTC{_hours(before)} to UTC{_hours(after)}")

    return course


def _hours(offset: timedelta) -> str:
    return f"{offset / AN_HOUR:+.0f}"


async def _until(condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.1)


COURSES: Mapping[str, Course] = {
    "source down": source_down,
    "model down": model_down,
    "Discord answers 503": discord_down,
    "edge answers 403": edge_refusing,
    "answers lost": answers_lost,
    "gateway flapping": gateway_flapping,
    "PostgreSQL restarted": postgresql_away,
    "disk full": disk_full,
    "leader killed": leader_killed,
    "leader frozen": leader_frozen,
    "clock an hour ahead": clock_ahead,
    "clock an hour behind": clock_behind,
    "channel deleted": channel_deleted,
    "DMs closed": messages_refused,
    "clocks go forward in Berlin": clocks_change("Europe/Berlin", 1),
    "clocks go back in Sydney": clocks_change("Australia/Sydney", -1),
}
