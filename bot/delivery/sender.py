"""Discord as the delivery sees it: post a message, find a message."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Protocol

import discord
from discord.utils import MISSING

from bot.delivery.components import menu_view
from bot.delivery.outcomes import MISSING_ACCESS, MISSING_PERMISSION, OddAnswerError, code_of
from bot.rendering.digest_message import Message
from bot.rendering.footer_id import Mark, marked, read_mark
from bot.texts.foreign import words

# discord.py repeats a failed request for up to 25 s by itself; a hanging one must end some time.
POST_SECONDS = 60.0
FIND_SECONDS = 120.0
# How far Discord's clock and ours may lie apart when the history is searched.
CLOCKS_APART = timedelta(minutes=15)
UNREADABLE = frozenset({MISSING_ACCESS, MISSING_PERMISSION})
FAR_BACK = 5_000  # messages searched; a channel with more since then is busier than any digest channel


class UnreadableError(Exception):
    """The channel's history cannot be read, or not far enough."""


class Sender(Protocol):
    """What the delivery asks of Discord. Errors are those of discord.py, aiohttp, TimeoutError and
    OddAnswerError.
    """

    async def post(self, channel_id: int, message: Message, mark: Mark, nonce: str) -> int:
        """Post with the mark in the footer; returns the message's id."""
        ...

    async def open(self, user_id: int) -> int:
        """The id of the channel for direct messages with a user."""
        ...

    async def find(self, channel_id: int, mark: Mark, since: datetime) -> int | None:
        """The id of our message with this mark, posted since then (UTC); UnreadableError if unknowable."""
        ...


class DiscordSender:
    """Speaks through a discord.py client that is logged in; needs no gateway connection."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def post(self, channel_id: int, message: Message, mark: Mark, nonce: str) -> int:
        """See Sender."""
        channel = self._client.get_partial_messageable(channel_id)
        ready = marked(message, mark)
        async with _asking(POST_SECONDS):
            sent = await channel.send(
                ready.content,
                embeds=list(ready.embeds),
                view=menu_view(*ready.menus, buttons=ready.buttons) if ready.menus else MISSING,
                nonce=nonce,
                allowed_mentions=mentions_of(ready),
            )
        return sent.id

    async def open(self, user_id: int) -> int:
        """See Sender."""
        async with _asking(POST_SECONDS):
            return (await self._client.create_dm(discord.Object(user_id))).id

    async def edit(self, channel_id: int, message_id: int, message: Message, mark: Mark) -> None:
        """See bot.delivery.edits.Editor."""
        posted = self._client.get_partial_messageable(channel_id).get_partial_message(message_id)
        ready = marked(message, mark)
        async with _asking(POST_SECONDS):
            await posted.edit(
                content=ready.content,
                embeds=list(ready.embeds),
                allowed_mentions=discord.AllowedMentions.none(),
            )

    async def find(self, channel_id: int, mark: Mark, since: datetime) -> int | None:
        """See Sender."""
        try:
            async with _asking(FIND_SECONDS):
                return await self._find(channel_id, mark, since)
        except discord.HTTPException as error:
            if code_of(error) in UNREADABLE:
                raise UnreadableError(words(error)) from error
            raise

    async def _find(self, channel_id: int, mark: Mark, since: datetime) -> int | None:
        channel, seen = self._client.get_partial_messageable(channel_id), 0
        async for message in channel.history(limit=FAR_BACK, after=since - CLOCKS_APART):
            seen += 1
            if self._is_ours(message, mark):
                return message.id
        if seen >= FAR_BACK:
            raise UnreadableError(f"more than {FAR_BACK} messages since")
        if not seen and not await self._is_readable(channel_id):
            raise UnreadableError("the channel's history is not shown: “Read Message History” is missing")
        return None

    async def _is_readable(self, channel_id: int) -> bool:
        """Without the right to read the history Discord answers with an empty one, not with an error."""
        channel = self._client.get_partial_messageable(channel_id)
        if [message async for message in channel.history(limit=1)]:
            return True
        data = await self._client.http.get_channel(channel_id)
        if int(data["id"]) != channel_id:  # nobody's empty answer is taken for an empty channel
            raise ValueError(f"channel {channel_id} was asked for, and another one came")
        return data.get("last_message_id") is None

    def _is_ours(self, message: discord.Message, mark: Mark) -> bool:
        ours = self._client.user is not None and message.author.id == self._client.user.id
        return ours and bool(message.embeds) and read_mark(message.embeds[-1].footer.text) == mark


def mentions_of(message: Message) -> discord.AllowedMentions:
    """The message's role alone, whatever else its texts may look like."""
    roles = [discord.Object(message.role_id)] if message.role_id else False
    return discord.AllowedMentions(everyone=False, users=False, roles=roles, replied_user=False)


@asynccontextmanager
async def _asking(seconds: float) -> AsyncGenerator[None]:
    """A question that ends after so long. What discord.py cannot read as an answer is an OddAnswerError."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise OddAnswerError(f"not what Discord answers ({type(error).__name__})") from error
