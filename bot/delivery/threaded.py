"""Where a day's messages go that do not all stand in the channel itself: into a thread, or a forum's post."""

from __future__ import annotations

from datetime import datetime

import discord

from bot.delivery.destinations import ChannelDestination
from bot.delivery.marks import mark_of
from bot.delivery.nonces import nonce
from bot.delivery.outcomes import (
    ARCHIVED_THREAD,
    LOCKED_THREAD,
    UNKNOWN_CHANNEL,
    Closed,
    NoThreadError,
    Outcome,
    Refused,
    code_of,
)
from bot.models import FORUM_LAYOUTS, Delivery
from bot.rendering.digest_message import Message, ThreadHead
from bot.store import Transaction

# Codes that, of a day's thread, speak of that day alone: deleted, locked, or put away where the bot cannot
# wake it. The channel goes on with the next day.
_DAY_CLOSED = frozenset({UNKNOWN_CHANNEL, LOCKED_THREAD, ARCHIVED_THREAD})


def destination_kind(delivery: Delivery) -> type[ChannelDestination]:
    """The destination of a delivery, by the layout in which its day was planned."""
    if delivery.is_in_thread:
        return ThreadDestination
    return ForumDestination if delivery.layout in FORUM_LAYOUTS else ChannelDestination


class ForumDestination(ChannelDestination):
    """A forum, for the message that begins the day's post, or a paper's."""

    def has_nonce(self, message: Delivery) -> bool:
        """Discord takes none there, so a post that cannot be looked for is not repeated."""
        return False

    async def find(self, message: Delivery, since: datetime) -> int | None:
        """By its mark in the first messages of the bot's posts."""
        guild_id = self.subscription.settings.guild_id
        return await self.sender.find_post(guild_id, self.channel_id, mark_of(message), since)

    async def post(self, message: Delivery, laid_out: Message) -> int:
        """See dispatcher.Destination."""
        return await self.sender.begin_post(self.channel_id, laid_out, mark_of(message), _head(laid_out))


class ThreadDestination(ChannelDestination):
    """The thread of a day, for the messages after the first one, whose id it has."""

    async def find(self, message: Delivery, since: datetime) -> int | None:
        """By its mark in the thread's history; a thread that is not there has none."""
        if message.thread_id is None:
            return None
        try:
            return await self.sender.find(message.thread_id, mark_of(message), since)
        except discord.HTTPException as error:
            if code_of(error) != UNKNOWN_CHANNEL:
                raise
        return None

    async def post(self, message: Delivery, laid_out: Message) -> int:
        """The first message in a thread makes it, which may be asked for again."""
        thread_id = _thread_id(message)
        if message.layout == "thread" and message.part == 2:
            await self.sender.start_thread(self.channel_id, thread_id, _head(laid_out))
        name = nonce(self.channel_id, message)
        return await self.sender.post(thread_id, laid_out, mark_of(message), name)

    async def heed(self, tx: Transaction, message: Delivery, outcome: Outcome, now: datetime) -> Outcome:
        """What is wrong with the day's thread does not pause its channel."""
        if isinstance(outcome, Closed) and outcome.code in _DAY_CLOSED:
            outcome = Refused(outcome.reason)
        return await super().heed(tx, message, outcome, now)


def _thread_id(message: Delivery) -> int:
    if message.thread_id is None:
        raise NoThreadError
    return message.thread_id


def _head(laid_out: Message) -> ThreadHead:
    if laid_out.thread is None:
        raise ValueError("the message belongs to no thread")
    return laid_out.thread
