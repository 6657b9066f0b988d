"""Which kinds of channels take digests, and in which layouts."""

from __future__ import annotations

import discord

from bot.models import Layout
from bot.models.places import LAYOUTS_OF, PlaceKind

Postable = discord.TextChannel | discord.ForumChannel | discord.Thread

_KINDS: dict[discord.ChannelType, PlaceKind] = {
    discord.ChannelType.text: "text",
    discord.ChannelType.news: "announcement",
    discord.ChannelType.public_thread: "thread",
    discord.ChannelType.private_thread: "thread",
    discord.ChannelType.news_thread: "thread",
    discord.ChannelType.forum: "forum",
}


def layouts_of(kind: discord.ChannelType) -> tuple[Layout, ...]:
    """The layouts that a channel of this kind takes, the usual one first; none: it takes no digests."""
    return LAYOUTS_OF[_KINDS[kind]] if kind in _KINDS else ()


def postable_kinds() -> list[discord.ChannelType]:
    """The kinds of channels that take digests."""
    return list(_KINDS)
