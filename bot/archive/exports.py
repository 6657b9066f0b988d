"""What an export writes: stored days, an imported one just as its archive had it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.models import Edition, Language
from bot.store import Store, archives, editions


class StoredDay(NamedTuple):
    """The text of its archive in the language, and its papers; None where there is none."""

    archived: str | None
    edition: Edition | None


@dataclass(frozen=True)
class Exports:
    """Looks into the store alone."""

    store: Store

    async def days(self, first: date | None, last: date | None) -> list[date]:
        """The stored days from `first` to `last`, each of which may be left open."""
        async with self.store.reading() as view:
            return await archives.stored_days(view, first, last)

    async def day(self, day: date, language: Language) -> StoredDay:
        """What is stored of the day."""
        async with self.store.reading() as view:
            archived = await archives.archived_texts(view, [day], language)
            return StoredDay(archived.get(day), await editions.edition(view, day))
