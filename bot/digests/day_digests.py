"""Days for people to read: shown at once if they are stored, else asked for while they wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot import due
from bot.digests.collector import Collector
from bot.digests.composer import Composer, Kind
from bot.errors import SourceError
from bot.models import Digest, EditionState, Language, Results
from bot.models.clock import Clock
from bot.questions import Questions
from bot.settings import Settings
from bot.store import Store, browse, editions


class DayDigest(NamedTuple):
    """What there is to show of a day: its digest, None if it lists nothing; or why it could not be fetched.

    `empty_days` are the stored days that are finished and list nothing.
    """

    digest: Digest | None
    problem: SourceError | None
    empty_days: set[date]


@dataclass(frozen=True)
class Digests:
    """The days' papers. `collector` asks by the client for people, who have no time for the patience of the
    daily list's; `questions` are those for which somebody waits.
    """

    store: Store
    settings: Settings
    clock: Clock
    collector: Collector
    questions: Questions

    async def digest(self, day: date, language: Language, *, papers: int) -> Digest | None:
        """What a stored day is to a reader without a channel; None if it lists nothing."""
        kind = Kind(day, language, papers, 0, frozenset(), partial=not self.is_finished(day))
        async with self.store.reading() as view:
            return await Composer(self.settings).compose(view, kind)

    def is_finished(self, day: date) -> bool:
        """Whether the day's list is full by now."""
        return due.is_finished(day, self.clock(), self.settings.schedule.day_ends)

    async def latest_stored(self) -> date | None:
        """The last finished day in the store that lists papers."""
        async with self.store.reading() as view:
            return await editions.latest_finished(view)

    async def latest_in_time(self) -> date | None:
        """The last finished day that lists papers; the source is asked for days after the store's last.

        SourceError if it has not answered in 12 s.
        """
        return await self.questions.answer("the newest day", self.collector.latest_day)

    async def must_ask(self, day: date) -> bool:
        """Whether the source has to be asked: weekends list nothing, and a stored day is shown as it is."""
        return _must_ask(day, await self._state(day))

    async def day_digest(self, day: date, language: Language, *, papers: int) -> DayDigest:
        """The day's first `papers` papers, after the source was asked if it has to be.

        A day known from an archive alone is shown as it is, and more of it at the next look.
        """
        state, problem = await self._state(day), None
        if _must_ask(day, state):
            problem = await self._fetched(day)
        elif state and state.archived:
            self.questions.ask_aside(_key(day), lambda: self.collector.collected_day(day))
        digest = await self.digest(day, language, papers=papers)
        async with self.store.reading() as view:
            return DayDigest(digest, problem, await browse.empty_days(view))

    async def days_with_papers(self) -> Sequence[tuple[date, int]]:
        """The stored days that list papers and how many, newest first."""
        async with self.store.reading() as view:
            return await browse.days_with_papers(view)

    async def most_voted(self, first: date, last: date, *, start: int, most: int) -> Results:
        """The papers that a day from `first` to `last` lists, most votes first: up to `most` from the number
        `start` (from 0) on.
        """
        async with self.store.reading() as view:
            return await browse.most_voted(view, first, last, start=start, most=most)

    async def _fetched(self, day: date) -> SourceError | None:
        """Fetch the day; what went wrong, if anything did."""
        try:
            await self.questions.answer(_key(day), lambda: self.collector.collected_day(day))
        except SourceError as error:
            return error
        return None

    async def _state(self, day: date) -> EditionState | None:
        async with self.store.reading() as view:
            return next(iter(await editions.edition_states(view, [day])), None)


def _must_ask(day: date, state: EditionState | None) -> bool:
    if day.weekday() >= due.SATURDAY:
        return False
    return state is None or not (state.papers or state.finished)


def _key(day: date) -> str:
    return f"day {day}"
