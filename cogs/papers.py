"""`/paper`: one paper, by id or link."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import Paperboy
from bot.errors import UserError
from bot.models import Language
from bot.paper_ids import parse_paper_id
from bot.rendering.messages import paper_message
from bot.service import Service
from bot.store import editions, subscriptions
from bot.texts import say
from cogs.funnel import Interaction, answer, reader
from cogs.translation import text


class Papers(commands.Cog):
    """Questions about papers."""

    @app_commands.command(name=text("commands-paper"), description=text("commands-paper-about"))
    @app_commands.rename(query=text("commands-paper-query"), public=text("commands-paper-public"))
    @app_commands.describe(
        query=text("commands-paper-query-about"), public=text("commands-paper-public-about")
    )
    @app_commands.allowed_contexts(guilds=True, dms=True)
    async def paper(self, interaction: Interaction, query: str, public: bool = False) -> None:
        """Show the paper that the query names."""
        service = interaction.client.service
        if (paper_id := parse_paper_id(query)) is None:
            raise UserError("papers-not-an-id")
        if not await _is_stored(service, paper_id):
            await interaction.response.defer(ephemeral=True, thinking=True)
        language = await _channel_language(interaction) if public else reader(interaction)
        if (found := await service.find_paper(paper_id, language)) is None:
            raise UserError("papers-unknown", id=paper_id)
        if public and interaction.response.is_done():
            await answer(interaction, say(reader(interaction), "papers-shown"))
        message = paper_message(found.shown, language, listings=found.listings)
        await answer(interaction, message.content, embeds=message.embeds, ephemeral=not public)


async def _is_stored(service: Service, paper_id: str) -> bool:
    async with service.store.reading() as view:
        paper = await editions.paper(view, paper_id)
    return paper is not None and paper.abstract != ""  # else the source is asked


async def _channel_language(interaction: Interaction) -> Language:
    """The language of those who see the answer: the channel's, if it has one, else the server's."""
    async with interaction.client.service.store.reading() as view:
        subscription = await subscriptions.of_channel(view, interaction.channel_id or 0)
    if subscription:
        return subscription.settings.language
    return interaction.client.language_for(interaction.guild_locale or interaction.locale)


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.add_cog(Papers())
