"""What a forum asks of a post beside permissions: some require a tag. Pure."""

from __future__ import annotations

import discord

from bot.models import Language
from bot.rendering.escape import escape
from bot.texts import say
from cogs.permissions import GuildChannel


def lacks_tag(channel: GuildChannel) -> bool:
    """Whether every post needs a tag there, and all tags are for moderators: nothing can be posted."""
    return _requires_tag(channel) and _first_tag(channel) is None


def tag_lines(channel: GuildChannel, language: Language) -> list[str]:
    """Whether a tag that a forum requires can be had, and which one a post gets if none fits its papers."""
    if not _requires_tag(channel):
        return []
    if (tag := _first_tag(channel)) is None:
        return [say(language, "setup-tag-missing")]
    return [say(language, "setup-tag-there", tag=escape(tag.name))]


def _requires_tag(channel: GuildChannel) -> bool:
    return isinstance(channel, discord.ForumChannel) and channel.flags.require_tag


def _first_tag(channel: GuildChannel) -> discord.ForumTag | None:
    """The first one that is not for moderators alone, as `bot.delivery.forum_tags` takes it."""
    tags = channel.available_tags if isinstance(channel, discord.ForumChannel) else ()
    return next((tag for tag in tags if not tag.moderated), None)
