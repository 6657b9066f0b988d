"""Discord as the delivery sees it: post a message, find a message."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, Protocol

import discord

from bot.delivery.asking import FIND_SECONDS, POST_SECONDS, asking, editable, sendable
from bot.delivery.outcomes import ALREADY_PUBLISHED, ARCHIVED_THREAD, OddAnswerError, code_of
from bot.delivery.own_messages import (
    CLOCKS_APART,
    UNREADABLE,
    Shown,
    UnreadableError,
    id_of,
    own_mark,
    papers_shown,
)
from bot.delivery.threads import DiscordThreads
from bot.delivery.traffic import not_repeated
from bot.rendering.digest_message import Message, ThreadHead
from bot.rendering.footer_id import FooterMark, marked
from bot.texts.foreign import words

PUBLISH_SECONDS = 10.0
EDIT_SECONDS = 20.0
FAR_BACK = 5_000  # messages searched; a channel with more since then is busier than any digest channel


class Sender(Protocol):
    """What the delivery asks of Discord. Errors are those of discord.py, aiohttp, TimeoutError and
    OddAnswerError.
    """

    async def post(self, channel_id: int, message: Message, mark: FooterMark, nonce: str) -> int:
        """Post with the mark in the footer; returns the message's id. An archived thread is woken for it."""
        ...

    async def open(self, user_id: int) -> int:
        """The id of the channel for direct messages with a user."""
        ...

    async def find(self, channel_id: int, mark: FooterMark, since: datetime) -> int | None:
        """The id of our message with this mark, posted since then (UTC); UnreadableError if unknowable."""
        ...

    async def papers_told(self, channel_id: int, since: datetime) -> dict[str, int]:
        """The papers in our notifications there since then (UTC), each with the message that shows it."""
        ...

    async def shown(self, channel_id: int, message_id: int) -> Shown:
        """What a message of ours shows."""
        ...

    async def start_thread(self, channel_id: int, message_id: int, head: ThreadHead) -> None:
        """Make the thread of a message, which has the message's id; there already, it is that one."""
        ...

    async def begin_post(self, forum_id: int, message: Message, mark: FooterMark, head: ThreadHead) -> int:
        """Begin a forum's post with the message; returns the id of both.

        It carries no nonce: asked twice, it is there twice.
        """
        ...

    async def find_post(self, guild_id: int, forum_id: int, mark: FooterMark, since: datetime) -> int | None:
        """The id of our post in the forum whose first message has this mark, begun since then (UTC), be it
        active or archived; UnreadableError if unknowable.
        """
        ...

    async def edit(self, channel_id: int, message_id: int, message: Message, mark: FooterMark) -> None:
        """Replace a message of ours; the mark stays in its footer. No archived thread is woken for it."""
        ...

    async def publish(self, channel_id: int, message_id: int) -> None:
        """Publish a message of an announcement channel; published already, it is done."""
        ...


