"""`/admin`: for the owners of the bot, in their own server alone."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.errors import UserError
from cogs.admin.text import collected_lines, health_lines, synced_line
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.digests.days import parse_day
from cogs.paging import pages
from cogs.permissions import is_owner
from cogs.translation import text


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class Admin(
    commands.GroupCog, group_name=text("commands-admin"), group_description=text("commands-admin-about")
):
    """Registered in the home guild; whatever else claims to be a call of it is refused."""

    def __init__(self, home_guild: int) -> None:
        self._home_guild = home_guild

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Called by discord.py before each command of the group."""
        if interaction.guild_id != self._home_guild or not await is_owner(interaction):
            raise UserError("admin-owners-only")
        return True

    @app_commands.command(name=text("commands-collect"), description=text("commands-collect-about"))
    @app_commands.rename(day=text("commands-digest-day"), last=text("commands-collect-to"))
    @app_commands.describe(day=text("commands-collect-day-about"), last=text("commands-collect-to-about"))
    async def collect(self, interaction: Interaction, day: str, last: str | None = None) -> None:
        """Fetch a day, or all days up to another one, once more."""
        bot, language = interaction.client, reader_language(interaction)
        first = parse_day(day, bot.today())
        end = parse_day(last, bot.today()) if last else first
        await defer_answer(interaction)
        collected = await bot.upkeep.collect(first, end)
        await _answer_lines(interaction, collected_lines(collected, language))

    @app_commands.command(name=text("commands-health"), description=text("commands-health-about"))
    async def health(self, interaction: Interaction) -> None:
        """Say how gateway, store, source, language model and queues fare."""
        bot, language = interaction.client, reader_language(interaction)
        await defer_answer(interaction)
        lines = health_lines(
            await bot.upkeep.health(),
            bot.overviews.settings.summary,
            language,
            guilds=await bot.guild_count(),
            latency=bot.latency,
        )
        await _answer_lines(interaction, lines)

    @app_commands.command(name=text("commands-sync"), description=text("commands-sync-about"))
    async def sync(self, interaction: Interaction) -> None:
        """Bring the bot's commands to Discord once more."""
        await defer_answer(interaction)
        problem = await interaction.client.sync_commands()
        await answer(interaction, synced_line(problem, reader_language(interaction)))


async def _answer_lines(interaction: Interaction, lines: list[str]) -> None:
    for page in pages([lines]):
        await answer(interaction, page)


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    if home_guild := bot.home_guild:
        await bot.add_cog(Admin(home_guild), guild=discord.Object(home_guild))
