"""Leases: of several processes on one store, one sends, or has some shards."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

from bot.delivery.identity import is_proven_dead, new_identity
from bot.delivery.lookout import Lookout
from bot.models.clock import Clock
from bot.store import Reading, Signal, Store, Transaction, leases

NO_FENCE = -1  # of one that never had the lease
LEASE_POLL_SECONDS = 1.0  # between two looks at a lease that somebody else has


def steady_seconds() -> float:
    """Seconds that nobody sets back, and that go on while the machine sleeps, where it can tell them."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)  # Linux; CLOCK_MONOTONIC stands still in a sleep
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)


class Lease:
    """This process's claim, which lasts `seconds` from each `take`. `clock` gives the time in UTC.

    What stands in the store says who may deliver. Whoever could not write there for `seconds` must take it
    that another one does by now, and asks `may_send` before each message. `fence` is the number of the
    present or last term: what began under another one is for the holder in between to look for.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        seconds: float,
        *,
        holder: str | None = None,
        name: str = leases.DELIVERY,
        steady: Callable[[], float] = steady_seconds,
    ) -> None:
        self._store, self._clock, self._steady, self._name = store, clock, steady, name
        self._lookout = Lookout(steady, store.clocks_apart)
        self._valid_until = -math.inf
        self.seconds, self.fence = seconds, NO_FENCE
        self.holder = holder or str(new_identity())

    async def take(self) -> str | None:
        """Take or renew the lease; returns who else has it, or None when it is ours.

        A holder whose process is proven dead has lost it at once; any other one is waited for until it was
        silent for as long as its lease lasts, so that one must ask again and again.
        """
        begun = self._steady()
        async with self._writing() as tx:
            await leases.lock(tx, self._name)
            now = self._clock()  # after the wait for our turn
            if (rival := await self._rival(tx, now)) is not None:
                self._valid_until = -math.inf
                return rival
            fence = await leases.hold(tx, self.holder, now, timedelta(seconds=self.seconds), self._name)
        self.fence, self._valid_until = fence, begun + self.seconds
        return None

    def _writing(self) -> AbstractAsyncContextManager[Transaction]:
        return self._store.aside()

    async def _rival(self, tx: Transaction, now: datetime) -> str | None:
        """Who else has it, or what goes against it."""
        return (await self._rivals(tx, now, self._name)).get(self._name)

    async def _rivals(self, view: Reading, now: datetime, name: str | None = None) -> dict[str, str]:
        """Who else has each lease, or the one of that name, and may live."""
        holders = self._lookout.holders(await leases.holdings(view, name), now)
        return {
            name: holder
            for name, holder in holders.items()
            if holder != self.holder and not is_proven_dead(holder)
        }

    def is_in_doubt(self, rival: str) -> bool:
        """Whether that one is waited for though it seems dead: its next renewal, or none, tells."""
        return rival in self._lookout.strangers(self._clock())

    def may_send(self, fence: int | None = None) -> bool:
        """Whether this process may begin to send, as nobody else can have the lease yet; or to go on with
        what it began under that `fence`.
        """
        return self._steady() < self._valid_until and fence in (None, self.fence)

    async def release(self) -> None:
        """Give it back, so that the next one need not wait."""
        self._valid_until = -math.inf
        async with self._store.aside() as tx:
            await leases.release(tx, self.holder, self._name)
        await self._store.signals.send(Signal.LEASE)