class DiscordSender(DiscordThreads):
    """Speaks through a discord.py client that is logged in; needs no gateway connection."""

    async def post(self, channel_id: int, message: Message, mark: FooterMark, nonce: str) -> int:
        """See Sender."""
        try:
            return await self._post(channel_id, message, mark, nonce)
        except discord.HTTPException as error:
            if code_of(error) != ARCHIVED_THREAD or not await self.wake(channel_id):
                raise
        return await self._post(channel_id, message, mark, nonce)

    async def _post(self, channel_id: int, message: Message, mark: FooterMark, nonce: str) -> int:
        channel = self._client.get_partial_messageable(channel_id)
        async with asking(POST_SECONDS):
            return (await channel.send(**sendable(marked(message, mark)), nonce=nonce)).id

    async def open(self, user_id: int) -> int:
        """See Sender."""
        async with asking(POST_SECONDS):
            return (await self._client.create_dm(discord.Object(user_id))).id

    async def edit(self, channel_id: int, message_id: int, message: Message, mark: FooterMark) -> None:
        """See Sender."""
        posted = self._client.get_partial_messageable(channel_id).get_partial_message(message_id)
        ready: dict[str, Any] = editable(marked(message, mark))
        ready["allowed_mentions"] = discord.AllowedMentions.none()
        # Of published messages a limit may be over in an hour: discord.py would wait, and the outbox can.
        async with asking(EDIT_SECONDS):
            with not_repeated():
                edited = await posted.edit(**ready)
            if edited.id != message_id:
                raise ValueError(f"not message {message_id}")

    async def publish(self, channel_id: int, message_id: int) -> None:
        """See Sender."""
        try:
            # discord.py itself waits where it has used a limit up, and this one is over in an hour.
            async with asking(PUBLISH_SECONDS):
                with not_repeated():
                    published = await self._client.http.publish_message(channel_id, message_id)
                if int(published["id"]) != message_id:
                    raise ValueError(f"not message {message_id}")
        except discord.HTTPException as error:
            if code_of(error) != ALREADY_PUBLISHED:
                raise

    async def find(self, channel_id: int, mark: FooterMark, since: datetime) -> int | None:
        """See Sender."""
        try:
            async with asking(FIND_SECONDS):
                return await self._find(channel_id, mark, since)
        except discord.HTTPException as error:
            if code_of(error) in UNREADABLE:
                raise UnreadableError(words(error)) from error
            raise

    async def _find(self, channel_id: int, mark: FooterMark, since: datetime) -> int | None:
        posted, seen = dict[FooterMark, int](), False
        async for message in self._history(channel_id, since):
            seen = True
            each = own_mark(message, self._client.user)
            if each == mark:
                return message.id
            if each and mark.is_of_same_post(each):
                posted[each] = message.id
        if not seen:
            await self._require_readable(channel_id, since)
        return id_of(mark, posted)

    async def papers_told(self, channel_id: int, since: datetime) -> dict[str, int]:
        """See Sender."""
        message_ids = dict[str, int]()
        async with asking(FIND_SECONDS):
            async for message in self._history(channel_id, since):
                if own_mark(message, self._client.user):
                    message_ids = dict.fromkeys(papers_shown(message.embeds), message.id) | message_ids
        return message_ids

    async def shown(self, channel_id: int, message_id: int) -> Shown:
        """See Sender."""
        async with asking(FIND_SECONDS):
            message = await self._client.get_partial_messageable(channel_id).fetch_message(message_id)
        return Shown(papers_shown(message.embeds), message.edited_at)

    async def _history(self, channel_id: int, since: datetime) -> AsyncIterator[discord.Message]:
        """What was posted since then, newest first: what is looked for is mostly new. UnreadableError at the
        end of what is searched, if that is not all.
        """
        channel, seen = self._client.get_partial_messageable(channel_id), 0
        async for message in channel.history(limit=FAR_BACK):
            if message.created_at < since - CLOCKS_APART:
                return
            seen += 1
            yield message
        if seen >= FAR_BACK:
            raise UnreadableError(f"more than {FAR_BACK} messages since")

    async def _require_readable(self, channel_id: int, since: datetime) -> None:
        """Without the right to read a server's history Discord answers with an empty one, not with an error.
        That of direct messages is hidden from nobody.

        OddAnswerError where somebody wrote since then, be it while we asked: it is to be looked at again.
        """
        data = await self._client.http.get_channel(channel_id)
        if int(data["id"]) != channel_id:  # nobody's empty answer is taken for an empty channel
            raise ValueError(f"channel {channel_id} was asked for, and another one came")
        is_direct = data["type"] == discord.ChannelType.private.value
        last_id = data.get("last_message_id")
        if last_id is None and (is_direct or "last_message_id" in data):  # Discord may leave it out
            return
        newest_at = await self._newest_at(channel_id)
        if newest_at is None and is_direct and last_id:  # the last one was deleted, or is not shown yet
            newest_at = discord.utils.snowflake_time(int(last_id))
        if newest_at is None:
            raise UnreadableError("the channel's history is not shown: “Read Message History” is missing")
        if newest_at >= since - CLOCKS_APART:
            raise OddAnswerError("an empty history of a channel in which somebody wrote")

    async def _newest_at(self, channel_id: int) -> datetime | None:
        channel = self._client.get_partial_messageable(channel_id)
        return next(iter([message.created_at async for message in channel.history(limit=1)]), None)
