"""One message on its way, wherever it goes: looked for, claimed, sent, and its outcome written down."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from bot.delivery.attempt import Unsent, look, require_lease, send
from bot.delivery.discord_time import DiscordTime
from bot.delivery.lease import Lease
from bot.delivery.outcomes import Outcome, Posted, Rejected
from bot.delivery.pacer import Pacer
from bot.delivery.permit import only_while
from bot.delivery.retry import next_state
from bot.errors import DiscordError
from bot.measures import MESSAGE_DELAY, MESSAGES, RETRIES
from bot.models import DeliveryState, NextState, OutboxMessage
from bot.models.clock import Clock
from bot.rendering.digest_message import Message
from bot.settings import DeliverySettings
from bot.store import Store, Transaction, leases, restorations
from bot.store.outbox import Outbox
from bot.store.restorations import Restoration

M = TypeVar("M", bound=OutboxMessage)

log = logging.getLogger(__name__)


class Destination(Protocol[M]):
    """Where messages of one kind go: a channel, its thread or post, a person.

    Errors of `find` and `post` are those of the Sender.
    """

    @property
    def kind(self) -> str:
        """channel, person, publication or edit: a label of the metrics."""
        ...

    @property
    def outbox(self) -> Outbox[M]:
        """The ledger of the messages."""
        ...

    def name(self, message: M) -> str:
        """The message in the log, with its id."""
        ...

    def trouble(self, reason: str) -> str:
        """As much of Discord's words as may stand in the log."""
        ...

    @property
    def failure_level(self) -> int:
        """How loudly the log tells of a message that is given up."""
        ...

    async def turn(self) -> None:
        """Wait as long as this kind does beside the pace of the whole bot."""
        ...

    async def find(self, message: M, since: datetime) -> int | None:
        """The id under which Discord has the message, posted since then (UTC); None if it has not."""
        ...

    def has_nonce(self, message: M) -> bool:
        """Whether Discord recognises the message when it is sent again soon."""
        ...

    def may_be_there(self, message: M, restoration: Restoration) -> bool:
        """Whether it may have been sent before the restore without the store's knowing."""
        ...

    async def lay_out(self, message: M) -> Message:
        """What is sent."""
        ...

    async def post(self, message: M, laid_out: Message) -> int:
        """Send it; asked twice within Discord's memory for nonces, it is there once. Returns its id."""
        ...

    async def heed(self, tx: Transaction, message: M, outcome: Outcome, now: datetime) -> Outcome:
        """Write down what a message's outcome says of the destination, and what follows from it; returns it
        as the message is to take it.
        """
        ...


