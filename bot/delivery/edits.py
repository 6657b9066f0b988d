"""Bullets that come after the post: put into it for channels that want that, within six hours."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot import due
from bot.apart import apart
from bot.delivery.marks import mark_of
from bot.delivery.outcomes import Closed, Later, Refused, judge
from bot.models import Delivery, Digest, FrozenDigest, Subscription, Summary, SummaryOrigin
from bot.rendering.digest_message import Message, render_part
from bot.rendering.footer_id import Mark
from bot.store import Store, deliveries, digests, editions, subscriptions

log = logging.getLogger(__name__)


class Editor(Protocol):
    """What late edits ask of Discord. Errors are those of the Sender."""

    async def edit(self, channel_id: int, message_id: int, message: Message, mark: Mark) -> None:
        """Replace a message of ours; the mark stays in its footer."""
        ...


class LateEdits:
    """Edits what was posted with stand-ins for bullets, while it holds the lease on delivering: `may_send`.

    Each paper stays in its message.
    """

    def __init__(self, store: Store, editor: Editor, *, may_send: Callable[[], bool] = lambda: True) -> None:
        self._store, self._editor, self._may_send = store, editor, may_send
        self._refused: set[int] = set()  # deliveries that Discord lets nobody edit: gone, or forbidden
        self._later: dict[int, datetime] = {}  # deliveries that it limits: when they may be edited again

    async def run(self, now: datetime) -> None:
        """Edit every message for which bullets have come; what fails for now is tried at the next run."""
        async with self._store.reading() as view:
            posted = await deliveries.posted_for_late_bullets(view, now - due.LATE)
            by_id = await subscriptions.by_ids(view, sorted({row.subscription_id for row in posted}))
        self._later = {id_: until for id_, until in self._later.items() if until > now}
        for row in posted:
            stopped = row.id in self._refused or row.id in self._later
            if not stopped and row.subscription_id in by_id and self._may_send():
                with apart(f"the late edit of delivery {row.id}"):
                    await self._improve(by_id[row.subscription_id], row, now)

    async def _improve(self, subscription: Subscription, row: Delivery, now: datetime) -> None:
        if row.digest_id is None or row.message_id is None:
            return
        async with self._store.reading() as view:
            frozen = await digests.frozen(view, row.digest_id)
            ids = [digest_paper.paper.id for digest_paper in frozen.digest.papers]
            stored = await editions.stored_summaries(view, ids, frozen.digest.language)
        better = _improved(frozen, row.part, stored)
        if better != frozen.digest and await self._edit(subscription, row, frozen, better, now):
            async with self._store.transaction() as tx:
                await deliveries.mark_edited(tx, row.id, await digests.freeze(tx, better, frozen.layout))

    async def _edit(
        self, subscription: Subscription, row: Delivery, frozen: FrozenDigest, better: Digest, now: datetime
    ) -> bool:
        message = render_part(better, frozen.layout, row.part)
        try:
            channel_id = row.thread_id or subscription.settings.channel_id
            await self._editor.edit(channel_id, row.message_id or 0, message, mark_of(row))
        except Exception as error:
            failure = judge(error)
            log.warning("delivery %d could not be edited: %s", row.id, failure.reason)
            if isinstance(failure, Closed | Refused):
                self._refused.add(row.id)
            elif isinstance(failure, Later):
                self._later[row.id] = now + timedelta(seconds=failure.seconds)
            return False
        return True


def _improved(frozen: FrozenDigest, part: int, stored: Mapping[str, Summary]) -> Digest:
    """The digest with the model's bullets in place of stand-ins, in the papers of one message."""
    first = sum(frozen.layout[: part - 1])
    places = range(first, first + frozen.layout[part - 1])
    papers = list(frozen.digest.papers)
    for place in places:
        summary = stored.get(papers[place].paper.id)
        if summary and summary.origin is SummaryOrigin.MODEL and papers[place].summary.is_stand_in:
            papers[place] = papers[place].model_copy(update={"summary": summary})
    return frozen.digest.model_copy(update={"papers": tuple(papers)})
