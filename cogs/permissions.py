"""Discord's permissions by the names that its settings show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import discord
from discord import app_commands

from bot.errors import UserError
from bot.models import Language, Layout, places
from bot.models.places import PlaceKind
from bot.texts import say

GuildChannel = discord.abc.GuildChannel | discord.Thread
Place = discord.TextChannel | discord.Thread | discord.ForumChannel

_KEYS = {
    "view_channel": "permission-view-channel",
    "send_messages": "permission-send-messages",
    "embed_links": "permission-embed-links",
    "read_message_history": "permission-read-message-history",
    "create_public_threads": "permission-create-public-threads",
    "send_messages_in_threads": "permission-send-messages-in-threads",
    "manage_threads": "permission-manage-threads",
    "mention_everyone": "permission-mention-everyone",
    "manage_guild": "permission-manage-server",
}


def named(permissions: Iterable[str], language: Language) -> str:
    """The permissions as a reader of the language finds them in Discord's settings."""
    return ", ".join(say(language, _KEYS[name]) if name in _KEYS else name for name in permissions)


def kind_of(channel: GuildChannel) -> PlaceKind:
    """What kind of place it is, for which the layouts differ."""
    match channel:
        case discord.Thread():
            return "thread"
        case discord.ForumChannel():
            return "forum"
        case discord.TextChannel() if channel.is_news():
            return "announcement"
        case _:
            return "text"


def needed(channel: GuildChannel, layout: Layout) -> tuple[str, ...]:
    """What the bot needs there for posting in this layout."""
    return places.needed(layout, kind_of(channel))


def missing(channel: GuildChannel, layout: Layout) -> list[str]:
    """What the bot may not do in the channel, of what posting in this layout needs."""
    granted = channel.permissions_for(channel.guild.me)
    return [name for name in needed(channel, layout) if not getattr(granted, name)]


def can_mention(channel: GuildChannel, role_id: int) -> bool:
    """Whether the bot's mention of the role there reaches anybody."""
    role = channel.guild.get_role(role_id)
    if role is None:
        return False
    return role.mentionable or channel.permissions_for(channel.guild.me).mention_everyone


async def is_owner(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person is one of the owners of the bot: those of the settings, else of its application."""
    try:
        return await interaction.client.is_owner(interaction.user)
    except (discord.HTTPException, OSError, TimeoutError):
        return False  # nobody can tell now


def require_presence(interaction: discord.Interaction[Any]) -> None:
    """Raise unless the bot is in the server: an invitation may bring its commands alone."""
    if interaction.client.get_guild(interaction.guild_id or 0) is None:
        raise UserError("channels-not-invited")


def require_manage_server(interaction: discord.Interaction) -> None:
    """Raise unless the person manages the server: admins may open a command to others in Discord's
    settings, and buttons have no such rule at all.
    """
    if interaction.guild_id is None:
        raise app_commands.NoPrivateMessage
    if not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])
