"""Where messages go: all that differs between a channel and a person."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot import due
from bot.delivery.marks import mark_of, notification_mark
from bot.delivery.message_cache import Rendered
from bot.delivery.nonces import nonce, notification_nonce
from bot.delivery.outcomes import CLOSED_DMS, NO_COMMON_SERVER, UNKNOWN_USER, Closed, Later, Outcome, Posted
from bot.delivery.pacer import Pacer
from bot.delivery.sender import Sender
from bot.models import FORUM_LAYOUTS, Delivery, Person, Subscription
from bot.models.notifications import Notification, trouble_of, without
from bot.rendering.alert_message import notification_message
from bot.rendering.digest_message import Message
from bot.settings import DeliverySettings
from bot.store import (
    Store,
    Transaction,
    deliveries,
    edits,
    notifications,
    people,
    publications,
    subscriptions,
)
from bot.store.outbox import Outbox
from bot.store.restorations import DOUBT_DAYS, Restoration

log = logging.getLogger(__name__)

# Codes that speak of a person, and the column that remembers since when. No server in common any more (since
# March 2026) or an account that is gone: out of reach.
_SHUT = {
    CLOSED_DMS: "closed_since",
    NO_COMMON_SERVER: "unreachable_since",
    UNKNOWN_USER: "unreachable_since",
}
NEW_DM_SECONDS = 3600.0  # before a DM channel that is gone is opened anew


@dataclass(frozen=True)
class ChannelDestination:
    """A channel: closed, it is paused, and tried at each due time for so many days as `settings` say."""

    subscription: Subscription
    sender: Sender
    rendered: Rendered
    settings: DeliverySettings
    outbox: Outbox[Delivery] = deliveries.outbox
    failure_level: int = logging.ERROR

    @property
    def channel_id(self) -> int:
        """That of the subscription."""
        return self.subscription.settings.channel_id

    @property
    def kind(self) -> str:
        """See dispatcher.Destination."""
        return "channel"

    def name(self, message: Delivery) -> str:
        """See dispatcher.Destination."""
        part = f"part {message.part}/{message.parts}"
        return f"{message.log_id} (channel {self.channel_id}, {message.day}, {part})"

    def trouble(self, reason: str) -> str:
        """See dispatcher.Destination."""
        return reason

    async def turn(self) -> None:
        """At once."""

    async def find(self, message: Delivery, since: datetime) -> int | None:
        """By its mark in the history."""
        return await self.sender.find(self.channel_id, mark_of(message), since)

    def has_nonce(self, message: Delivery) -> bool:
        """See dispatcher.Destination."""
        return True

    def may_be_there(self, message: Delivery, restoration: Restoration) -> bool:
        """A day that came after the restore was never posted before it."""
        return message.day <= restoration.last_day

    async def lay_out(self, message: Delivery) -> Message:
        """Rendered once for all channels."""
        return await self.rendered.message(message)

    async def post(self, message: Delivery, laid_out: Message) -> int:
        """See dispatcher.Destination."""
        name = nonce(self.channel_id, message)
        return await self.sender.post(self.channel_id, laid_out, mark_of(message), name)

    async def heed(self, tx: Transaction, message: Delivery, outcome: Outcome, now: datetime) -> Outcome:
        """A post ends a pause, and a closed channel is paused. The first message begins the day's thread."""
        if isinstance(outcome, Posted):
            await self._heed_post(tx, message, outcome.message_id, now)
        if not isinstance(outcome, Closed):
            return outcome
        if await subscriptions.pause(tx, self.subscription.id, outcome.reason, now):
            log.warning("channel %d is paused: %s", self.channel_id, outcome.reason)
        return replace(outcome, until=self._next_try(now))

    async def _heed_post(self, tx: Transaction, message: Delivery, message_id: int, now: datetime) -> None:
        if self.subscription.paused_at:
            await subscriptions.revive(tx, subscription_id=self.subscription.id)
        if message.begins_thread:
            await deliveries.begin_thread(tx, message, message_id)
        in_forum = message.layout in FORUM_LAYOUTS
        in_thread = message.thread_id is not None or in_forum
        next_edit_at = due.next_edit(now, now, self.settings.edit_hours, in_thread=in_thread)
        await edits.look_again(tx, message.id, next_edit_at)
        if self.subscription.settings.publish and not in_forum and not message.is_in_thread:
            await publications.plan(tx, message, message_id, now)

    def _next_try(self, now: datetime) -> datetime | None:
        if now - (self.subscription.paused_at or now) > timedelta(days=self.settings.paused_days):
            return None
        # Not `next_due_at`: it lies in the past while a channel waits for its day.
        chosen = self.subscription.settings
        return due.next_due(now, chosen.due_time, chosen.tz, chosen.weekdays)


