"""Makes the edits that are planned of posted messages: a step of its own, which comes after all posts."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from discord.utils import snowflake_time

from bot.delivery.channel_queues import ChannelQueues, First
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.marks import mark_of
from bot.delivery.message_cache import Rendered
from bot.delivery.outcomes import Closed, Outcome, Posted, Refused
from bot.delivery.own_messages import CLOCKS_APART, papers_shown
from bot.delivery.sender import Sender
from bot.models import Delivery, Edit, Subscription
from bot.rendering.digest_message import Message
from bot.store import Reading, Transaction, deliveries, edits, restorations, subscriptions
from bot.store.edits import outbox
from bot.store.outbox import Outbox
from bot.store.restorations import Restoration

# For which channels that are due hold edits back. Ten thousand are planned in a minute, unless their day
# cannot be had, and then edits need not wait as well.
POST_PLANNING_TIME = timedelta(minutes=2)
RESTORED_EDITS_TIME = timedelta(hours=1)  # after a restore: edits that were due at it are planned by then
_NO_POSTS = "its channel gets no posts for now"


@dataclass(frozen=True)
class EditDestination:
    """A message of ours, which `delivery` says where to find. Made again, an edit is what it was."""

    subscription: Subscription
    delivery: Delivery
    sender: Sender
    rendered: Rendered
    restoration: Restoration | None = None
    outbox: Outbox[Edit] = outbox
    failure_level: int = logging.WARNING  # the message is there all the same

    @property
    def kind(self) -> str:
        """See dispatcher.Destination."""
        return "edit"

    def name(self, message: Edit) -> str:
        """See dispatcher.Destination."""
        return f"{message.log_id} (of {self.delivery.log_id}, channel {self._channel_id})"

    def trouble(self, reason: str) -> str:
        """See dispatcher.Destination."""
        return reason

    async def turn(self) -> None:
        """At once."""

    async def find(self, message: Edit, since: datetime) -> int | None:
        """To edit again does no harm, unless the store was restored.

        Then a message that shows other papers is left as it is, and so is one that was edited since the
        backup, if this edit was due already: the store may know fewer bullets by now.
        """
        if self.restoration is None or not self.may_be_there(message, self.restoration):
            return None
        message_id = self.delivery.message_id or 0
        posted, better = await self.sender.shown(self._channel_id, message_id), await self.lay_out(message)
        was_due = message.planned_at <= self.restoration.restored_at + RESTORED_EDITS_TIME
        is_edited = posted.edited_at is not None and posted.edited_at > since - CLOCKS_APART
        is_left = (was_due and is_edited) or posted.papers != papers_shown(better.embeds)
        return message_id if is_left else None

    def may_be_there(self, message: Edit, restoration: Restoration) -> bool:
        """A message from before the restore may have been edited before it."""
        return snowflake_time(self.delivery.message_id or 0) < restoration.restored_at + CLOCKS_APART

    def has_nonce(self, message: Edit) -> bool:
        """See dispatcher.Destination."""
        return True

    async def lay_out(self, message: Edit) -> Message:
        """The message's part of the edit's digest."""
        return await self.rendered.part(message.digest_id, self.delivery.part)

    async def post(self, message: Edit, laid_out: Message) -> int:
        """See dispatcher.Destination."""
        if (message_id := self.delivery.message_id) is None:
            raise ValueError(f"delivery {self.delivery.id} has no message")
        await self.sender.edit(self._channel_id, message_id, laid_out, mark_of(self.delivery))
        return message_id

    async def heed(self, tx: Transaction, message: Edit, outcome: Outcome, now: datetime) -> Outcome:
        """What is made is what the message shows. What Discord refuses says nothing of posts, so the channel
        goes on: a message was deleted, a thread was put away, which votes are no reason to wake.
        """
        if isinstance(outcome, Posted):
            await edits.mark_edited(tx, message)
        return Refused(outcome.reason) if isinstance(outcome, Closed) else outcome

    @property
    def _channel_id(self) -> int:
        return self.delivery.thread_id or self.subscription.settings.channel_id


class Editor(ChannelQueues[Edit]):
    """The edits of channels' posts."""

    def __init__(self, dispatcher: Dispatcher, sender: Sender) -> None:
        super().__init__(outbox, dispatcher)
        self._sender, self._rendered = sender, Rendered(dispatcher.store)

    async def _ready(self, only: Collection[int] | None) -> list[int]:
        """None while a post is ready, or is about to be."""
        async with self._store.reading() as view:
            if await _posts_come(view, self._clock()):
                return []
        return await super()._ready(only)

    async def _first(self, subscription_id: int) -> First[Edit] | None:
        first = await super()._first(subscription_id)
        if first and (first.subscription.suspended_at or first.subscription.paused_at):
            await self._set_aside(subscription_id)
            return None
        return first

    async def _destination(self, subscription: Subscription, message: Edit) -> EditDestination:
        async with self._store.reading() as view:
            delivery = await deliveries.outbox.message(view, message.delivery_id)
            restoration = await restorations.latest(view)
        if delivery is None:
            raise ValueError(f"edit {message.id} is of no delivery")
        return EditDestination(subscription, delivery, self._sender, self._rendered, restoration)

    async def _set_aside(self, subscription_id: int) -> None:
        """What cannot be worked with, or gets no posts, is brought up to date at its next time, if ever."""
        async with self._store.transaction() as tx:
            await edits.abandon(tx, subscription_id, _NO_POSTS)


async def _posts_come(view: Reading, now: datetime) -> bool:
    """Whether a post waits for its turn now, or a channel has just become due."""
    if await deliveries.outbox.ready(view, now, 1):
        return True
    return await subscriptions.any_due(view, now - POST_PLANNING_TIME, now)
