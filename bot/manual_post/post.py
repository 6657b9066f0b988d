"""A day and the channels that are to have it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from bot import due
from bot.app.service import Service
from bot.digests.composer import Composer, Kind
from bot.errors import UserError
from bot.manual_post.results import Fate, Result, is_posted, result, waits
from bot.manual_post.sending_turns import SendingTurns, open_turns
from bot.models import Delivery, Digest, Edition, Subscription
from bot.rendering.digest_message import paper_counts
from bot.store import Reading, deliveries, subscriptions

POLL_SECONDS = 1.0
OUTCOME_PATIENCE = timedelta(seconds=60)  # without any message getting its outcome


class PostPreview(NamedTuple):
    """What one channel would be sent: no digest if the day `is_posted`, or if no paper is left for it."""

    address: str
    is_posted: bool
    digest: Digest | None
    messages: int


@dataclass(frozen=True)
class ManualPost:
    """`partial`: the day is not finished, which is recorded apart from the finished day."""

    service: Service
    edition: Edition
    addressees: Sequence[Subscription]
    partial: bool

    async def preview(self) -> list[PostPreview]:
        """What `send` would do now; changes nothing."""
        composing = _Composing(Composer(self.service.settings))
        async with self.service.store.reading() as view:
            rows = await self._rows(view)
            return [await self._preview(view, composing, s, rows[s.id]) for s in self.addressees]

    async def send(self, tell_holder: Callable[[str], object]) -> list[Result]:
        """Send to all that have not had it, if it lists papers; returns when every message has its outcome,
        or none has got one for a minute. `tell_holder` is called once if another process sends.

        DiscordError if Discord does not let the bot in: then nothing is planned. What could not be sent stays
        planned: a bot that runs, or the next `post`, tries it again.
        """
        before = await self.rows()
        due_at = [s for s in self.addressees if self.edition.papers and not is_posted(before[s.id])]
        if due_at:
            async with open_turns(self.service, {s.id for s in due_at}, tell_holder) as turns:
                await self._plan(due_at)
                await self._see_through(turns)
        after = await self.rows()
        posted_earlier = [
            Result(s.settings.address, Fate.POSTED_EARLIER)
            for s in self.addressees
            if is_posted(before[s.id])
        ]
        return posted_earlier + [result(s.settings.address, after[s.id]) for s in due_at]

    async def rows(self) -> dict[int, list[Delivery]]:
        """The day's messages of each wanted subscription, by its id."""
        async with self.service.store.reading() as view:
            return await self._rows(view)

    async def _rows(self, view: Reading) -> dict[int, list[Delivery]]:
        rows: dict[int, list[Delivery]] = {s.id: [] for s in self.addressees}
        for row in await deliveries.of_day(view, self.edition.day, list(rows), partial=self.partial):
            rows[row.subscription_id].append(row)
        return rows

    async def _preview(
        self, view: Reading, composing: _Composing, subscription: Subscription, rows: Sequence[Delivery]
    ) -> PostPreview:
        address = subscription.settings.address
        if is_posted(rows):
            return PostPreview(address, is_posted=True, digest=None, messages=0)
        days = [self.edition.day]
        kind = await composing.composer.kind_for(view, subscription, days, partial=self.partial)
        digest = await composing.digest(view, kind)
        return PostPreview(
            address, is_posted=False, digest=digest, messages=len(paper_counts(digest)) if digest else 0
        )

    async def _plan(self, due_at: Sequence[Subscription]) -> None:
        await self.service.channels.plan_by_hand(self.edition.day, due_at, partial=self.partial)
        async with self.service.store.transaction() as tx:
            # What an earlier attempt left waiting is tried now, not when its turn would come.
            await deliveries.outbox.hasten(tx, [s.id for s in due_at], self.service.clock())

    async def _see_through(self, turns: SendingTurns) -> None:
        # A running bot looks at what is planned every `check_seconds`.
        patience = max(OUTCOME_PATIENCE, 3 * timedelta(seconds=self.service.settings.schedule.check_seconds))
        await turns.take()
        left, since = 0, self.service.clock()
        while waiting := await self._waiting(patience):
            if waiting != left:
                left, since = waiting, self.service.clock()
            elif self.service.clock() - since > patience:
                return
            await asyncio.sleep(POLL_SECONDS)
            await turns.take()

    async def _waiting(self, patience: timedelta) -> int:
        """How many messages may still get their outcome within `patience`."""
        until = self.service.clock() + patience
        return sum(waits(row, until) for rows in (await self.rows()).values() for row in rows)


@dataclass(frozen=True)
class _Composing:
    """Composes each distinct digest once."""

    composer: Composer
    _composed: dict[Kind, Digest | None] = field(default_factory=dict[Kind, Digest | None])

    async def digest(self, view: Reading, kind: Kind) -> Digest | None:
        if kind not in self._composed:
            self._composed[kind] = await self.composer.compose(view, kind)
        return self._composed[kind]


async def prepare(
    service: Service,
    day: date,
    *,
    channel_id: int | None = None,
    name: str | None = None,
    partial: bool = False,
) -> ManualPost:
    """A posting of the day to all subscriptions, to those of a channel, or to the one of that name there; the
    day is fetched if the store lacks it.

    UserError for a day that is not finished unless `partial`, or if there is no such subscription.
    """
    finished = service.digests.is_finished(day)
    if not finished and not partial:
        ends = due.end_of(day, service.settings.schedule.day_ends)
        raise UserError("cli-post-unfinished", day=day, ends=f"{ends:%Y-%m-%d %H:%M}")
    addressees = await _addressees(service, channel_id, name)
    return ManualPost(service, await service.collector.collected_day(day), addressees, partial=not finished)


async def _addressees(service: Service, channel_id: int | None, name: str | None) -> list[Subscription]:
    async with service.store.reading() as view:
        if channel_id is not None:
            here = await subscriptions.in_channel(view, channel_id)
            addressees = [each for each in here if name in (None, each.settings.name)]
        else:
            addressees = await subscriptions.served(view)
    if addressees and channel_id is not None and all(each.suspended_at for each in addressees):
        raise UserError("control-suspended")
    addressees = [each for each in addressees if not each.suspended_at]
    if not addressees and channel_id is None:
        raise UserError("cli-no-channels")
    if not addressees:
        raise UserError("cli-not-configured", channel=f"{channel_id}/{name}" if name else str(channel_id))
    return addressees
