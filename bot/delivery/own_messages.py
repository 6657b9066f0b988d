"""Recognising our own messages at Discord."""

from __future__ import annotations

from datetime import timedelta

import discord

from bot.delivery.outcomes import MISSING_ACCESS, MISSING_PERMISSION
from bot.rendering.footer_id import FooterMark, read_mark

# How far Discord's clock and ours may lie apart when the history is searched.
CLOCKS_APART = timedelta(minutes=15)
UNREADABLE = frozenset({MISSING_ACCESS, MISSING_PERMISSION})


class UnreadableError(Exception):
    """The channel's history cannot be read, or not far enough."""


def has_mark(message: discord.Message, user: discord.ClientUser | None, mark: FooterMark) -> bool:
    """Whether the message is one of this user's, the bot's, with this mark."""
    ours = user is not None and message.author.id == user.id
    return ours and bool(message.embeds) and read_mark(message.embeds[-1].footer.text) == mark
