"""Which process has which shards, as the names of leases say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from datetime import datetime

from bot.delivery.lease import NO_FENCE, Lease, steady_seconds
from bot.models import Shards
from bot.models.clock import Clock
from bot.models.shards import read_shards
from bot.store import Store, Transaction, leases

_NAME = "shards "  # begins the names of their leases


class _LeaseAmongAll(Lease):
    """One for which leases of other names are looked at, too."""

    def _writing(self) -> AbstractAsyncContextManager[Transaction]:
        """The first time after all others, who look at ours."""
        return self._store.transaction() if self.fence == NO_FENCE else self._store.aside()


class SoleLease(_LeaseAmongAll):
    """On delivering, while nobody is at any shard: a process there answers commands, and delivers whenever it
    may.
    """

    async def _rival(self, tx: Transaction, now: datetime) -> str | None:
        rivals = await self._rivals(tx, now)
        return rivals.get(leases.DELIVERY) or next(iter(processes(rivals)), None)


class ShardsLease(_LeaseAmongAll):
    """On being the one process with these shards: Discord would tell each event to all that have them."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        seconds: float,
        *,
        holder: str,
        shards: Shards,
        steady: Callable[[], float] = steady_seconds,
    ) -> None:
        super().__init__(store, clock, seconds, holder=holder, name=f"{_NAME}{shards}", steady=steady)
        self._shards = shards

    async def _rival(self, tx: Transaction, now: datetime) -> str | None:
        """Who has some of them, or deals the servers out otherwise; at first also who delivers and is at no
        shard: a process with all of them, or one that copies the store.
        """
        rivals = await self._rivals(tx, now)
        at_shards = {holder: shards for name, holder in rivals.items() if (shards := _shards_of(name))}
        overlapping = [holder for holder, shards in at_shards.items() if _overlap(shards, self._shards)]
        deliverer = rivals.get(leases.DELIVERY)
        is_alone = self.fence == NO_FENCE and deliverer is not None and deliverer not in at_shards
        return next(iter(overlapping), deliverer if is_alone else None)


def processes(holders: Mapping[str, str]) -> dict[str, Shards]:
    """The processes with shards of their own, given who holds each lease."""
    return {holder: shards for name, holder in holders.items() if (shards := _shards_of(name))}


def _shards_of(name: str) -> Shards | None:
    if name.startswith(_NAME):
        with suppress(ValueError):
            return read_shards(name.removeprefix(_NAME))
    return None


def _overlap(first: Shards, second: Shards) -> bool:
    return first.total != second.total or not set(first.ids).isdisjoint(second.ids)
