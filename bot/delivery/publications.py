"""Publishes messages of announcement channels: a step of its own, which no post waits for."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from bot.delivery.dispatcher import Dispatcher
from bot.delivery.outcomes import Closed, Outcome, Refused
from bot.delivery.sender import Sender
from bot.errors import PaperboyError
from bot.models import DeliveryState, Publication, Subscription
from bot.rendering.digest_message import Message
from bot.store import Transaction, subscriptions
from bot.store.outbox import Outbox
from bot.store.publications import outbox
from bot.store.restorations import Restoration

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PublicationDestination:
    """The channels that follow an announcement channel. It may be asked for again: published, it is done."""

    subscription: Subscription
    sender: Sender
    outbox: Outbox[Publication] = outbox
    failure_level: int = logging.WARNING

    @property
    def kind(self) -> str:
        """See dispatcher.Destination."""
        return "publication"

    def name(self, message: Publication) -> str:
        """See dispatcher.Destination."""
        return f"{message.log_id} (of message {message.message_id})"

    def trouble(self, reason: str) -> str:
        """See dispatcher.Destination."""
        return reason

    async def turn(self) -> None:
        """At once."""

    async def find(self, message: Publication, since: datetime) -> int | None:
        """Nobody looks: to ask again does no harm."""
        return None

    def has_nonce(self, message: Publication) -> bool:
        """See dispatcher.Destination."""
        return True

    def may_be_there(self, message: Publication, restoration: Restoration) -> bool:
        """Nobody looks."""
        return False

    async def lay_out(self, message: Publication) -> Message:
        """Nothing new: what is published is there already."""
        _message_id(message)
        return Message(None, ())

    async def post(self, message: Publication, laid_out: Message) -> int:
        """See dispatcher.Destination."""
        await self.sender.publish(self.subscription.settings.channel_id, _message_id(message))
        return _message_id(message)

    async def heed(self, tx: Transaction, message: Publication, outcome: Outcome, now: datetime) -> Outcome:
        """What cannot be published is posted all the same, so its channel goes on."""
        return Refused(outcome.reason) if isinstance(outcome, Closed) else outcome


def _message_id(publication: Publication) -> int:
    if publication.message_id is None:
        raise ValueError(f"publication {publication.id} has no message")
    return publication.message_id


class Publisher:
    """One after the other, since it is ten messages an hour in a channel."""

    def __init__(self, dispatcher: Dispatcher, sender: Sender) -> None:
        self._dispatcher, self._sender = dispatcher, sender
        self._store, self._clock = dispatcher.store, dispatcher.clock

    async def publish_ready(self) -> None:
        """Publish until nothing is ready; what is limited waits, and its channel alone.

        DiscordError if Discord rejects the token, StoreError if outcomes cannot be written down.
        """
        while self._dispatcher.may_begin() and (publication_id := await self._next()) is not None:
            try:
                await self._publish(publication_id)
            except PaperboyError:
                raise
            except Exception as error:
                log.exception("publication %d", publication_id)
                async with self._store.transaction() as tx:
                    reason = f"unexpected: {type(error).__name__}"
                    await outbox.give_up(tx, publication_id, DeliveryState.FAILED, reason)

    async def _next(self) -> int | None:
        async with self._store.reading() as view:
            for subscription_id in await outbox.ready(view, self._clock(), 1):
                return await outbox.first_id(view, subscription_id)
        return None

    async def _publish(self, publication_id: int) -> None:
        async with self._store.reading() as view:
            publication = await outbox.message(view, publication_id)
            if publication is None:
                return
            subscription_id = publication.subscription_id
            subscription = (await subscriptions.by_ids(view, [subscription_id]))[subscription_id]
        await self._dispatcher.deliver(PublicationDestination(subscription, self._sender), publication)
