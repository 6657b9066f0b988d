"""Recognising our own messages at Discord."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

import discord

from bot.delivery.outcomes import MISSING_ACCESS, MISSING_PERMISSION
from bot.models.paper_ids import parse_paper_id
from bot.rendering.footer_id import FooterMark, read_mark

# How far the times of Discord's messages may lie before the one since when they are searched. That one is by
# Discord's time (DiscordTime), however wrong our clock is.
CLOCKS_APART = timedelta(minutes=15)
UNREADABLE = frozenset({MISSING_ACCESS, MISSING_PERMISSION})
_LINK = re.compile(r"\]\((https?://[^\s)]+)\)")


class Shown(NamedTuple):
    """What a message of ours shows at Discord: papers, in their order, and when it was edited (UTC)."""

    papers: tuple[str, ...]
    edited_at: datetime | None


class UnreadableError(Exception):
    """Whether a message is there cannot be known: the history cannot be read, not far enough, or shows the
    post in a division that is not today's.
    """


def own_mark(message: discord.Message, user: discord.ClientUser | None) -> FooterMark | None:
    """The mark of a message, if it is one of this user's, the bot's."""
    ours = user is not None and message.author.id == user.id
    return read_mark(message.embeds[-1].footer.text) if ours and message.embeds else None


def id_of(mark: FooterMark, posted: Mapping[FooterMark, int]) -> int | None:
    """The id of the message with this mark, among those of its post that are there, by their marks.

    After a restore the post may have been divided otherwise: a part that is there stays, and of a post that
    is there whole nothing is missing. UnreadableError if it is there in part.
    """
    same = next((part for part in posted if part.part == mark.part), None)
    last = next((part for part in posted if part.part == part.parts), None)
    if mark in posted or all(part.parts == mark.parts for part in posted):
        return posted.get(mark)
    if last:
        return posted[same or last]
    if same and mark.part < mark.parts:
        return posted[same]
    raise UnreadableError("the post is there in part, in another division")


def papers_shown(embeds: Iterable[discord.Embed]) -> tuple[str, ...]:
    """The ids of the papers to which the embeds of a post or a notification link, in their order."""
    ids = (parse_paper_id(link) for embed in embeds for link in _links(embed))
    return tuple(dict.fromkeys(filter(None, ids)))


def _links(embed: discord.Embed) -> Iterator[str]:
    if embed.url:
        yield embed.url
    else:
        yield from _LINK.findall(embed.description or "")
