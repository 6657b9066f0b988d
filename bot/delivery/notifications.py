"""Sends notifications: one after the other and gently, whenever no digest waits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from bot.delivery.attempt import look, require_lease, send
from bot.delivery.backoff import wait_seconds
from bot.delivery.nonces import notification_nonce
from bot.delivery.outcomes import (
    CLOSED_DMS,
    NO_COMMON_SERVER,
    UNKNOWN_USER,
    Closed,
    Later,
    Outcome,
    Posted,
    Refused,
    Rejected,
    Unconfirmed,
)
from bot.delivery.pacer import Pacer
from bot.delivery.recorder import FEWEST_ATTEMPTS
from bot.delivery.sender import Sender
from bot.errors import DiscordError, PaperboyError
from bot.models import Person
from bot.models.clock import Clock
from bot.models.notifications import Notification, trouble_of
from bot.rendering.alert_message import notification_message
from bot.rendering.digest_message import Message
from bot.rendering.footer_id import Mark
from bot.settings import DeliverySettings
from bot.store import Store, Transaction, deliveries, leases, notifications, people

log = logging.getLogger(__name__)

# No server in common any more (since March 2026), and an account that is gone.
OUT_OF_REACH = frozenset({NO_COMMON_SERVER, UNKNOWN_USER})
CLOSED = frozenset({CLOSED_DMS})
CROSS_SECONDS = 3600.0


class NotificationDeliverer:
    """Works for the `holder` of the store's lease, and begins nothing while it is not `is_held`.

    `clock` gives the time in UTC, `pacer` is that of the whole bot, and `gentle` gives a
    turn for each notification.
    """

    def __init__(
        self,
        store: Store,
        sender: Sender,
        pacer: Pacer,
        settings: DeliverySettings,
        *,
        holder: str,
        clock: Clock,
        is_held: Callable[[], bool] = lambda: True,
        random: Random | None = None,
        gentle: Pacer | None = None,
    ) -> None:
        self._store, self._sender, self._pacer, self._settings = store, sender, pacer, settings
        self._gentle = gentle or Pacer(settings.dms_per_minute / 60)
        self._holder, self._is_held = holder, is_held
        self._clock, self._random = clock, random or Random()
        self._stopping = False

    async def deliver_ready(self) -> None:
        """Send notifications until none is ready or a digest is; what is left is sent at the next call.

        DiscordError if Discord rejects the token, StoreError if outcomes cannot be written down.
        """
        while self._may_begin() and (notification_id := await self._next()) is not None:
            if (notification := await self._readable(notification_id)) is not None:
                await self._deliver_alone(*notification)

    def stop(self) -> None:
        """Start nothing new."""
        self._stopping = True

    def _may_begin(self) -> bool:
        return not self._stopping and self._is_held()

    async def _next(self) -> int | None:
        now = self._clock()
        async with self._store.reading() as view:
            return None if await deliveries.ready(view, now, 1) else await notifications.ready(view, now)

    async def _readable(self, notification_id: int) -> tuple[Notification, Person] | None:
        """The notification and its reader; one that cannot be read fails alone, and the others go on."""
        try:
            async with self._store.reading() as view:
                notification = await notifications.notification(view, notification_id)
                return notification and (
                    notification,
                    (await people.by_ids(view, [notification.user_id]))[notification.user_id],
                )
        except (LookupError, TypeError, ValueError) as error:
            log.exception("notification %d cannot be read", notification_id)
            async with self._store.transaction() as tx:
                await notifications.mark_failed(tx, notification_id, f"unreadable: {type(error).__name__}")
            return None

    async def _deliver_alone(self, notification: Notification, person: Person) -> None:
        """What nobody expected of one notification ends that one."""
        try:
            await self._deliver(notification, person)
        except PaperboyError:
            raise
        except Exception as error:
            log.exception("notification %d", notification.id)
            async with self._store.transaction() as tx:
                await notifications.mark_unconfirmed(
                    tx, notification.id, f"unexpected: {type(error).__name__}"
                )

    async def _deliver(self, notification: Notification, person: Person) -> None:
        outcome = await self._look(notification, person) if notification.unknown_since else None
        if outcome is None:
            await self._gentle.turn()
            await self._pacer.open()
            # What is claimed and not sent is looked for by the next holder.
            if not (self._may_begin() and await self._claim(notification) and self._is_held()):
                return
            outcome = await self._send(notification, person)
        async with self._store.transaction() as tx:
            if isinstance(outcome, Posted) or await leases.is_taken_by(tx, self._holder):
                await self._record(tx, notification, outcome, self._clock())
        if isinstance(outcome, Later) and outcome.seconds:
            self._gentle.pause(outcome.seconds)
        if isinstance(outcome, Rejected):
            raise DiscordError("discord-token-rejected", reason=outcome.reason)

    async def _look(self, notification: Notification, person: Person) -> Outcome | None:
        since = notification.unknown_since or notification.planned_at
        window = timedelta(seconds=self._settings.nonce_seconds)

        async def find() -> int | None:
            return await self._sender.find(await self._channel(person), _mark(notification), since)

        return await look(find, lambda: self._clock() - since < window)

    async def _claim(self, notification: Notification) -> bool:
        now = self._clock()
        async with self._store.transaction() as tx:
            claimed = await notifications.mark_sending(tx, notification, self._holder, now)
            if not claimed:
                await require_lease(tx, self._holder, now)
        return claimed

    async def _send(self, notification: Notification, person: Person) -> Outcome:
        async def lay_out() -> Message:
            return notification_message(notification)

        async def post(message: Message) -> int:
            channel_id = await self._channel(person)
            name = notification_nonce(channel_id, notification.day)
            return await self._sender.post(channel_id, message, _mark(notification), name)

        return await send(lay_out, post, f"notification {notification.id}")

    async def _channel(self, person: Person) -> int:
        """The person's DM, opened once and remembered."""
        if person.channel_id is not None:
            return person.channel_id
        channel_id = await self._sender.open(person.user_id)
        async with self._store.transaction() as tx:
            await people.change(tx, person.user_id, channel_id=channel_id)
        return channel_id

    async def _record(
        self, tx: Transaction, notification: Notification, outcome: Outcome, now: datetime
    ) -> None:
        match outcome:
            case Posted(message_id):
                await notifications.mark_posted(tx, notification.id, message_id, now)
                await people.reopen(tx, notification.user_id)
            case Refused(reason):
                log.error("notification %d is refused: %s", notification.id, trouble_of(reason))
                await notifications.mark_failed(tx, notification.id, reason)
            case Unconfirmed(reason):
                log.warning("notification %d cannot be confirmed: %s", notification.id, trouble_of(reason))
                await notifications.mark_unconfirmed(tx, notification.id, reason)
            case Closed(reason) if outcome.code in CLOSED | OUT_OF_REACH:
                await _hold(tx, notification, outcome, now)
            case Closed(reason):  # the DM, and not the person: it is opened anew
                await people.change(tx, notification.user_id, channel_id=None)
                await self._postpone(
                    tx, notification, Later(reason, unknown=False, seconds=CROSS_SECONDS), now
                )
            case Rejected(reason):
                await notifications.mark_waiting(tx, notification, reason, now, unknown=False)
            case Later():
                await self._postpone(tx, notification, outcome, now)

    async def _postpone(
        self, tx: Transaction, notification: Notification, later: Later, now: datetime
    ) -> None:
        attempts = notification.attempts + 1
        is_old = now - notification.planned_at > timedelta(hours=self._settings.retry_hours)
        if is_old and attempts >= FEWEST_ATTEMPTS:
            log.error("notification %d is given up: %s", notification.id, trouble_of(later.reason))
            may_be_there = later.unknown or notification.unknown_since
            give_up = notifications.mark_unconfirmed if may_be_there else notifications.mark_failed
            await give_up(tx, notification.id, later.reason)
            return
        seconds = max(wait_seconds(attempts, self._settings.first_retry_seconds, self._random), later.seconds)
        until = now + timedelta(seconds=seconds)
        await notifications.mark_waiting(tx, notification, later.reason, until, unknown=later.unknown)


async def _hold(tx: Transaction, notification: Notification, closed: Closed, now: datetime) -> None:
    """Keep the notification until its reader wants it, and remember since when they cannot be written to."""
    column = "unreachable_since" if closed.code in OUT_OF_REACH else "closed_since"
    log.info("notification %d is held: %s", notification.id, trouble_of(closed.reason))
    await notifications.mark_waiting(tx, notification, closed.reason, None, unknown=False)
    await people.shut(tx, notification.user_id, column, now)


def _mark(notification: Notification) -> Mark:
    return Mark(notification.id, notification.day, 1, 1, partial=False)
