"""How people are answered: in their language, to them alone, with command names as mentions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord.utils import MISSING

from bot.app.client import Paperboy
from bot.app.command_tree import end_turn
from bot.models import Language

Interaction = discord.Interaction[Paperboy]


def reader_language(interaction: Interaction) -> Language:
    """The language of the person who acts."""
    return interaction.client.language_for(interaction.locale)


async def answer(
    interaction: Interaction,
    content: str | None = None,
    *,
    embeds: Sequence[discord.Embed] = (),
    view: discord.ui.View | None = None,
    file: discord.File | None = None,
    ephemeral: bool = True,
) -> discord.WebhookMessage | None:
    """Answer, also after a deferral; to the person alone unless `ephemeral` is False.

    Returns the message if it is a follow-up; a first answer is the interaction's original response.

    The first answer after a deferral is as ephemeral as the deferral was, whatever is asked for here: defer
    ephemerally, so that an error stays between the two of us.
    """
    parts: dict[str, Any] = {
        **linked(interaction, {"content": content or MISSING, "embeds": list(embeds)}),
        "view": view or MISSING,
        "file": file or MISSING,
        "ephemeral": ephemeral,
        "allowed_mentions": discord.AllowedMentions.none(),
    }
    message = None
    if interaction.response.is_done():
        message = await interaction.followup.send(**parts, wait=True)
    else:
        await interaction.response.send_message(**parts)
    end_turn(interaction)
    return message


async def update(interaction: Interaction, **fields: Any) -> None:
    """Change the message that the button, select or form belongs to, also after a deferral."""
    edit = (
        interaction.edit_original_response
        if interaction.response.is_done()
        else interaction.response.edit_message
    )
    await edit(**linked(interaction, fields), allowed_mentions=discord.AllowedMentions.none())


def is_ephemeral(interaction: Interaction) -> bool:
    """Whether the message of the button is seen by the person alone."""
    return interaction.message is not None and interaction.message.flags.ephemeral


def linked(interaction: Interaction, fields: dict[str, Any]) -> dict[str, Any]:
    """What is shown, with the commands that its texts name as mentions."""
    mentions = interaction.client.mentions
    if isinstance(content := fields.get("content"), str):
        fields["content"] = mentions.linked(content)
    for embed in fields.get("embeds") or ():
        embed.description = mentions.linked(embed.description) if embed.description else None
    return fields


async def defer_answer(interaction: Interaction) -> None:
    """Ask for more time before something is written, which may have to wait for its turn."""
    await interaction.response.defer(ephemeral=True, thinking=True)
