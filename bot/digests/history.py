"""Old posts are forgotten: status, “shown before” and exactly-once need those of the last year alone."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.models.clock import Clock
from bot.store import Store, Transaction, editions, history

log = logging.getLogger(__name__)

POST_LIFETIME = timedelta(days=400)  # `status` reports up to 366 days
ROWS_PER_TRANSACTION = 1_000  # rows for which others wait
TRANSACTIONS_PER_HOUR = 500  # after ten years without it, what is left waits for the next hour

Forget = Callable[[Transaction, date, int], Awaitable[int]]


@dataclass(frozen=True)
class History:
    """What became of posts."""

    store: Store
    clock: Clock

    async def tidy(self) -> None:
        """Forget the posts of more than 400 days ago, by the clock and by what the source has answered: a
        clock that runs ahead forgets nothing.
        """
        async with self.store.reading() as view:
            newest = await editions.latest_finished(view)
        if newest is None:
            return
        before = min(newest, self.clock().date()) - POST_LIFETIME
        for forget in (history.forget_posts, history.forget_week_posts):
            if count := await self._forget(forget, before):
                log.info("forgot %d messages of days before %s", count, before)

    async def _forget(self, forget: Forget, before: date) -> int:
        total = 0
        for _ in range(TRANSACTIONS_PER_HOUR):
            async with self.store.transaction() as tx:
                total += (count := await forget(tx, before, ROWS_PER_TRANSACTION))
            if count < ROWS_PER_TRANSACTION:
                break
        return total
