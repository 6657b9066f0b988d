"""`/subscribe`, `/unsubscribe`, `/subscriptions`: a person's own keywords, seen by nobody else."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.errors import UserError
from bot.matching.grammar import LONGEST, SHORTEST
from bot.rendering.escape import escape, plain
from bot.rendering.units import shorten, units
from bot.texts import say
from cogs.alerts.backtest_view import DraftButton, show_backtest
from cogs.alerts.list_view import AlertAction, AlertPick, HourButton, show_list
from cogs.alerts.notification_views import NotificationRest, NotificationSelect, WaitingButton, tell_waiting
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.contexts import everywhere
from cogs.errors import Choices, guarded, handle
from cogs.translation import text

Keyword = app_commands.Range[str, SHORTEST, LONGEST]
LABEL = 100  # UTF-16 units of a choice's label
CHOICES = 25  # offered by one autocomplete


class AlertsCog(commands.Cog):
    """Keywords, in servers and in direct messages."""

    @app_commands.command(name=text("commands-subscribe"), description=text("commands-subscribe-about"))
    @app_commands.rename(keyword=text("commands-keyword"))
    @app_commands.describe(keyword=text("commands-keyword-about"))
    @everywhere
    async def subscribe(self, interaction: Interaction, keyword: Keyword) -> None:
        """Try a keyword."""
        await show_backtest(interaction, keyword)

    @app_commands.command(name=text("commands-unsubscribe"), description=text("commands-unsubscribe-about"))
    @app_commands.rename(keyword=text("commands-keyword"))
    @app_commands.describe(keyword=text("commands-own-keyword-about"))
    @everywhere
    async def unsubscribe(self, interaction: Interaction, keyword: str) -> None:
        """Take a keyword back."""
        await defer_answer(interaction)
        if (gone := await interaction.client.alerts.remove_keyword(interaction.user.id, keyword)) is None:
            raise UserError("alerts-unknown")
        await answer(
            interaction, say(reader_language(interaction), "alerts-gone", keyword=escape(gone.keyword))
        )

    @unsubscribe.autocomplete("keyword")
    @guarded
    async def keyword_choices(self, interaction: Interaction, current: str) -> Choices:
        """The person's keywords that contain what was typed, those that begin with it first."""
        alerts = await interaction.client.alerts.of_user(interaction.user.id)
        typed = plain(current).casefold()
        matching = [a.keyword for a in alerts if typed in a.keyword.casefold() and units(a.keyword) <= LABEL]
        matching.sort(key=lambda keyword: (not keyword.casefold().startswith(typed), len(keyword)))
        return [app_commands.Choice(name=shorten(plain(k), LABEL), value=k) for k in matching[:CHOICES]]

    @app_commands.command(
        name=text("commands-subscriptions"), description=text("commands-subscriptions-about")
    )
    @everywhere
    async def subscriptions(self, interaction: Interaction) -> None:
        """List the person's keywords."""
        await show_list(interaction)

    @commands.Cog.listener()
    async def on_app_command_completion(self, interaction: discord.Interaction[Any], command: object) -> None:
        """Called by discord.py after each command: whoever cannot be written to is told now."""
        try:
            await tell_waiting(interaction)
        except Exception as error:
            await handle(interaction, error)


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.add_cog(AlertsCog())
    bot.add_dynamic_items(
        DraftButton, AlertPick, AlertAction, HourButton, NotificationSelect, NotificationRest, WaitingButton
    )
