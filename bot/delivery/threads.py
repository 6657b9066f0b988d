"""Threads and forum posts over REST: begun, found again, woken."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, cast

import discord
from discord.http import MultipartParameters, handle_message_parameters
from discord.utils import snowflake_time

from bot.delivery.asking import FIND_SECONDS, POST_SECONDS, asking, sendable
from bot.delivery.forum_tags import ForumTags
from bot.delivery.outcomes import (
    THREAD_EXISTS,
    UNKNOWN_MESSAGE,
    Later,
    OddAnswerError,
    code_of,
    judge,
)
from bot.delivery.own_messages import CLOCKS_APART, UNREADABLE, UnreadableError, own_mark
from bot.delivery.traffic import not_repeated
from bot.rendering.digest_message import Message, ThreadHead
from bot.rendering.footer_id import FooterMark, marked
from bot.texts.foreign import words

ARCHIVE_MINUTES = 1440  # without a word, until Discord puts a day's thread away: the next day's is there then
# What stands between the bot and Discord answers without a code, or with this one. A 429 comes from there,
# too, but before anything is done.
_EDGE_CODES, _TOO_MANY = frozenset({0, 40333}), 429
_PAGE, _PAGES = 100, 10  # archived threads of a forum, newest first


class DiscordThreads:
    """Speaks through a discord.py client that is logged in. See Sender for what each method promises."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def start_thread(self, channel_id: int, message_id: int, head: ThreadHead) -> None:
        """See Sender."""
        try:
            async with asking(POST_SECONDS):
                thread = await self._client.http.start_thread_with_message(
                    channel_id, message_id, name=head.name, auto_archive_duration=ARCHIVE_MINUTES
                )
                if int(thread["id"]) != message_id:
                    raise ValueError(f"not the thread of message {message_id}")
        except discord.HTTPException as error:
            if code_of(error) != THREAD_EXISTS:
                raise

    async def wake(self, thread_id: int) -> bool:
        """Take a thread out of the archive; False if the bot may not."""
        try:
            async with asking(POST_SECONDS):
                await self._client.http.edit_channel(thread_id, archived=False)
        except discord.Forbidden:
            return False
        return True

    async def put_away(self, thread_id: int) -> None:
        """Put a thread of the bot's own into the archive, where that is allowed."""
        with suppress(discord.Forbidden):
            async with asking(POST_SECONDS):
                await self._client.http.edit_channel(thread_id, archived=True)

    async def begin_post(self, forum_id: int, message: Message, mark: FooterMark, head: ThreadHead) -> int:
        """See Sender."""
        return await self.begin(forum_id, marked(message, mark), head)

    async def begin(self, forum_id: int, message: Message, head: ThreadHead) -> int:
        """The same for a message as it is, which nobody can look for later."""
        async with asking(POST_SECONDS):
            tags = await self._tags(forum_id, head)
            payload = {"name": head.name, "auto_archive_duration": ARCHIVE_MINUTES, "applied_tags": tags}
            with (
                not_repeated(),
                handle_message_parameters(
                    **sendable(message), channel_payload=cast("dict[str, Any]", payload)
                ) as params,
            ):
                begun = await self._begin(forum_id, params)
            return int(begun["id"])

    async def _begin(self, forum_id: int, params: MultipartParameters) -> Mapping[str, Any]:
        """What is no answer of Discord's leaves open whether the post is there: no nonce would tell."""
        try:
            return cast(
                "Mapping[str, Any]", await self._client.http.start_thread_in_forum(forum_id, params=params)
            )
        except discord.HTTPException as error:
            is_of_the_edge = error.status != _TOO_MANY and code_of(error) in _EDGE_CODES
            if is_of_the_edge and isinstance(judge(error), Later):
                raise OddAnswerError(words(error)) from error
            raise

    async def find_post(self, guild_id: int, forum_id: int, mark: FooterMark, since: datetime) -> int | None:
        """See Sender."""
        try:
            async with asking(FIND_SECONDS):
                async for thread in self._bot_threads(guild_id, forum_id, since - CLOCKS_APART):
                    if await self._begins_with(int(thread["id"]), mark):
                        return int(thread["id"])
        except discord.HTTPException as error:
            if code_of(error) in UNREADABLE | {UNKNOWN_MESSAGE}:
                raise UnreadableError(words(error)) from error
            raise
        return None

    async def _tags(self, forum_id: int, head: ThreadHead) -> list[int]:
        forum = cast("Mapping[str, Any]", await self._client.http.get_channel(forum_id))
        return ForumTags.of_channel(forum).fitting(head.papers)

    async def _bot_threads(
        self, guild_id: int, forum_id: int, since: datetime
    ) -> AsyncIterator[Mapping[str, Any]]:
        """The threads that the bot began in the forum since then, active ones first."""
        owner = self._client.user
        async for thread in self._threads(guild_id, forum_id, since):
            is_by_bot = owner is not None and int(thread["owner_id"]) == owner.id
            if (
                is_by_bot
                and int(thread["parent_id"]) == forum_id
                and snowflake_time(int(thread["id"])) >= since
            ):
                yield thread

    async def _threads(
        self, guild_id: int, forum_id: int, since: datetime
    ) -> AsyncIterator[Mapping[str, Any]]:
        http = self._client.http
        for thread in (await http.get_active_threads(guild_id))["threads"]:
            yield cast("Mapping[str, Any]", thread)
        before = None
        for _ in range(_PAGES):
            page = await http.get_public_archived_threads(forum_id, before=cast("Any", before), limit=_PAGE)
            for thread in page["threads"]:
                yield cast("Mapping[str, Any]", thread)
            if not page["has_more"] or not page["threads"]:
                return
            before = page["threads"][-1]["thread_metadata"]["archive_timestamp"]
            if datetime.fromisoformat(before) < since:
                return  # whatever was begun since was put away later
        raise UnreadableError(f"more than {_PAGES * _PAGE} posts were put away since")

    async def _begins_with(self, thread_id: int, mark: FooterMark) -> bool:
        """Whether the thread's first message, which has its id, is ours with this mark."""
        first = await self._client.get_partial_messageable(thread_id).fetch_message(thread_id)
        posted = own_mark(first, self._client.user)
        # The same part: a day's post begins with its first one, and of a post for each paper all are first.
        return posted is not None and posted.part == mark.part and mark.is_of_same_post(posted)