class Dispatcher:
    """The one that every kind of message goes through: it begins nothing without the store's `lease`, and
    nothing that it began under an earlier one is sent under the next.

    `pacer` and `discord_time` are those of the whole bot, and `clock` gives the time in UTC. `store`,
    `settings` and `clock` are there for those who choose what is next.
    """

    def __init__(
        self,
        store: Store,
        pacer: Pacer,
        settings: DeliverySettings,
        *,
        lease: Lease,
        clock: Clock,
        discord_time: DiscordTime | None = None,
    ) -> None:
        self.store, self.settings, self.clock = store, settings, clock
        self._pacer, self._lease = pacer, lease
        self._discord_time = discord_time or DiscordTime()
        self._is_stopping = False
        self._restoration: Restoration | None = None
        self._knows_restoration = False

    def stop(self) -> None:
        """Begin no message any more."""
        self._is_stopping = True

    def may_begin(self) -> bool:
        """Whether a message may be begun now."""
        return not self._is_stopping and self._lease.may_send()

    async def deliver(self, destination: Destination[M], message: M) -> bool:
        """One message; whether the next one of its queue may follow.

        DiscordError if Discord rejects the token, StoreError if another process delivers by now.
        """
        fence = self._lease.fence
        since = message.unknown_since or await self._lost_since(destination, message)
        outcome = await self._look(destination, message, since) if since else Unsent()
        if isinstance(outcome, Unsent):
            await destination.turn()
            await self._pacer.open()
            # All that may have taken long. What is claimed and not sent is looked for by the next holder.
            if not (self.may_begin() and await self._claim(destination, message, fence)):
                return False
            if not self._lease.may_send(fence):
                return False
            outcome = await self._send(destination, message, fence, outcome)
        may_go_on = await self._record(destination, message, outcome, fence)
        if isinstance(outcome, Rejected):
            raise DiscordError("discord-token-rejected", reason=outcome.reason)
        return may_go_on

    async def _lost_since(self, destination: Destination[M], message: M) -> datetime | None:
        """From when on the message may be there, of which a restored store knows nothing."""
        if not self._knows_restoration:  # none happens while this process has the lease
            async with self.store.reading() as view:
                self._restoration, self._knows_restoration = await restorations.latest(view), True
        restoration = self._restoration
        if restoration and destination.may_be_there(message, restoration):
            return restoration.taken_at
        return None

    async def _look(self, destination: Destination[M], message: M, since: datetime) -> Outcome | Unsent:
        window = timedelta(seconds=self.settings.nonce_seconds)

        def is_recognised() -> bool:
            age = self._discord_time.latest(self.clock()) - since
            return destination.has_nonce(message) and timedelta() <= age < window

        return await look(partial(destination.find, message, since), is_recognised)

    async def _claim(self, destination: Destination[M], message: M, fence: int) -> bool:
        # From then on it will be looked for, by the time of Discord's messages.
        now = self._discord_time.earliest(self.clock())
        claim = partial(destination.outbox.claim, message=message, fence=fence, now=now)
        claimed = await self.store.shared_writes.do(claim)
        if not claimed:
            async with self.store.transaction() as tx:
                await require_lease(tx, fence)
        return claimed

    async def _send(self, destination: Destination[M], message: M, fence: int, unsent: Unsent) -> Outcome:
        lay_out, post = partial(destination.lay_out, message), partial(destination.post, message)

        def may_write() -> bool:
            return self._lease.may_send(fence) and unsent.is_safe()

        with only_while(may_write, self.settings.nonce_seconds):
            return await send(lay_out, post, destination.name(message))

    async def _record(self, destination: Destination[M], message: M, outcome: Outcome, fence: int) -> bool:
        write = partial(self._write, destination, message, outcome, fence, self.clock())
        if (written := await self.store.shared_writes.do(write)) is None:
            return False
        state, heeded = written
        _tell(destination, message, state, heeded)
        return not state.is_pending

    async def _write(
        self,
        destination: Destination[M],
        message: M,
        outcome: Outcome,
        fence: int,
        now: datetime,
        tx: Transaction,
    ) -> tuple[NextState, Outcome] | None:
        if not (isinstance(outcome, Posted) or await leases.is_current(tx, fence)):
            return None  # what became of it since is the next holder's to say
        heeded = await destination.heed(tx, message, outcome, now)
        state = next_state(message, heeded, now, self.settings)
        await destination.outbox.record(tx, message, state)
        return state, heeded


def _tell(destination: Destination[M], message: M, state: NextState, outcome: Outcome) -> None:
    """Count what an attempt came to, and write it into the log: one line, whatever it is."""
    name, trouble = destination.name(message), destination.trouble(state.reason or "")
    extra = {"delivery": message.log_id}
    match state.state:
        case DeliveryState.FAILED:
            log.log(destination.failure_level, "%s is given up: %s", name, trouble, extra=extra)
        case DeliveryState.UNCONFIRMED:
            log.warning("%s cannot be confirmed: %s", name, trouble, extra=extra)
        case _ if state.is_pending:
            until = state.next_attempt_at or "it is asked for"
            log.info("%s waits until %s: %s", name, until, trouble, extra=extra)
        case _:
            log.info("%s is message %s", name, state.message_id, extra=extra)
    _count(destination.kind, message, state, outcome)


def _count(kind: str, message: OutboxMessage, state: NextState, outcome: Outcome) -> None:
    if state.is_pending:
        RETRIES.labels(kind).inc()
        return
    MESSAGES.labels(kind, state.state).inc()
    if isinstance(outcome, Posted) and state.posted_at:
        MESSAGE_DELAY.labels(kind).observe(max((state.posted_at - message.planned_at).total_seconds(), 0.0))
