"""`/trends`: how many papers of each week fit some keywords, as numbers and as a picture."""

from __future__ import annotations

import asyncio
import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.errors import UserError
from bot.lookup.trends import MOST_KEYWORDS, MOST_WEEKS, read_keywords
from bot.matching.grammar import LONGEST
from bot.models import Language, Trend
from bot.rendering.pictures.trend_lines import trend_png
from bot.rendering.trend_text import alt_text, trend_embed
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.contexts import everywhere
from cogs.translation import text

USUAL_WEEKS = 26
# Of a person's allowance, whose unit is a command: a keyword over so many weeks is one.
WEEKS_OF_A_UNIT = 20
LONGEST_KEYWORDS = MOST_KEYWORDS * (LONGEST + 2)


class Trends(commands.Cog):
    """Trends, in servers and in direct messages."""

    @app_commands.command(name=text("commands-trends"), description=text("commands-trends-about"))
    @app_commands.rename(
        keywords=text("commands-trends-keywords"),
        weeks=text("commands-trends-weeks"),
    )
    @app_commands.describe(
        keywords=text("commands-trends-keywords-about"),
        weeks=text("commands-trends-weeks-about"),
    )
    @everywhere
    async def trends(
        self,
        interaction: Interaction,
        keywords: app_commands.Range[str, 1, LONGEST_KEYWORDS] | None = None,
        weeks: app_commands.Range[int, 1, MOST_WEEKS] = USUAL_WEEKS,
    ) -> None:
        """Show the trend of the keywords, without any that of the person's own."""
        trend_keywords = read_keywords(keywords) if keywords else ()
        await defer_answer(interaction)
        trend_keywords = trend_keywords or await interaction.client.trends.person_keywords(
            interaction.user.id
        )
        if not trend_keywords:
            raise UserError("trends-no-keyword")
        units = len(trend_keywords) * weeks / WEEKS_OF_A_UNIT
        interaction.client.admission.charge(interaction.user.id, units)
        trend, language = (
            await interaction.client.trends.trend(trend_keywords, weeks),
            reader_language(interaction),
        )
        picture = await _picture(trend, language)
        await answer(interaction, embeds=[trend_embed(trend, language)], file=picture)


async def _picture(trend: Trend, language: Language) -> discord.File | None:
    """The trend as an attachment, drawn beside the event loop; None where there is no plotting library."""
    if (png := await asyncio.to_thread(trend_png, trend, language)) is None:
        return None
    return discord.File(io.BytesIO(png), "trends.png", description=alt_text(trend, language))


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.add_cog(Trends())
