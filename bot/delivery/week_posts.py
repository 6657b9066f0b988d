"""Sends the weekly posts that are planned, each exactly once like any post."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import datetime

import discord

from bot.delivery.channel_queues import ChannelQueues
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.marks import week_mark
from bot.delivery.nonces import week_nonce
from bot.delivery.outcomes import MISSING_PERMISSION, Closed, Later, Outcome, code_of
from bot.delivery.sender import Sender
from bot.models import FORUM_LAYOUTS, Subscription, WeekPost
from bot.rendering.digest_message import Message
from bot.rendering.week_message import week_message
from bot.store import Transaction
from bot.store.outbox import Outbox
from bot.store.restorations import Restoration
from bot.store.weeks import outbox

CLOSED_SECONDS = 3600.0  # until a channel is tried again that takes no post


@dataclass(frozen=True)
class WeekDestination:
    """A subscription's channel, or a new post in its forum."""

    subscription: Subscription
    sender: Sender
    outbox: Outbox[WeekPost] = outbox
    failure_level: int = logging.ERROR

    @property
    def kind(self) -> str:
        """See dispatcher.Destination."""
        return "week"

    def name(self, message: WeekPost) -> str:
        """See dispatcher.Destination."""
        channel_id = self.subscription.settings.channel_id
        return f"{message.log_id} (channel {channel_id}, week up to {message.day})"

    def trouble(self, reason: str) -> str:
        """See dispatcher.Destination."""
        return reason

    async def turn(self) -> None:
        """At once."""

    async def find(self, message: WeekPost, since: datetime) -> int | None:
        """By its mark in the history, or in the first messages of a forum's posts."""
        chosen, mark = self.subscription.settings, week_mark(message)
        if self._is_forum:
            return await self.sender.find_post(chosen.guild_id, chosen.channel_id, mark, since)
        return await self.sender.find(chosen.channel_id, mark, since)

    def has_nonce(self, message: WeekPost) -> bool:
        """A forum's post carries none."""
        return not self._is_forum

    def may_be_there(self, message: WeekPost, restoration: Restoration) -> bool:
        """A week that ended after the restore was never posted before it."""
        return message.day <= restoration.last_day

    async def lay_out(self, message: WeekPost) -> Message:
        """See dispatcher.Destination."""
        return await asyncio.to_thread(week_message, message.content)

    async def post(self, message: WeekPost, laid_out: Message) -> int:
        """See dispatcher.Destination. Where no files may be attached, it goes out without its picture."""
        try:
            return await self._post(message, laid_out)
        except discord.HTTPException as error:
            if laid_out.picture is None or code_of(error) != MISSING_PERMISSION:
                raise
        return await self._post(message, replace(laid_out, picture=None))

    async def _post(self, message: WeekPost, laid_out: Message) -> int:
        channel_id, mark = self.subscription.settings.channel_id, week_mark(message)
        if self._is_forum and laid_out.thread:
            return await self.sender.begin_post(channel_id, laid_out, mark, laid_out.thread)
        return await self.sender.post(channel_id, laid_out, mark, week_nonce(channel_id, message))

    async def heed(self, tx: Transaction, message: WeekPost, outcome: Outcome, now: datetime) -> Outcome:
        """That a channel is closed is for its daily posts to say; a week waits for a day, then it is old."""
        if isinstance(outcome, Closed):
            return Later(outcome.reason, unknown=False, seconds=CLOSED_SECONDS)
        return outcome

    @property
    def _is_forum(self) -> bool:
        return self.subscription.settings.layout in FORUM_LAYOUTS


class WeekPoster(ChannelQueues[WeekPost]):
    """The weekly posts of channels."""

    def __init__(self, dispatcher: Dispatcher, sender: Sender) -> None:
        super().__init__(outbox, dispatcher)
        self._sender = sender

    async def _destination(self, subscription: Subscription, message: WeekPost) -> WeekDestination:
        return WeekDestination(subscription, self._sender)
