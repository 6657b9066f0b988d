"""`/catchup`: what a person missed since they last read, on one page."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.errors import UserError
from cogs.answers import Interaction, answer, defer_answer
from cogs.catchup.page import CatchUpOrderButton, CatchUpPage, ReadUntil, Unread, Where, missed_page
from cogs.contexts import everywhere
from cogs.translation import text


class CatchUp(commands.Cog):
    """For one person, in servers and in direct messages."""

    @app_commands.command(name=text("commands-catchup"), description=text("commands-catchup-about"))
    @everywhere
    async def catchup(self, interaction: Interaction) -> None:
        """Show the first page of the days since the person last read."""
        await defer_answer(interaction)
        catchups, user_id = interaction.client.catchups, interaction.user.id
        if (days := await catchups.days(user_id)) is None:
            raise UserError("catchup-nothing")
        where = Where(await catchups.order(user_id), days.first, days.last)
        page = await missed_page(interaction, where, is_cut=days.is_cut)
        await answer(interaction, embeds=[page.embed], view=page.view)


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    bot.add_dynamic_items(CatchUpPage, CatchUpOrderButton, ReadUntil, Unread)
    await bot.add_cog(CatchUp())
