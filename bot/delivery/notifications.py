"""Sends notifications: one after the other and gently, whenever no digest waits."""

from __future__ import annotations

import logging

from bot.delivery.destinations import PersonDestination
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.pacer import Pacer
from bot.delivery.sender import Sender
from bot.errors import PaperboyError
from bot.models import DeliveryState, Person
from bot.models.notifications import Notification
from bot.store import deliveries, people
from bot.store.notifications import outbox

log = logging.getLogger(__name__)


class NotificationDeliverer:
    """`gentle` gives a turn for each notification, beside the pace of the whole bot."""

    def __init__(self, dispatcher: Dispatcher, sender: Sender, gentle: Pacer | None = None) -> None:
        self._dispatcher, self._sender = dispatcher, sender
        self._store, self._clock = dispatcher.store, dispatcher.clock
        self._gentle = gentle or Pacer(dispatcher.settings.dms_per_minute / 60)

    async def deliver_ready(self) -> None:
        """Send notifications until none is ready or a digest is; what is left is sent at the next call.

        DiscordError if Discord rejects the token, StoreError if outcomes cannot be written down.
        """
        while self._dispatcher.may_begin() and (notification_id := await self._next()) is not None:
            if (notification := await self._readable(notification_id)) is not None:
                await self._deliver_alone(*notification)

    async def _next(self) -> int | None:
        now = self._clock()
        async with self._store.reading() as view:
            if await deliveries.outbox.ready(view, now, 1):
                return None
            for user_id in await outbox.ready(view, now, 1):
                return await outbox.first_id(view, user_id)
        return None

    async def _readable(self, notification_id: int) -> tuple[Notification, Person] | None:
        """The notification and its reader; one that cannot be read fails alone, and the others go on."""
        try:
            async with self._store.reading() as view:
                notification = await outbox.message(view, notification_id)
                return notification and (
                    notification,
                    (await people.by_ids(view, [notification.user_id]))[notification.user_id],
                )
        except (LookupError, TypeError, ValueError) as error:
            log.exception("notification %d cannot be read", notification_id)
            await self._give_up(notification_id, DeliveryState.FAILED, f"unreadable: {type(error).__name__}")
            return None

    async def _deliver_alone(self, notification: Notification, person: Person) -> None:
        """What nobody expected of one notification ends that one."""
        destination = PersonDestination(person, self._sender, self._store, self._gentle)
        try:
            await self._dispatcher.deliver(destination, notification)
        except PaperboyError:
            raise
        except Exception as error:
            log.exception("notification %d", notification.id)
            reason = f"unexpected: {type(error).__name__}"
            await self._give_up(notification.id, DeliveryState.UNCONFIRMED, reason)

    async def _give_up(self, notification_id: int, state: DeliveryState, reason: str) -> None:
        async with self._store.transaction() as tx:
            await outbox.give_up(tx, notification_id, state, reason)
