"""Sends letters: one after the other and gently, whenever no digest waits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from bot.delivery.attempt import look, require_lease, send
from bot.delivery.backoff import wait_seconds
from bot.delivery.nonces import letter_nonce
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
from bot.models.notifications import Letter, trouble_of
from bot.rendering.alert_message import letter_message
from bot.rendering.digest_message import Message
from bot.rendering.footer_id import Mark
from bot.settings import DeliverySettings
from bot.store import Store, Transaction, deliveries, leases, notifications, people

log = logging.getLogger(__name__)

# No server in common any more (since March 2026), and an account that is gone.
OUT_OF_REACH = frozenset({NO_COMMON_SERVER, UNKNOWN_USER})
CLOSED = frozenset({CLOSED_DMS})
CROSS_SECONDS = 3600.0


class LetterDeliverer:
    """Works for the `holder` of the store's lease, and begins nothing while it is not `is_held`.

    `clock` gives the time in UTC, `pacer` is that of the whole bot, and `gentle` gives a
    turn for each letter.
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
        """Send letters until none is ready or a digest is; what is left is sent at the next call.

        DiscordError if Discord rejects the token, StoreError if outcomes cannot be written down.
        """
        while self._may_begin() and (letter_id := await self._next()) is not None:
            if (letter := await self._readable(letter_id)) is not None:
                await self._deliver_alone(*letter)

    def stop(self) -> None:
        """Start nothing new."""
        self._stopping = True

    def _may_begin(self) -> bool:
        return not self._stopping and self._is_held()

    async def _next(self) -> int | None:
        now = self._clock()
        async with self._store.reading() as view:
            return None if await deliveries.ready(view, now, 1) else await notifications.ready(view, now)

    async def _readable(self, letter_id: int) -> tuple[Letter, Person] | None:
        """The letter and its reader; one that cannot be read fails alone, and the others go on."""
        try:
            async with self._store.reading() as view:
                letter = await notifications.letter(view, letter_id)
                return letter and (letter, (await people.by_ids(view, [letter.user_id]))[letter.user_id])
        except (LookupError, TypeError, ValueError) as error:
            log.exception("letter %d cannot be read", letter_id)
            async with self._store.transaction() as tx:
                await notifications.mark_failed(tx, letter_id, f"unreadable: {type(error).__name__}")
            return None

    async def _deliver_alone(self, letter: Letter, person: Person) -> None:
        """What nobody expected of one letter ends that one."""
        try:
            await self._deliver(letter, person)
        except PaperboyError:
            raise
        except Exception as error:
            log.exception("letter %d", letter.id)
            async with self._store.transaction() as tx:
                await notifications.mark_unconfirmed(tx, letter.id, f"unexpected: {type(error).__name__}")

    async def _deliver(self, letter: Letter, person: Person) -> None:
        outcome = await self._look(letter, person) if letter.unknown_since else None
        if outcome is None:
            await self._gentle.turn()
            await self._pacer.open()
            # What is claimed and not sent is looked for by the next holder.
            if not (self._may_begin() and await self._claim(letter) and self._is_held()):
                return
            outcome = await self._send(letter, person)
        async with self._store.transaction() as tx:
            if isinstance(outcome, Posted) or await leases.is_taken_by(tx, self._holder):
                await self._record(tx, letter, outcome, self._clock())
        if isinstance(outcome, Later) and outcome.seconds:
            self._gentle.pause(outcome.seconds)
        if isinstance(outcome, Rejected):
            raise DiscordError("discord-token-rejected", reason=outcome.reason)

    async def _look(self, letter: Letter, person: Person) -> Outcome | None:
        since = letter.unknown_since or letter.planned_at
        window = timedelta(seconds=self._settings.nonce_seconds)

        async def find() -> int | None:
            return await self._sender.find(await self._channel(person), _mark(letter), since)

        return await look(find, lambda: self._clock() - since < window)

    async def _claim(self, letter: Letter) -> bool:
        now = self._clock()
        async with self._store.transaction() as tx:
            claimed = await notifications.mark_sending(tx, letter, self._holder, now)
            if not claimed:
                await require_lease(tx, self._holder, now)
        return claimed

    async def _send(self, letter: Letter, person: Person) -> Outcome:
        async def lay_out() -> Message:
            return letter_message(letter)

        async def post(message: Message) -> int:
            channel_id = await self._channel(person)
            name = letter_nonce(channel_id, letter.day)
            return await self._sender.post(channel_id, message, _mark(letter), name)

        return await send(lay_out, post, f"letter {letter.id}")

    async def _channel(self, person: Person) -> int:
        """The person's DM, opened once and remembered."""
        if person.channel_id is not None:
            return person.channel_id
        channel_id = await self._sender.open(person.user_id)
        async with self._store.transaction() as tx:
            await people.change(tx, person.user_id, channel_id=channel_id)
        return channel_id

    async def _record(self, tx: Transaction, letter: Letter, outcome: Outcome, now: datetime) -> None:
        match outcome:
            case Posted(message_id):
                await notifications.mark_posted(tx, letter.id, message_id, now)
                await people.reopen(tx, letter.user_id)
            case Refused(reason):
                log.error("letter %d is refused: %s", letter.id, trouble_of(reason))
                await notifications.mark_failed(tx, letter.id, reason)
            case Unconfirmed(reason):
                log.warning("letter %d cannot be confirmed: %s", letter.id, trouble_of(reason))
                await notifications.mark_unconfirmed(tx, letter.id, reason)
            case Closed(reason) if outcome.code in CLOSED | OUT_OF_REACH:
                await _hold(tx, letter, outcome, now)
            case Closed(reason):  # the DM, and not the person: it is opened anew
                await people.change(tx, letter.user_id, channel_id=None)
                await self._postpone(tx, letter, Later(reason, unknown=False, seconds=CROSS_SECONDS), now)
            case Rejected(reason):
                await notifications.mark_waiting(tx, letter, reason, now, unknown=False)
            case Later():
                await self._postpone(tx, letter, outcome, now)

    async def _postpone(self, tx: Transaction, letter: Letter, later: Later, now: datetime) -> None:
        attempts = letter.attempts + 1
        is_old = now - letter.planned_at > timedelta(hours=self._settings.retry_hours)
        if is_old and attempts >= FEWEST_ATTEMPTS:
            log.error("letter %d is given up: %s", letter.id, trouble_of(later.reason))
            may_be_there = later.unknown or letter.unknown_since
            give_up = notifications.mark_unconfirmed if may_be_there else notifications.mark_failed
            await give_up(tx, letter.id, later.reason)
            return
        seconds = max(wait_seconds(attempts, self._settings.first_retry_seconds, self._random), later.seconds)
        until = now + timedelta(seconds=seconds)
        await notifications.mark_waiting(tx, letter, later.reason, until, unknown=later.unknown)


async def _hold(tx: Transaction, letter: Letter, closed: Closed, now: datetime) -> None:
    """Keep the letter until its reader wants it, and remember since when they cannot be written to."""
    column = "unreachable_since" if closed.code in OUT_OF_REACH else "closed_since"
    log.info("letter %d is held: %s", letter.id, trouble_of(closed.reason))
    await notifications.mark_waiting(tx, letter, closed.reason, None, unknown=False)
    await people.shut(tx, letter.user_id, column, now)


def _mark(letter: Letter) -> Mark:
    return Mark(letter.id, letter.day, 1, 1, partial=False)
