"""Answers that everybody in the channel sees."""

from __future__ import annotations

from bot.models import Language
from cogs.answers import Interaction, reader_language


async def answer_language(interaction: Interaction, *, public: bool) -> Language:
    """The language of those who see the answer: the person's, or the channel's, or else the server's."""
    if not public:
        return reader_language(interaction)
    posted_here = await interaction.client.channels.in_channel(interaction.channel_id or 0)
    if posted_here:
        return posted_here[0].settings.language
    return interaction.client.language_for(interaction.guild_locale or interaction.locale)
