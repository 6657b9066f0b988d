"""Servers that invite the bot, as their members see it."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.store import guilds
from tests.cogs.conftest import World


@pytest.fixture
async def newcomer(world: World) -> discord.Guild:
    """The server, of which the bot knows nothing yet."""
    async with world.service.store.transaction() as tx:
        await guilds.erase(tx, [world.guild.id])
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None
    return guild


def listener(world: World) -> Any:
    return world.bot.get_cog("GuildsCog")


def written(world: World) -> list[str]:
    return [message.content for message in world.channel.history()]


async def test_a_server_that_invites_the_bot_is_welcomed_once(world: World, newcomer: discord.Guild) -> None:
    for _ in range(2):
        await listener(world).on_guild_join(newcomer)
    await listener(world).on_guild_remove(newcomer)
    await listener(world).on_guild_join(newcomer)
    (welcome,) = written(world)
    assert "</channel" in welcome
    assert "</help:" in welcome


async def test_no_welcome_is_written_where_the_bot_may_not_write(
    world: World, newcomer: discord.Guild
) -> None:
    for channel in newcomer.text_channels:
        await channel.set_permissions(newcomer.default_role, send_messages=False)
        await channel.set_permissions(newcomer.me, send_messages=False)
    await world.env.settle()
    await listener(world).on_guild_join(newcomer)
    assert written(world) == []


async def test_a_server_that_invited_the_bot_while_it_was_away_is_welcomed_at_its_start(
    world: World, newcomer: discord.Guild
) -> None:
    assert newcomer in world.bot.guilds
    await listener(world).on_ready()
    await listener(world).on_ready()
    assert len(written(world)) == 1
