"""`/status`: what became of the last 14 days in a server's channels, or of one paper."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.errors import UserError
from cogs.answers import Interaction, answer, defer_answer
from cogs.errors import Choices, guarded
from cogs.papers.cog import named_papers, title_choices
from cogs.permissions import Place, require_manage_server, require_presence
from cogs.status.pages import AbsencePage, StatusPage, absence_page, status_page
from cogs.translation import text


class StatusCog(commands.Cog):
    """For those who manage a server."""

    @app_commands.command(name=text("commands-status"), description=text("commands-status-about"))
    @app_commands.rename(paper=text("commands-status-paper"), channel=text("commands-status-channel"))
    @app_commands.describe(
        paper=text("commands-status-paper-about"), channel=text("commands-status-channel-about")
    )
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.default_permissions(manage_guild=True)
    async def status(
        self, interaction: Interaction, paper: str | None = None, channel: Place | None = None
    ) -> None:
        """Show the calendars, or what became of the paper."""
        require_manage_server(interaction)
        require_presence(interaction)
        await defer_answer(interaction)
        channel_id = channel.id if channel else None
        if paper is None:
            content, view = await status_page(interaction, 1, channel_id)
        else:
            paper_id = await named_papers(interaction.client.lookups, paper)
            if not isinstance(paper_id, str):
                raise UserError("papers-choose")
            content, view = await absence_page(interaction, paper_id, 1, channel_id)
        await answer(interaction, content, view=view)

    @status.autocomplete("paper")
    @guarded
    async def titles(self, interaction: Interaction, current: str) -> Choices:
        """Titles near to what was typed; their values are ids."""
        return await title_choices(interaction.client.lookups, current)


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.add_cog(StatusCog())
    bot.add_dynamic_items(StatusPage, AbsencePage)
