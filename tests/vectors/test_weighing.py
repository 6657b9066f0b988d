"""What stored papers speak of most, weighed once each, on a real store."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from bot.ranking.vectors import TermCounts
from bot.store import Store, editions, likeness
from bot.vectors.counting import count_terms
from bot.vectors.weighing import weigh_terms
from tests.conftest import HandClock
from tests.factories import paper

COUNTS = TermCounts(40, {"robot": 4, "owl": 10, "song": 10})
ROBOTS, OWLS, SONGS = (
    paper(number, title=title, abstract="") for number, title in enumerate(("Robots", "Owls", "Songs"), 1)
)


@pytest.fixture
async def weighed(store: Store, clock: HandClock) -> Store:
    async with store.transaction() as tx:
        await editions.save_papers(tx, [ROBOTS, OWLS, SONGS], clock())
    await count_terms(store)
    assert await weigh_terms(store, COUNTS) == 3
    return store


async def nearest(store: Store, **weights: int) -> list[str]:
    async with store.reading() as view:
        return await likeness.nearest(view, weights, 9)


async def test_papers_are_found_by_what_they_speak_of_the_heavier_the_nearer(weighed: Store) -> None:
    assert await nearest(weighed, owl=2, robot=5, violin=9) == [ROBOTS.id, OWLS.id]
    assert await nearest(weighed) == []


async def test_each_is_weighed_once_until_far_more_papers_are_known(weighed: Store) -> None:
    assert await weigh_terms(weighed, TermCounts(4 * COUNTS.papers, COUNTS.counts)) == 0
    assert await weigh_terms(weighed, TermCounts(5 * COUNTS.papers, COUNTS.counts)) == 3
    assert await nearest(weighed, song=1) == [SONGS.id]


async def test_a_paper_whose_text_changes_is_found_by_the_new_one_alone(
    weighed: Store, clock: HandClock
) -> None:
    async with weighed.transaction() as tx:
        await editions.save_papers(tx, [OWLS.model_copy(update={"title": "Songs again"})], clock())
    assert await nearest(weighed, owl=1) == []
    await count_terms(weighed)
    assert await weigh_terms(weighed, COUNTS) == 1
    assert await nearest(weighed, song=1) == [SONGS.id, OWLS.id]


async def test_one_that_cannot_be_read_costs_itself_and_is_not_tried_for_ever(
    store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await editions.save_papers(tx, [ROBOTS, OWLS], clock())
    await count_terms(store)
    async with store.transaction() as tx:
        for broken in ("UPDATE paper_terms SET counts = 'x'", "UPDATE papers SET authors = 'x'"):
            column = "paper_id" if "terms" in broken else "id"
            await tx.connection.execute(text(f"{broken} WHERE {column} = '{OWLS.id}'"))
    async with asyncio.timeout(30):
        assert await weigh_terms(store, COUNTS) == 1
    assert await nearest(store, owl=1, robot=1) == [ROBOTS.id]


async def test_one_whose_text_changes_while_it_is_weighed_is_not_found_by_the_old_one(
    weighed: Store, clock: HandClock
) -> None:
    async with weighed.transaction() as tx:
        await editions.save_papers(tx, [OWLS.model_copy(update={"title": "Songs again"})], clock())
        await likeness.keep(tx, COUNTS.papers, {OWLS.id: {"owl": 900}})
    assert await nearest(weighed, owl=1) == []
