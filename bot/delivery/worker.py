"""Sends the posts that are planned."""

from __future__ import annotations

from collections.abc import Callable

from bot.delivery.channel_queues import ChannelQueues
from bot.delivery.dispatcher import Destination
from bot.delivery.message_cache import Rendered
from bot.delivery.pacer import Pacer
from bot.delivery.sender import Sender
from bot.delivery.threaded import destination_kind
from bot.models import Delivery, Subscription
from bot.models.clock import Clock
from bot.settings import DeliverySettings
from bot.store import Store
from bot.store.deliveries import outbox


class Deliverer(ChannelQueues[Delivery]):
    """The posts of channels; see ChannelQueues for the arguments."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        pacer: Pacer,
        settings: DeliverySettings,
        *,
        holder: str,
        clock: Clock,
        may_send: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(outbox, store, pacer, settings, holder=holder, clock=clock, may_send=may_send)
        self._sender, self._rendered = sender, Rendered(store)

    async def _destination(self, subscription: Subscription, message: Delivery) -> Destination[Delivery]:
        kind = destination_kind(message)
        return kind(subscription, self._sender, self._rendered, self._settings)
