"""What a person missed since they last read: one page of the best, and not a page a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot import due
from bot.foryou.for_you import ForYou
from bot.foryou.person_taste import FEWEST_SAVED
from bot.models import Entry, Paper, RankedPaper
from bot.models.catchups import CatchUpOrder, MissedDays, MissedPapers
from bot.store import Reading, Store, browse, catchups, editions, hits, saved

FIRST_DAYS = timedelta(days=7)  # for somebody who never said up to where they have read
LONGEST_DAYS = timedelta(days=30)


@dataclass(frozen=True)
class CatchUps:
    """Each person's own; days that are not finished are missed by nobody."""

    store: Store
    for_you: ForYou

    async def days(self, user_id: int) -> MissedDays | None:
        """The days since the person last read, the newest 30 at most; None if there are none."""
        async with self.store.reading() as view:
            last = await editions.latest_finished(view)
            read_until = await catchups.read_until(view, user_id)
        if last is None or (read_until is not None and read_until >= last):
            return None
        first = read_until + due.DAY if read_until else last - FIRST_DAYS + due.DAY
        return _bounded(MissedDays(first=first, last=last))

    async def order(self, user_id: int) -> CatchUpOrder:
        """In which order the person begins: their own, if enough is known of them, else that of votes."""
        async with self.store.reading() as view:
            return "foryou" if await saved.count(view, user_id) >= FEWEST_SAVED else "votes"

    async def page(
        self, user_id: int, days: MissedDays, order: CatchUpOrder, *, start: int, most: int
    ) -> MissedPapers:
        """The papers of the days, of the last 30 of them, in this order, from number `start` (from 0) on."""
        days = _bounded(days)
        async with self.store.reading() as view:
            keywords = await _keywords(view, user_id, days)
            by_votes = await browse.most_voted(view, days.first, days.last, start=start, most=most)
            ids = [entry.paper_id for entry in by_votes.entries]
            if order == "keywords":
                ids = [entry.paper_id for entry in await _most_voted(view, keywords)][start : start + most]
            papers = await editions.papers_by_id(view, ids)
        ranked = None
        if order == "foryou":
            ranked = await self.for_you.ranked(user_id, days.first, days.last, start=start, most=most)
        return MissedPapers(
            days=days,
            order=order,
            papers=ranked.papers if ranked else _unranked(papers[id_] for id_ in ids if id_ in papers),
            start=start,
            total=len(keywords) if order == "keywords" else by_votes.total,
            listed=by_votes.total,
            keywords=keywords,
            is_own_order=ranked is not None and ranked.taste >= ranked.needed,
        )

    async def read_until(self, user_id: int, day: date) -> None:
        """The person has read up to the day; an older page takes nothing back."""
        async with self.store.transaction() as tx:
            before = await catchups.read_until(tx, user_id)
            await catchups.set_read_until(tx, user_id, max(day, before or day))

    async def unread(self, user_id: int, first: date) -> None:
        """The person has yet to read what came since that day."""
        async with self.store.transaction() as tx:
            await catchups.set_read_until(tx, user_id, first - due.DAY)


def _bounded(days: MissedDays) -> MissedDays:
    oldest = days.last - LONGEST_DAYS + due.DAY
    return days if days.first >= oldest else MissedDays(first=oldest, last=days.last, is_cut=True)


async def _keywords(view: Reading, user_id: int, days: MissedDays) -> dict[str, tuple[str, ...]]:
    keywords = defaultdict[str, list[str]](list)
    for paper_id, keyword in await hits.of_user(view, user_id, days.first, days.last):
        keywords[paper_id].append(keyword)
    return {paper_id: tuple(each) for paper_id, each in keywords.items()}


def _unranked(papers: Iterable[Paper]) -> tuple[RankedPaper, ...]:
    return tuple(RankedPaper(paper=paper, like=None, words=()) for paper in papers)


async def _most_voted(view: Reading, paper_ids: Collection[str]) -> list[Entry]:
    entries = await browse.named(view, list(paper_ids))
    return sorted(entries, key=lambda entry: (-entry.votes, entry.paper_id))