@dataclass(frozen=True)
class PersonDestination:
    """A person's DMs, opened once and `gentle` in pace; closed, all is held until its reader wants it."""

    person: Person
    sender: Sender
    store: Store
    gentle: Pacer
    sent_papers: dict[str, int] = field(default_factory=dict[str, int])  # and the message of each
    outbox: Outbox[Notification] = notifications.outbox
    failure_level: int = logging.ERROR

    @property
    def kind(self) -> str:
        """See dispatcher.Destination."""
        return "person"

    def name(self, message: Notification) -> str:
        """See dispatcher.Destination."""
        return message.log_id

    def trouble(self, reason: str) -> str:
        """Discord's words may repeat a keyword."""
        return trouble_of(reason)

    async def turn(self) -> None:
        """Discord dislikes bots that open many DMs at once."""
        await self.gentle.turn()

    async def find(self, message: Notification, since: datetime) -> int | None:
        """By its mark in the history. After a restore the numbers in marks may be others', and what was told
        may be more or less than this: then by its papers.
        """
        channel_id, mark = await self._channel_id(), notification_mark(message)
        if message.unknown_since and (message_id := await self.sender.find(channel_id, mark, since)):
            return message_id
        self.sent_papers.update(await self.sender.papers_told(channel_id, since))
        if self.sent_papers and not without(message.content, self.sent_papers).groups:
            return max(self.sent_papers.values())
        return None

    def has_nonce(self, message: Notification) -> bool:
        """See dispatcher.Destination."""
        return True

    def may_be_there(self, message: Notification, restoration: Restoration) -> bool:
        """Days that were missing then may be told later, together with others that were told."""
        return message.day <= restoration.last_day + timedelta(days=DOUBT_DAYS)

    async def lay_out(self, message: Notification) -> Message:
        """What was not told before a restore."""
        content = without(message.content, self.sent_papers)
        return notification_message(message.model_copy(update={"content": content}))

    async def post(self, message: Notification, laid_out: Message) -> int:
        """See dispatcher.Destination."""
        channel_id = await self._channel_id()
        name = notification_nonce(channel_id, message.day, is_rest=bool(self.sent_papers))
        return await self.sender.post(channel_id, laid_out, notification_mark(message), name)

    async def _channel_id(self) -> int:
        if self.person.channel_id is not None:
            return self.person.channel_id
        channel_id = await self.sender.open(self.person.user_id)
        async with self.store.transaction() as tx:
            await people.change(tx, self.person.user_id, channel_id=channel_id)
        return channel_id

    async def heed(self, tx: Transaction, message: Notification, outcome: Outcome, now: datetime) -> Outcome:
        """What arrives opens the person again, and a refusal shuts them, or only their DM's channel."""
        match outcome:
            case Posted():
                await people.reopen(tx, self.person.user_id)
            case Later(seconds=seconds) if seconds:
                self.gentle.pause(seconds)
            case Closed(code=code) if code in _SHUT:
                await people.shut(tx, self.person.user_id, _SHUT[code], now)
            case Closed(reason):
                await people.change(tx, self.person.user_id, channel_id=None)
                return Later(reason, unknown=False, seconds=NEW_DM_SECONDS)
            case _:
                pass
        return outcome
