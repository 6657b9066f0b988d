"""The messages of frozen digests, rendered once however many channels get them."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from bot.models import Delivery
from bot.rendering.digest_message import Message, render_part
from bot.store import Store, digests

CACHED_MESSAGES = 64  # messages; a morning has a few distinct digests of two or three messages each


class Rendered:
    """Remembers the messages used last."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._messages: OrderedDict[tuple[int, int], asyncio.Task[Message]] = OrderedDict()

    async def message(self, delivery: Delivery) -> Message:
        """The message that a planned delivery is, without its mark."""
        if delivery.digest_id is None:
            raise ValueError(f"delivery {delivery.id} has no digest")
        return await self.part(delivery.digest_id, delivery.part)

    async def part(self, digest_id: int, part: int) -> Message:
        """One message of a frozen digest, without its mark."""
        key = (digest_id, part)
        if key not in self._messages:
            self._keep(key, asyncio.create_task(self._render(*key)))
        self._messages.move_to_end(key)
        try:
            # Shielded: many channels wait for the same message, and one of them may be cancelled.
            return await asyncio.shield(self._messages[key])
        except Exception:
            self._messages.pop(key, None)
            raise

    def _keep(self, key: tuple[int, int], rendering: asyncio.Task[Message]) -> None:
        self._messages[key] = rendering
        if len(self._messages) > CACHED_MESSAGES:
            self._messages.popitem(last=False)

    async def _render(self, digest_id: int, part: int) -> Message:
        async with self._store.reading() as view:
            frozen = await digests.frozen(view, digest_id)
        return render_part(frozen.digest, frozen.paper_counts, part)
