"""`/subscribe`, `/unsubscribe`, `/subscriptions`: a person's own keywords, seen by nobody else."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands
from discord.utils import format_dt

from bot.alerts import LONGEST, MOST, SHORTEST, canonical, keywords_of, subscribe_keyword, unsubscribe_keyword
from bot.client import Paperboy
from bot.errors import UserError
from bot.models import Alert, Language
from bot.rendering.escape import escape
from bot.rendering.units import shorten
from bot.texts import say
from cogs.funnel import Choices, Interaction, answer, guarded, reader
from cogs.paging import pages
from cogs.translation import text

Keyword = app_commands.Range[str, SHORTEST, LONGEST]
LABEL = 100  # UTF-16 units of a choice's label
CHOICES = 25  # offered by one autocomplete


class Alerts(commands.Cog):
    """Keywords, in servers and in direct messages."""

    @app_commands.command(name=text("commands-subscribe"), description=text("commands-subscribe-about"))
    @app_commands.rename(keyword=text("commands-keyword"))
    @app_commands.describe(keyword=text("commands-keyword-about"))
    @app_commands.allowed_contexts(guilds=True, dms=True)
    async def subscribe(self, interaction: Interaction, keyword: Keyword) -> None:
        """Keep a keyword."""
        service = interaction.client.service
        kept = await subscribe_keyword(service.store, interaction.user.id, keyword, service.clock())
        key = "alerts-kept" if kept.is_new else "alerts-known"
        await answer(interaction, say(reader(interaction), key, keyword=escape(kept.alert.keyword)))

    @app_commands.command(name=text("commands-unsubscribe"), description=text("commands-unsubscribe-about"))
    @app_commands.rename(keyword=text("commands-keyword"))
    @app_commands.describe(keyword=text("commands-own-keyword-about"))
    @app_commands.allowed_contexts(guilds=True, dms=True)
    async def unsubscribe(self, interaction: Interaction, keyword: str) -> None:
        """Take a keyword back."""
        store = interaction.client.service.store
        if (gone := await unsubscribe_keyword(store, interaction.user.id, keyword)) is None:
            raise UserError("alerts-unknown")
        await answer(interaction, say(reader(interaction), "alerts-gone", keyword=escape(gone.keyword)))

    @unsubscribe.autocomplete("keyword")
    @guarded
    async def own_keywords(self, interaction: Interaction, current: str) -> Choices:
        """The person's keywords that contain what was typed; their values are ids."""
        own = await keywords_of(interaction.client.service.store, interaction.user.id)
        typed = canonical(current)
        matching = [alert for alert in own if typed in canonical(alert.keyword)][:CHOICES]
        return [app_commands.Choice(name=shorten(a.keyword, LABEL), value=str(a.id)) for a in matching]

    @app_commands.command(
        name=text("commands-subscriptions"), description=text("commands-subscriptions-about")
    )
    @app_commands.allowed_contexts(guilds=True, dms=True)
    async def subscriptions(self, interaction: Interaction) -> None:
        """List the person's keywords."""
        language = reader(interaction)
        own = await keywords_of(interaction.client.service.store, interaction.user.id)
        if not own:
            await answer(interaction, say(language, "alerts-none"))
            return
        head = say(language, "alerts-list", count=len(own), most=MOST)
        for page in pages([[head], *([_line(alert, language)] for alert in own)]):
            await answer(interaction, page)


def _line(alert: Alert, language: Language) -> str:
    since = format_dt(alert.created_at, "d")
    return say(language, "alerts-line", keyword=escape(alert.keyword), since=since)


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.add_cog(Alerts())
