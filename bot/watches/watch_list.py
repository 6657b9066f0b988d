"""A person's watched papers: put on watch, listed, taken off; and whether what they save is watched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot import due
from bot.errors import UserError
from bot.models import Language, WatchedPaper
from bot.models.clock import Clock
from bot.settings import ScheduleSettings
from bot.store import Store, editions, people, watch_settings, watches

MAX_BY_HAND = 100  # watched papers of one person, beside those on their list, of which there are 500 at most


class WatchesPage(NamedTuple):
    """Some of the `total` papers that a person watches, the newest watch first; `first` is the rank of the
    first. `watches_saved` says whether what they save is watched.
    """

    papers: Sequence[WatchedPaper]
    number: int
    first: int
    total: int
    watches_saved: bool


@dataclass(frozen=True)
class Watches:
    """Each person's watched papers, seen by that person alone."""

    store: Store
    schedule: ScheduleSettings
    clock: Clock

    async def add(self, user_id: int, paper_id: str, language: Language) -> bool:
        """Watch a paper, and tell of it in this language; False if the person does.

        UserError if it is not stored, or one too many.
        """
        now = self.clock()
        async with self.store.transaction() as tx:
            if await editions.paper(tx, paper_id) is None:
                raise UserError("papers-choice-gone")
            is_by_hand = await watches.is_by_hand(tx, user_id, paper_id)
            if not is_by_hand and await watches.count_by_hand(tx, user_id) >= MAX_BY_HAND:
                raise UserError("watch-full", most=MAX_BY_HAND)
            await people.meet(tx, user_id, language, due.next_end(now, self.schedule.day_ends))
            return await watches.add(tx, user_id, paper_id, now, by_saving=False)

    async def remove(self, user_id: int, paper_id: str) -> bool:
        """Watch a paper no more; whether the person did."""
        async with self.store.transaction() as tx:
            return await watches.remove(tx, user_id, paper_id)

    async def is_watched(self, user_id: int, paper_id: str) -> bool:
        """Whether the person watches the paper."""
        async with self.store.reading() as view:
            return await watches.is_watched(view, user_id, paper_id)

    async def count(self, user_id: int) -> int:
        """How many papers the person watches."""
        async with self.store.reading() as view:
            return await watches.count(view, user_id)

    async def page(self, user_id: int, number: int, *, size: int) -> WatchesPage:
        """The page with this number (from 1), the last one if there are fewer by now."""
        async with self.store.reading() as view:
            count = await watches.count(view, user_id)
            number = max(1, min(number, -(-count // size)))
            first = (number - 1) * size
            papers = await watches.of_user(view, user_id, first=first, limit=size)
            watches_saved = await watch_settings.watches_saved(view, user_id)
        return WatchesPage(papers, number, first + 1, count, watches_saved)

    async def set_watches_saved(self, user_id: int, *, is_on: bool) -> None:
        """Whether what the person saves from now on is watched; what is watched stays so."""
        async with self.store.transaction() as tx:
            await watch_settings.set_watches_saved(tx, user_id, is_on=is_on)
