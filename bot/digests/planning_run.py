"""One planning run, which makes each distinct digest once, however many channels read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot import due
from bot.digests.composer import Composer, Kind
from bot.models import DeliveryState, EditionState, Subscription
from bot.rendering.digest_message import paper_counts
from bot.settings import Settings
from bot.store import Transaction, deliveries, digests
from bot.store.deliveries import PlannedDay


class Frozen(NamedTuple):
    """A digest in the store, as `parts` messages."""

    digest_id: int
    parts: int


@dataclass
class Planner:
    """One planning run: remembers the digests that it made. Not to be kept, since days change."""

    settings: Settings
    now: datetime
    _frozen: dict[Kind, Frozen | None] = field(default_factory=dict[Kind, Frozen | None])
    _unsaved: set[Kind] = field(default_factory=set[Kind])  # made in a transaction that is not over
    composer: Composer = field(init=False)

    def __post_init__(self) -> None:
        self.composer = Composer(self.settings)

    async def digest(
        self, tx: Transaction, subscription: Subscription, days: Sequence[date], *, partial: bool = False
    ) -> Frozen | None:
        """The subscription's digest of stored days; None if no paper is left for it."""
        kind = await self.composer.kind_for(tx, subscription, days, partial=partial)
        if kind not in self._frozen:
            self._frozen[kind] = await self._make(tx, kind)
            self._unsaved.add(kind)
        return self._frozen[kind]

    def keep_saved(self) -> None:
        """The transaction in which digests were made is over."""
        self._unsaved.clear()

    def forget_unsaved(self) -> None:
        """A transaction came to nothing, and so did the digests made in it."""
        for kind in self._unsaved:
            self._frozen.pop(kind, None)
        self._unsaved.clear()

    async def planned_day(
        self, tx: Transaction, subscription: Subscription, days: Sequence[date], *, partial: bool = False
    ) -> PlannedDay | None:
        """What to plan for the subscription: one post of the days, oldest first, under the last one.

        If nothing is left of them, it is noted as filtered; the other ones are noted as merged with it.
        """
        *earlier, day = days
        for merged in earlier:
            await deliveries.put_off(tx, subscription.id, merged, DeliveryState.MERGED, self.now)
        if frozen := await self.digest(tx, subscription, days, partial=partial):
            chosen = subscription.settings
            return PlannedDay(subscription.id, day, frozen.digest_id, frozen.parts, partial, chosen.layout)
        await deliveries.put_off(tx, subscription.id, day, DeliveryState.FILTERED, self.now, partial=partial)
        return None

    def can_be_served(self, subscription: Subscription, states: Mapping[date, EditionState]) -> bool:
        """Whether the day that the channel's due time asks for was fetched whole, and those before it, too.

        One of those that the source fails to give does not hold the others up.
        """
        newest, schedule = self.newest_day(subscription), self.settings.schedule
        return due.are_fetched(subscription.settled_day, newest, states, look_back=schedule.look_back_days)

    def newest_day(self, subscription: Subscription) -> date:
        """The newest day for which the subscription's time has come."""
        chosen = subscription.settings
        due_at = due.last_due(self.now, chosen.due_time, chosen.tz, chosen.weekdays)
        return due.finished_day(due_at, self.settings.schedule.day_ends)

    def is_given_up(self, subscription: Subscription) -> bool:
        """Whether the channel has been paused for so long that it is no longer tried."""
        longest = timedelta(days=self.settings.delivery.paused_days)
        return subscription.paused_at is not None and self.now - subscription.paused_at > longest

    async def _make(self, tx: Transaction, kind: Kind) -> Frozen | None:
        if (digest := await self.composer.compose(tx, kind)) is None:
            return None
        counts = paper_counts(digest)
        return Frozen(await digests.freeze(tx, digest, counts), len(counts))
