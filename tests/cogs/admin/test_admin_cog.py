"""`/admin`, as an owner of the bot, an admin, and somebody who crafts a call meet it."""

from __future__ import annotations

import discord
import pytest
from simcord import MemberActor

from bot.errors import SourceError
from cogs.admin.cog import Admin
from tests.cogs.conftest import World, said
from tests.support.known_papers import KnownPapers


@pytest.fixture
async def owner(world: World) -> MemberActor:
    """An owner, in the home guild, which is the world's."""
    await world.bot.add_cog(Admin(world.guild.id), guild=discord.Object(world.guild.id))
    await world.bot.tree.sync(guild=discord.Object(world.guild.id))
    staff = world.guild.create_role("owners", permissions=discord.Permissions(manage_guild=True))
    actor = world.guild.add_member(world.env.create_user("owner"), roles=[staff])
    world.bot.owner_ids = {actor.id}
    await world.env.settle()
    return actor


async def test_without_a_home_guild_there_is_no_such_command(world: World) -> None:
    assert world.bot.get_cog("Admin") is None
    assert "admin" not in {command.name for command in world.bot.tree.get_commands()}


async def test_days_are_fetched_again(world: World, owner: MemberActor, source: KnownPapers) -> None:
    answer = said(await owner.slash(world.channel, "admin collect", day="2024-04-02", to="2024-04-03"))
    assert answer.splitlines() == ["✅ 2024-04-02: 0 papers", "✅ 2024-04-03: 3 papers"]
    source.problem = SourceError("source-timeout", seconds=20)
    failed = said(await owner.slash(world.channel, "admin collect", day="2024-04-03"))
    assert failed.startswith("❌ 2024-04-03: ")
    assert "20 seconds" in failed


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"day": "2024-04-03", "to": "2024-04-01"}, "2024-04-01"),
        ({"day": "2024-01-01", "to": "2024-04-01"}, "At most 31 days"),
        ({"day": "someday"}, "day"),
    ],
)
async def test_spans_that_cannot_be_are_refused(
    world: World, owner: MemberActor, options: dict[str, str], sentence: str
) -> None:
    answer = said(await owner.slash(world.channel, "admin collect", **options))
    assert sentence in answer
    assert "✅" not in answer


async def test_health_tells_how_all_fares(world: World, owner: MemberActor) -> None:
    answer = said(await owner.slash(world.channel, "admin health"))
    for part in (
        "Gateway: 1 server",
        "Store: answers, 0 channel",
        "Source: answers",
        "Model: none",
        "Queue: 0",
    ):
        assert part in answer


async def test_the_commands_are_brought_to_discord_again(world: World, owner: MemberActor) -> None:
    assert "✅ Discord has taken the commands" in said(await owner.slash(world.channel, "admin sync"))


@pytest.mark.parametrize("command", ["admin health", "admin sync"])
async def test_an_admin_who_does_not_own_the_bot_is_refused(
    world: World, owner: MemberActor, command: str
) -> None:
    answer = said(await world.admin.slash(world.channel, command))
    assert answer == "This is for the owners of the bot, in their own server."


async def test_an_owner_is_refused_in_another_server_even_if_the_command_stands_there(
    world: World, owner: MemberActor
) -> None:
    other_guild = world.env.create_guild("Elsewhere")
    staff = other_guild.create_role("staff", permissions=discord.Permissions(manage_guild=True))
    elsewhere = other_guild.add_member(owner.user, roles=[staff])
    place = other_guild.create_text_channel("general")
    admin = world.bot.tree.get_command("admin", guild=discord.Object(world.guild.id))
    assert isinstance(admin, discord.app_commands.Group)
    world.bot.tree.add_command(admin, guild=discord.Object(other_guild.id))
    await world.bot.tree.sync(guild=discord.Object(other_guild.id))
    await world.env.settle()
    answer = said(await elsewhere.slash(place, "admin health"))
    assert answer == "This is for the owners of the bot, in their own server."
