"""`/help`: who the bot is, and what to try first."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.texts import say
from cogs.answers import Interaction, answer, reader_language
from cogs.channels.setup_command import setup_command
from cogs.contexts import everywhere
from cogs.translation import text


class HelpCog(commands.Cog):
    """The first thing that a newcomer types."""

    @app_commands.command(name=text("commands-help"), description=text("commands-help-about"))
    @everywhere
    async def help(self, interaction: Interaction) -> None:
        """Say what the bot does, and to those who manage the server also how to set a channel up."""
        language = reader_language(interaction)
        parts = [say(language, key) for key in ("help-about", "help-tries", "help-more")]
        if _manages_server(interaction):
            parts.append(say(language, "help-channel", command=setup_command(interaction.client)))
        embed = discord.Embed(title=say(language, "help-title"), description="\n\n".join(parts))
        await answer(interaction, embeds=[embed])


def _manages_server(interaction: Interaction) -> bool:
    """Whether the person manages the server, and the bot is in it."""
    is_there = interaction.client.get_guild(interaction.guild_id or 0) is not None
    return is_there and interaction.permissions.manage_guild


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.add_cog(HelpCog())
