from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.store import Store, browse, editions
from tests.factories import WEDNESDAY, edition, paper

pytestmark = pytest.mark.both_databases


THURSDAY = WEDNESDAY + timedelta(days=1)
FRIDAY = WEDNESDAY + timedelta(days=2)


async def save(store: Store, day: date, *numbers: int, votes: int = 0) -> None:
    papers = [paper(number, votes=votes + number) for number in numbers]
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(day, papers), finished=True)


async def test_the_most_voted_papers_of_a_span_come_first_and_once(store: Store) -> None:
    await save(store, WEDNESDAY, 1, 2, 3)
    await save(store, THURSDAY, 2)
    await save(store, FRIDAY, 9)
    async with store.reading() as view:
        top = await browse.most_voted(view, WEDNESDAY, THURSDAY, start=0, most=2)
        rest = await browse.most_voted(view, WEDNESDAY, THURSDAY, start=2, most=2)
    assert [(e.paper_id, e.votes, e.day) for e in (*top.entries, *rest.entries)] == [
        (paper(3).id, 3, WEDNESDAY),
        (paper(2).id, 2, THURSDAY),
        (paper(1).id, 1, WEDNESDAY),
    ]
    assert top.total == rest.total == 3


async def test_equal_votes_stand_as_on_their_day(store: Store) -> None:
    listed_papers = [paper(number, votes=7) for number in (3, 1, 2)]
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY, [paper(2, votes=7)]), finished=True)
        await editions.save_edition(tx, edition(THURSDAY, listed_papers), finished=True)
    async with store.reading() as view:
        top = await browse.most_voted(view, WEDNESDAY, THURSDAY, start=0, most=9)
        day = await editions.edition(view, THURSDAY)
    assert day
    assert [entry.paper_id for entry in top.entries] == [each.id for each in day.papers]


async def test_days_with_and_without_papers_are_told_apart(store: Store) -> None:
    await save(store, WEDNESDAY, 1, 2)
    await save(store, THURSDAY)
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(FRIDAY, 0), finished=False)
    async with store.reading() as view:
        assert await browse.days_with_papers(view) == [(WEDNESDAY, 2)]
        assert await browse.empty_days(view) == {THURSDAY}
