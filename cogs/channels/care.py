"""`/channel post` and `/channel history`, which stand beside the cog's other subcommands."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.answers import Interaction, answer, reader_language
from cogs.channels.history import history_page
from cogs.channels.post_day import preview_here
from cogs.digests.days import matching_days, parse_day
from cogs.errors import Choices, guarded
from cogs.translation import text

CHOICES = 25  # offered by one autocomplete


class CareCommands(commands.Cog):
    """Subcommands that the cog takes over by deriving from this."""

    @app_commands.command(name=text("commands-post"), description=text("commands-post-about"))
    @app_commands.rename(day=text("commands-digest-day"))
    @app_commands.describe(day=text("commands-post-day-about"))
    async def post(self, interaction: Interaction, day: str) -> None:
        """Show what of the day would be posted here, with the button that posts it."""
        await preview_here(interaction, parse_day(day, interaction.client.today()))

    @post.autocomplete("day")
    @guarded
    async def days(self, interaction: Interaction, current: str) -> Choices:
        """The newest finished days with papers that contain what was typed."""
        digests = interaction.client.digests
        days = [each for each in await digests.days_with_papers() if digests.is_finished(each[0])]
        fitting = matching_days(current, days, reader_language(interaction), CHOICES)
        return [app_commands.Choice(name=label, value=day.isoformat()) for label, day in fitting]

    @app_commands.command(name=text("commands-history"), description=text("commands-history-about"))
    async def history(self, interaction: Interaction) -> None:
        """Show who changed what."""
        content, view = await history_page(interaction, 1)
        await answer(interaction, content, view=view)
