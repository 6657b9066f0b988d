"""Test posts: how a digest looks in its layout. They bear no mark, so no delivery takes them for its own, and
nothing of them is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import discord

from bot.delivery.asking import POST_SECONDS, asking, sendable
from bot.delivery.outcomes import UNKNOWN_CHANNEL, code_of
from bot.delivery.threads import DiscordThreads
from bot.models import FORUM_LAYOUTS, THREADED, Digest
from bot.rendering import limits
from bot.rendering.digest_message import Message, ThreadHead, paper_counts, render_part
from bot.rendering.menus import Button
from bot.rendering.units import shorten

_SIGN = "🧪"  # before a thread's name
_THREAD_NAME = 100  # by Discord's openapi.json: CreateForumThreadRequest.name
_OWN_MESSAGES = 10  # looked through in a test's thread; it has two


class TrialPlace(NamedTuple):
    """Where a test's first message stands, and the thread that the test began: its own, or of its message."""

    channel_id: int
    message_id: int
    thread_id: int | None = None


@dataclass(frozen=True)
class TrialPosts:
    """Speaks through a discord.py client that is logged in; errors are those of the Sender."""

    client: discord.Client

    async def post(self, channel_id: int, digest: Digest, heading: str, removal: Button) -> TrialPlace:
        """Post the beginning of the digest below a heading: its first message, and in its thread the next
        one; of a post for each paper the best one.
        """
        counts = paper_counts(digest)
        first = len(counts) if digest.layout == "posts" else 1
        message = _tested(render_part(digest, counts, first), heading, removal)
        place = await self._begin(channel_id, digest, message)
        if digest.layout in THREADED:
            await self._send(
                place.thread_id or place.message_id, _tested(render_part(digest, counts, 2), heading)
            )
        return place

    async def remove(self, place: TrialPlace) -> bool:
        """Remove a test; False if its thread stays, empty, since the bot may not delete it."""
        is_thread_gone = place.thread_id is None or await self._remove_thread(place.thread_id)
        if not (is_thread_gone and place.channel_id == place.thread_id):
            await self._delete(place.channel_id, place.message_id)
        if not is_thread_gone and place.thread_id:
            await DiscordThreads(self.client).put_away(place.thread_id)
        return is_thread_gone

    async def _begin(self, channel_id: int, digest: Digest, message: Message) -> TrialPlace:
        threads = DiscordThreads(self.client)
        if digest.layout in FORUM_LAYOUTS and message.thread:
            post_id = await threads.begin(channel_id, message, message.thread)
            return TrialPlace(post_id, post_id, post_id)
        message_id = await self._send(channel_id, message)
        if message.thread:
            await threads.start_thread(channel_id, message_id, message.thread)
        return TrialPlace(channel_id, message_id, message_id if message.thread else None)

    async def _send(self, channel_id: int, message: Message) -> int:
        channel = self.client.get_partial_messageable(channel_id)
        async with asking(POST_SECONDS):
            return (await channel.send(**sendable(message))).id

    async def _remove_thread(self, thread_id: int) -> bool:
        """Delete a thread; where that is not allowed, what the bot said in it."""
        try:
            async with asking(POST_SECONDS):
                await self.client.http.delete_channel(thread_id)
        except discord.NotFound:
            return True
        except discord.Forbidden:
            await self._empty(thread_id)
            return False
        return True

    async def _empty(self, thread_id: int) -> None:
        thread, user = self.client.get_partial_messageable(thread_id), self.client.user
        async with asking(POST_SECONDS):
            async for message in thread.history(limit=_OWN_MESSAGES):
                if user and message.author.id == user.id and message.id != thread_id:
                    await message.delete()

    async def _delete(self, channel_id: int, message_id: int) -> None:
        message = self.client.get_partial_messageable(channel_id).get_partial_message(message_id)
        try:
            async with asking(POST_SECONDS):
                await message.delete()
        except discord.NotFound as error:
            if code_of(error) == UNKNOWN_CHANNEL:
                raise


def _tested(message: Message, heading: str, *buttons: Button) -> Message:
    """The message as a test: nobody is mentioned by it."""
    content = shorten(f"{heading}\n{message.content or ''}".strip(), limits.CONTENT)
    thread = message.thread and ThreadHead(
        shorten(f"{_SIGN} {message.thread.name}", _THREAD_NAME), message.thread.papers
    )
    return replace(message, content=content, buttons=buttons, role_id=None, thread=thread)
