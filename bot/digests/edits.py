"""What posted messages are to show some hours later: current votes, and bullets that came late.

An edit is planned here, as a post is in bot.digests.planner, and made by bot.delivery.edits.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot import due
from bot.apart import apart, together_or_apart
from bot.digests.batches import CHANNELS_PER_TRANSACTION, batched
from bot.digests.current import current_digest, has_new_bullets, has_new_marks, looks_other
from bot.models import Delivery, Digest, FrozenDigest, Subscription
from bot.settings import DeliverySettings
from bot.store import Reading, Store, Transaction, digests, editions, edits, records, subscriptions
from bot.store.edits import PlannedEdit


class Version(NamedTuple):
    """A digest as it was posted, and as it would look today."""

    frozen: FrozenDigest
    current: Digest


@dataclass
class EditPlanner:
    """One planning run: reads each digest once, however many channels show it. Not to be kept."""

    store: Store
    settings: DeliverySettings
    now: datetime
    _versions: dict[int, Version] = field(default_factory=dict[int, Version])
    _answers: dict[tuple[object, int, int], bool] = field(default_factory=dict[tuple[object, int, int], bool])
    _frozen: dict[int, int] = field(default_factory=dict[int, int])  # the id of what is current, by the old

    async def plan_timely(self) -> int:
        """Plan an edit of each message whose time has come and that looks other by now; how many."""
        async with self.store.reading() as view:
            timely = await edits.due(view, self.now)
            await self._read_versions(view, timely)
        return await _in_batches(timely, self._plan_timely)

    async def plan_late_bullets(self) -> int:
        """Plan an edit of each message for which bullets have come, where they are wanted at once."""
        async with self.store.reading() as view:
            late = await edits.awaiting_bullets(view, self.now - due.LATE)
            await self._read_versions(view, late)
        return await _in_batches([d for d in late if self._says(has_new_bullets, d)], self._plan)

    async def _read_versions(self, view: Reading, posted: Sequence[Delivery]) -> None:
        """A digest that cannot be read costs its own edits."""
        for digest_id in sorted({delivery.digest_id for delivery in posted if delivery.digest_id}):
            with apart(f"the edit of digest {digest_id}"):
                frozen = await digests.frozen(view, digest_id)
                ids = [digest_paper.paper.id for digest_paper in frozen.digest.papers]
                papers = await editions.papers_by_id(view, ids)
                summaries = await editions.stored_summaries(view, ids, frozen.digest.language)
                withdrawn = await records.withdrawn(view, ids)
                current = current_digest(frozen.digest, papers, summaries, withdrawn)
                self._versions[digest_id] = Version(frozen, current)

    async def _plan_timely(self, batch: Sequence[Delivery]) -> int:
        """All of them are looked at again at their next time."""
        async with self.store.reading() as view:
            readers = await subscriptions.by_ids(view, sorted({each.subscription_id for each in batch}))
        outdated = [each for each in batch if self._is_outdated(each, readers.get(each.subscription_id))]
        return await self._plan(outdated, batch)

    async def _plan(self, outdated: Sequence[Delivery], compared: Sequence[Delivery] = ()) -> int:
        await self._freeze(outdated)
        async with self.store.transaction() as tx:
            await edits.plan(tx, map(self._edit, outdated), self.now)
            for delivery in compared:
                await self._look_again(tx, delivery)
        return len(outdated)

    async def _look_again(self, tx: Transaction, delivery: Delivery) -> None:
        posted_at, in_thread = delivery.posted_at or self.now, delivery.thread_id is not None
        hours = self.settings.edit_hours
        next_edit_at = due.next_edit(posted_at, self.now, hours, in_thread=in_thread)
        await edits.look_again(tx, delivery.id, next_edit_at)

    async def _freeze(self, posted: Sequence[Delivery]) -> None:
        """In transactions of their own, so that digests stand whatever becomes of the edits."""
        for digest_id in {delivery.digest_id or 0 for delivery in posted} - self._frozen.keys():
            version = self._versions[digest_id]
            async with self.store.transaction() as tx:
                self._frozen[digest_id] = await digests.freeze(
                    tx, version.current, version.frozen.paper_counts
                )

    def _edit(self, delivery: Delivery) -> PlannedEdit:
        return PlannedEdit(delivery, self._frozen[delivery.digest_id or 0])

    def _is_outdated(self, delivery: Delivery, subscription: Subscription | None) -> bool:
        """Whether the message is to be edited. A channel that gets no posts for now is left alone; one that
        wants no votes is told all the same of what was withdrawn.
        """
        if subscription is None or subscription.suspended_at or subscription.paused_at:
            return False
        wants_votes = subscription.settings.live_votes
        return self._says(looks_other if wants_votes else has_new_marks, delivery)

    def _says(self, test: Callable[[FrozenDigest, Digest, int], bool], delivery: Delivery) -> bool:
        """What a test says of the message, of which many channels have the same."""
        digest_id = delivery.digest_id or 0
        version, key = self._versions.get(digest_id), (test, digest_id, delivery.part)
        if version and key not in self._answers:
            self._answers[key] = False
            with apart(f"the edit of digest {digest_id}, part {delivery.part}"):
                self._answers[key] = test(*version, delivery.part)
        return self._answers.get(key, False)


async def plan_edits(store: Store, settings: DeliverySettings, now: datetime) -> int:
    """Plan the edits whose time has come; how many those are."""
    return await EditPlanner(store, settings, now).plan_timely()


async def plan_late_bullets(store: Store, settings: DeliverySettings, now: datetime) -> int:
    """Plan the edits that put bullets in which have come since the post; how many those are."""
    return await EditPlanner(store, settings, now).plan_late_bullets()


async def _in_batches(
    posted: Sequence[Delivery], plan: Callable[[Sequence[Delivery]], Awaitable[int]]
) -> int:
    batches = batched(posted, CHANNELS_PER_TRANSACTION)
    return sum([await together_or_apart(batch, plan, "the edit of a post,") for batch in batches])
