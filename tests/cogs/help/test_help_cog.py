"""`/help`, as a newcomer and as an admin meet it."""

from __future__ import annotations

import re

import pytest

from bot.models import Language
from tests.cogs.conftest import World, shown


async def description(world: World, *, as_admin: bool = False, in_dm: bool = False) -> str:
    actor = world.admin if as_admin else world.member
    result = await (actor.user.slash("help") if in_dm else actor.slash(world.channel, "help"))
    answer = shown(result)
    assert answer.ephemeral
    (embed,) = answer.embeds
    return embed.description or ""


async def test_a_newcomer_is_offered_three_clickable_commands(world: World) -> None:
    tries = re.findall(r"^\d\. </(\w+):\d+>", await description(world), flags=re.MULTILINE)
    assert tries == ["digest", "search", "subscribe"]


async def test_who_manages_the_server_is_told_how_to_set_a_channel_up(world: World) -> None:
    assert re.search(r"</channel (?:add|setup):\d+>", await description(world, as_admin=True))
    assert "</channel" not in await description(world)


@pytest.mark.parametrize("reader_language", ["ko"])
async def test_it_speaks_korean_in_a_direct_message(world: World, reader_language: Language) -> None:
    assert "먼저 세 가지를 써 보세요" in await description(world, in_dm=True)
