"""What readers do, and the clocks of where they live."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from zoneinfo import ZoneInfo

from tests.drill.evidence import PATIENCE_SECONDS, Course, Evidence
from tests.drill.plan import AN_HOUR
from tests.drill.world import World

RETRY = "v1:letter:held:retry"  # the button of those of whom the bot knows that they take no DMs


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
