"""Discord's permissions by the names that its settings show."""

from __future__ import annotations

from collections.abc import Iterable

import discord
from discord import app_commands

from bot.models import Language, Layout
from bot.models.places import PlaceKind, needed
from bot.texts import say

Place = discord.TextChannel | discord.Thread | discord.ForumChannel

_KEYS = {
    "view_channel": "permission-view-channel",
    "send_messages": "permission-send-messages",
    "embed_links": "permission-embed-links",
    "read_message_history": "permission-read-message-history",
    "create_public_threads": "permission-create-public-threads",
    "send_messages_in_threads": "permission-send-messages-in-threads",
    "manage_guild": "permission-manage-server",
}


def named(permissions: Iterable[str], language: Language) -> str:
    """The permissions as a reader of the language finds them in Discord's settings."""
    return ", ".join(say(language, _KEYS[name]) if name in _KEYS else name for name in permissions)


def kind_of(place: Place) -> PlaceKind:
    """What kind of place it is, for which the layouts differ."""
    match place:
        case discord.Thread():
            return "thread"
        case discord.ForumChannel():
            return "forum"
        case _:
            return "announcement" if place.is_news() else "text"


def missing(place: Place, layout: Layout) -> list[str]:
    """What the bot may not do in the place, of what posting in this layout needs."""
    granted = place.permissions_for(place.guild.me)
    return [name for name in needed(layout, kind_of(place)) if not getattr(granted, name)]


def is_role_silent(place: Place, role_id: int) -> bool:
    """Whether a mention of the role reaches nobody there: it is gone, or the bot may not ping it."""
    role = place.guild.get_role(role_id)
    if role is None:
        return True
    return not (role.mentionable or place.permissions_for(place.guild.me).mention_everyone)


def require_manage_server(interaction: discord.Interaction) -> None:
    """Raise unless the person manages the server: admins may open a command to others in Discord's
    settings, and buttons have no such rule at all.
    """
    if interaction.guild_id is None:
        raise app_commands.NoPrivateMessage
    if not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])
