"""Whether a DM reaches the person who acts, as far as that is known before one is sent."""

from __future__ import annotations

import discord

from bot.delivery.outcomes import CLOSED_DMS, NO_COMMON_SERVER, code_of
from bot.models import Language
from bot.texts import say
from cogs.answers import Interaction

_REFUSALS = {CLOSED_DMS: "alerts-kept-closed", NO_COMMON_SERVER: "alerts-kept-unreachable"}


def is_elsewhere(interaction: Interaction) -> bool:
    """Whether the person came by their own installation alone: in a server or group without the bot, which
    need share nothing else with them.
    """
    is_by_own = interaction.is_user_integration() and not interaction.is_guild_integration()
    return is_by_own and not interaction.context.dm_channel


async def reach_lines(interaction: Interaction, language: Language) -> list[str]:
    """What to tell somebody who wants DMs and may get none."""
    person = await interaction.client.notifications.person(interaction.user.id)
    if person and person.closed_since:
        return [say(language, "alerts-kept-closed")]
    if not is_elsewhere(interaction):
        return []
    return [say(language, await _key(interaction))]


async def _key(interaction: Interaction) -> str:
    """What Discord says when it is asked to open the DM; it may refuse the message all the same."""
    try:
        await interaction.user.create_dm()
    except discord.HTTPException as error:
        return _REFUSALS.get(code_of(error), "alerts-kept-elsewhere")
    return "alerts-kept-elsewhere"
