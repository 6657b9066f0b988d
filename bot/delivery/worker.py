"""Sends the posts that are planned."""

from __future__ import annotations

from bot.delivery.channel_queues import ChannelQueues
from bot.delivery.dispatcher import Destination, Dispatcher
from bot.delivery.message_cache import Rendered
from bot.delivery.sender import Sender
from bot.delivery.threaded import destination_kind
from bot.models import Delivery, Subscription
from bot.store.deliveries import outbox


class Deliverer(ChannelQueues[Delivery]):
    """The posts of channels."""

    def __init__(self, dispatcher: Dispatcher, sender: Sender) -> None:
        super().__init__(outbox, dispatcher)
        self._sender, self._rendered = sender, Rendered(dispatcher.store)

    async def _destination(self, subscription: Subscription, message: Delivery) -> Destination[Delivery]:
        kind = destination_kind(message)
        return kind(subscription, self._sender, self._rendered, self._settings)
