"""Several subscriptions of one channel, by the `name` option of `/channel add` and `/channel remove`."""

from __future__ import annotations

import pytest

from tests.cogs.conftest import World, said
from tests.factories import channel


async def names_in(world: World) -> list[str]:
    here = await world.service.channels.in_channel(world.channel.id)
    return [subscription.settings.name for subscription in here]


async def test_a_name_adds_another_subscription_and_changes_that_one(world: World) -> None:
    await world.admin.slash(world.channel, "channel add", papers=3)
    await world.admin.slash(world.channel, "channel add", name="Robots", papers=4)
    await world.admin.slash(world.channel, "channel add", name="robots", papers=5)
    first, second = await world.service.channels.in_channel(world.channel.id)
    assert (first.settings.name, first.settings.papers) == ("", 3)
    assert (second.settings.name, second.settings.papers) == ("robots", 5)


async def test_where_there_are_several_a_name_is_asked_for(world: World) -> None:
    for name in ("", "robots"):
        await world.service.channels.subscribe(channel(world.channel.id, guild_id=world.guild.id, name=name))
    for command in ("channel add", "channel remove"):
        assert "name one of “”, “robots”" in said(await world.admin.slash(world.channel, command))
    assert await names_in(world) == ["", "robots"]


@pytest.mark.parametrize(("typed", "left"), [("robots", [""]), ("-", ["robots"])])
async def test_the_named_subscription_is_removed(world: World, typed: str, left: list[str]) -> None:
    for name in ("", "robots"):
        await world.service.channels.subscribe(channel(world.channel.id, guild_id=world.guild.id, name=name))
    await world.admin.slash(world.channel, "channel remove", name=typed)
    assert await names_in(world) == left


@pytest.mark.parametrize("command", ["channel add", "channel remove"])
async def test_the_names_of_this_server_alone_are_offered(world: World, command: str) -> None:
    for name, guild_id in (("", world.guild.id), ("robots", world.guild.id), ("secret", world.guild.id + 1)):
        await world.service.channels.subscribe(channel(world.channel.id, guild_id=guild_id, name=name))
    choices = await world.admin.autocomplete(world.channel, command, "name", "")
    assert [choice["value"] for choice in choices] == ["-", "robots"]
    choices = await world.admin.autocomplete(world.channel, command, "name", "Rob")
    assert [choice["value"] for choice in choices] == ["robots"]
