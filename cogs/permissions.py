"""Discord's permissions by the names that its settings show."""

from __future__ import annotations

from collections.abc import Iterable

import discord
from discord import app_commands

from bot.models import Language
from bot.texts import say

GuildChannel = discord.abc.GuildChannel | discord.Thread

# For posting; reading the history shows whether a message of an interrupted run is there.
NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history")

_KEYS = {
    "view_channel": "permission-view-channel",
    "send_messages": "permission-send-messages",
    "embed_links": "permission-embed-links",
    "read_message_history": "permission-read-message-history",
    "send_messages_in_threads": "permission-send-messages-in-threads",
    "mention_everyone": "permission-mention-everyone",
    "manage_guild": "permission-manage-server",
}


def named(permissions: Iterable[str], language: Language) -> str:
    """The permissions as a reader of the language finds them in Discord's settings."""
    return ", ".join(say(language, _KEYS[name]) if name in _KEYS else name for name in permissions)


def needed(channel: GuildChannel) -> tuple[str, ...]:
    """What the bot needs there for posting; a thread has a switch of its own for writing."""
    in_thread = {"send_messages": "send_messages_in_threads"} if isinstance(channel, discord.Thread) else {}
    return tuple(in_thread.get(name, name) for name in NEEDED)


def missing(channel: GuildChannel) -> list[str]:
    """What the bot may not do in the channel, of what posting needs."""
    granted = channel.permissions_for(channel.guild.me)
    return [name for name in needed(channel) if not getattr(granted, name)]


def can_mention(channel: GuildChannel, role_id: int) -> bool:
    """Whether the bot's mention of the role there reaches anybody."""
    role = channel.guild.get_role(role_id)
    is_open = role is not None and role.mentionable
    return is_open or channel.permissions_for(channel.guild.me).mention_everyone


def require_manage_server(interaction: discord.Interaction) -> None:
    """Raise unless the person manages the server: admins may open a command to others in Discord's
    settings, and buttons have no such rule at all.
    """
    if interaction.guild_id is None:
        raise app_commands.NoPrivateMessage
    if not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])
