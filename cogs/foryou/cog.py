"""`/foryou`: a day's or a week's papers in the order of what a person saved."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.errors import UserError
from bot.texts import say
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.contexts import everywhere
from cogs.digests.days import matching_days, parse_day
from cogs.errors import Choices, guarded
from cogs.foryou.daily import DailyButton
from cogs.foryou.page import MarkSelect, PageButton, Pick, Undo, Where, page_or_starters
from cogs.translation import text

CHOICES = 25  # offered by one autocomplete
WEEK = "week"


class ForYouCog(commands.Cog):
    """Papers for one person, in servers and in direct messages."""

    @app_commands.command(name=text("commands-foryou"), description=text("commands-foryou-about"))
    @app_commands.rename(day=text("commands-digest-day"))
    @app_commands.describe(day=text("commands-foryou-day-about"))
    @everywhere
    async def foryou(self, interaction: Interaction, day: str | None = None) -> None:
        """Show the day's first page, else that of the last finished day."""
        where = await _where(interaction, day)
        await defer_answer(interaction)
        if (page := await page_or_starters(interaction, where)) is None:
            raise UserError("foryou-none")
        await answer(interaction, embeds=[page.embed], view=page.view)

    @foryou.autocomplete("day")
    @guarded
    async def days(self, interaction: Interaction, current: str) -> Choices:
        """The week, and the newest stored days, as far as they contain what was typed."""
        language = reader_language(interaction)
        days = await interaction.client.digests.days_with_papers()
        choices = [(label, day.isoformat()) for label, day in matching_days(current, days, language, CHOICES)]
        week = say(language, "foryou-week")
        if current.strip().casefold() in week.casefold():
            choices = [(week, WEEK), *choices[: CHOICES - 1]]
        return [app_commands.Choice(name=label, value=value) for label, value in choices]


async def _where(interaction: Interaction, typed: str | None) -> Where:
    today, language = interaction.client.today(), reader_language(interaction)
    if typed and typed.strip().casefold() in (WEEK, say(language, "foryou-week").casefold()):
        return Where("week", today)
    if day := parse_day(typed, today) if typed else await interaction.client.digests.latest_stored():
        return Where("day", day)
    raise UserError("days-none")


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    bot.add_dynamic_items(PageButton, MarkSelect, Undo, Pick, DailyButton)
    await bot.add_cog(ForYouCog())
