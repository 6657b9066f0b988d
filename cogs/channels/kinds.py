"""Which kinds of channels take digests, and in which layouts."""

from __future__ import annotations

import discord

from bot.models import LAYOUTS, Layout

Postable = discord.TextChannel | discord.ForumChannel | discord.Thread

_ANY_TEXT = ("full", "compact", "thread")
_IN_A_THREAD = ("full", "compact")
_TAKEN: dict[discord.ChannelType, tuple[str, ...]] = {
    discord.ChannelType.text: _ANY_TEXT,
    discord.ChannelType.news: _ANY_TEXT,
    discord.ChannelType.public_thread: _IN_A_THREAD,
    discord.ChannelType.private_thread: _IN_A_THREAD,
    discord.ChannelType.news_thread: _IN_A_THREAD,
    discord.ChannelType.forum: ("forum",),
}


def layouts_of(kind: discord.ChannelType) -> tuple[Layout, ...]:
    """The layouts that a channel of this kind takes, the usual one first; none: it takes no digests."""
    return tuple(layout for layout in LAYOUTS if layout in _TAKEN.get(kind, ()))


def postable_kinds() -> list[discord.ChannelType]:
    """The kinds of channels that take digests."""
    return [kind for kind in _TAKEN if layouts_of(kind)]
