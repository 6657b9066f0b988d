"""Servers that invite the bot or remove it: a welcome, once, and what is kept."""

from __future__ import annotations

import logging

import discord
from discord.ext import commands

from bot.app.client import Paperboy
from bot.delivery.outcomes import judge
from bot.errors import PaperboyError
from bot.texts import say
from cogs.channels.setup_command import setup_command

log = logging.getLogger(__name__)


class GuildsCog(commands.Cog):
    """Listens to comings and goings."""

    def __init__(self, bot: Paperboy) -> None:
        self._bot = bot

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Called by discord.py: all guilds at its shards are known, also those with an outage."""
        try:
            present = {guild.id: guild for guild in self._bot.guilds}
            for guild_id in await self._bot.guild_memberships.compare(present, self._bot.own_shards):
                await _welcome(self._bot, present[guild_id])
        except PaperboyError as error:
            log.error("%s", error)  # noqa: TRY400 - its text says it all

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Called by discord.py when the bot is invited."""
        try:
            if await self._bot.guild_memberships.joined(guild.id):
                await _welcome(self._bot, guild)
            await self._bot.post_due()  # of a guild that comes back: what is too old is skipped first
        except PaperboyError as error:
            log.error("%s", error)  # noqa: TRY400

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Called by discord.py when the bot is removed, or the server deleted; not at an outage."""
        try:
            await self._bot.guild_memberships.left(guild.id)
        except PaperboyError as error:
            log.error("%s", error)  # noqa: TRY400


async def _welcome(bot: Paperboy, guild: discord.Guild) -> None:
    """Say what to do first, where the bot may write; who misses it finds it in `/help`."""
    if (channel := _writable_channel(guild)) is None:
        return
    language = bot.language_for(guild.preferred_locale)
    try:
        await channel.send(bot.mentions.linked(say(language, "help-welcome", command=setup_command(bot))))
    except discord.DiscordException as error:
        log.info("no welcome could be written in server %d: %s", guild.id, judge(error).reason)


def _writable_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """The system channel, else the first text channel, of those in which the bot may write."""
    channels = [*filter(None, [guild.system_channel]), *guild.text_channels]
    return next((channel for channel in channels if _may_write(channel)), None)


def _may_write(channel: discord.TextChannel) -> bool:
    granted = channel.permissions_for(channel.guild.me)
    return granted.view_channel and granted.send_messages


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.add_cog(GuildsCog(bot))
