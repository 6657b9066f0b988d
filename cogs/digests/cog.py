"""`/digest`: any day's papers."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.errors import UserError
from bot.texts import say
from cogs.answers import Interaction, answer, reader_language
from cogs.contexts import everywhere
from cogs.digests.days import matching_days, parse_day
from cogs.digests.views import DigestPage, DigestPlace, digest_page
from cogs.errors import Choices, guarded
from cogs.papers.sharing import answer_language
from cogs.papers.views import defer_question
from cogs.translation import text

CHOICES = 25  # offered by one autocomplete


class DigestsCog(commands.Cog):
    """Days, in servers and in direct messages."""

    @app_commands.command(name=text("commands-digest"), description=text("commands-digest-about"))
    @app_commands.rename(day=text("commands-digest-day"), public=text("commands-paper-public"))
    @app_commands.describe(day=text("commands-digest-day-about"), public=text("commands-paper-public-about"))
    @everywhere
    async def digest(self, interaction: Interaction, day: str | None = None, public: bool = False) -> None:
        """Show the day, else the last finished one."""
        bot = interaction.client
        chosen = parse_day(day, bot.today()) if day else await bot.digests.latest_stored()
        if chosen is None or await bot.digests.must_ask(chosen):
            await defer_question(interaction, ids=0)
        if (chosen := chosen or await bot.digests.latest_in_time()) is None:
            raise UserError("days-none")
        language = await answer_language(interaction, public=public)
        page = await digest_page(bot.digests, DigestPlace(chosen), language, bot.today())
        public = public and bool(page.embeds)
        if public and interaction.response.is_done():
            await answer(interaction, say(reader_language(interaction), "days-shown"))
        await answer(interaction, page.content, embeds=page.embeds, view=page.view, ephemeral=not public)

    @digest.autocomplete("day")
    @guarded
    async def days(self, interaction: Interaction, current: str) -> Choices:
        """The newest stored days with papers that contain what was typed."""
        days = await interaction.client.digests.days_with_papers()
        fitting = matching_days(current, days, reader_language(interaction), CHOICES)
        return [app_commands.Choice(name=label, value=day.isoformat()) for label, day in fitting]


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.add_cog(DigestsCog())
    bot.add_dynamic_items(DigestPage)
