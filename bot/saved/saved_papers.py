"""A person's own list of papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot import due
from bot.errors import UserError
from bot.models import Language, Paper
from bot.models.clock import Clock
from bot.settings import ScheduleSettings
from bot.store import Store, Transaction, editions, people, saved, watch_settings, watches

MAX_SAVED_PAPERS = 500  # on one person's list


class SavedPapersPage(NamedTuple):
    """Some of the `total` papers on a person's list, saved last first; `first` is the rank of the first."""

    papers: Sequence[Paper]
    number: int
    first: int
    total: int


class Saving(NamedTuple):
    """How many of several papers are new on a person's list, were on it, and found no room."""

    new: int
    already_saved: int
    over: int


@dataclass(frozen=True)
class SavedPapers:
    """What people keep; what they put there is watched for them, unless they switched that off."""

    store: Store
    schedule: ScheduleSettings
    clock: Clock

    async def save(self, user_id: int, paper_id: str, language: Language) -> bool:
        """Put a paper on the person's list, and tell of its changes in this language; False if it is there.

        UserError if it is not stored, or the list is full.
        """
        now = self.clock()
        async with self.store.transaction() as tx:
            if await editions.paper(tx, paper_id) is None:
                raise UserError("papers-choice-gone")
            if await saved.count(tx, user_id) >= MAX_SAVED_PAPERS:
                raise UserError("saved-full", most=MAX_SAVED_PAPERS)
            is_new = await saved.save(tx, user_id, paper_id, now)
            if is_new:
                await self._watch(tx, user_id, [paper_id], language, now)
            return is_new

    async def save_all(self, user_id: int, paper_ids: Sequence[str], language: Language) -> Saving:
        """The same of these stored papers, in this order, of as many as the list has room for."""
        now = self.clock()
        async with self.store.transaction() as tx:
            saved_before = await saved.saved_among(tx, user_id, paper_ids)
            new = [paper_id for paper_id in dict.fromkeys(paper_ids) if paper_id not in saved_before]
            room = max(MAX_SAVED_PAPERS - await saved.count(tx, user_id), 0)
            for paper_id in new[:room]:
                await saved.save(tx, user_id, paper_id, now)
            await self._watch(tx, user_id, new[:room], language, now)
        return Saving(len(new[:room]), len(saved_before), len(new[room:]))

    async def is_saved(self, user_id: int, paper_id: str) -> bool:
        """Whether the paper is on the person's list."""
        async with self.store.reading() as view:
            return bool(await saved.saved_among(view, user_id, [paper_id]))

    async def remove(self, user_id: int, paper_id: str) -> bool:
        """Take a paper off the person's list; whether it was there. It is watched no more, unless by hand."""
        async with self.store.transaction() as tx:
            await watches.remove(tx, user_id, paper_id, if_by_saving=True)
            return await saved.remove(tx, user_id, paper_id)

    async def of_user(self, user_id: int) -> list[Paper]:
        """The person's whole list, saved last first."""
        async with self.store.reading() as view:
            return await saved.of_user(view, user_id)

    async def page(self, user_id: int, number: int, *, size: int) -> SavedPapersPage:
        """The page with this number (from 1), the last one if there are fewer by now."""
        async with self.store.reading() as view:
            count = await saved.count(view, user_id)
            number = max(1, min(number, -(-count // size)))
            first = (number - 1) * size
            papers = await saved.of_user(view, user_id, first=first, limit=size)
        return SavedPapersPage(papers, number, first + 1, count)

    async def _watch(
        self, tx: Transaction, user_id: int, paper_ids: Sequence[str], language: Language, now: datetime
    ) -> None:
        """Watch what was saved, for somebody who wants that."""
        if paper_ids and await watch_settings.watches_saved(tx, user_id):
            await people.meet(tx, user_id, language, due.next_end(now, self.schedule.day_ends))
            for paper_id in paper_ids:
                await watches.add(tx, user_id, paper_id, now, by_saving=True)
