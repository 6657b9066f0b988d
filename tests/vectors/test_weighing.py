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


async def speaking_of(store: Store, **weights: int) -> list[str]:
    async with store.reading() as view:
        return await likeness.speaking_of(view, weights, 9)


async def near_ids(store: Store, paper_id: str) -> list[str] | None:
    async with store.reading() as view:
        near = (await likeness.nearest_to(view, [paper_id])).get(paper_id)
    return None if near is None else [each.paper_id for each in near]


async def test_papers_are_found_by_what_they_speak_of_the_heavier_the_nearer(weighed: Store) -> None:
    assert await speaking_of(weighed, owl=2, robot=5, violin=9) == [ROBOTS.id, OWLS.id]
    assert await speaking_of(weighed) == []


async def test_each_is_weighed_once_until_far_more_papers_are_known(weighed: Store) -> None:
    assert await weigh_terms(weighed, TermCounts(4 * COUNTS.papers, COUNTS.counts)) == 0
    assert await weigh_terms(weighed, TermCounts(5 * COUNTS.papers, COUNTS.counts)) == 3
    assert await speaking_of(weighed, song=1) == [SONGS.id]


async def test_a_paper_whose_text_changes_is_found_by_the_new_one_alone(
    weighed: Store, clock: HandClock
) -> None:
    async with weighed.transaction() as tx:
        await editions.save_papers(tx, [OWLS.model_copy(update={"title": "Songs again"})], clock())
    assert await speaking_of(weighed, owl=1) == []
    await count_terms(weighed)
    assert await weigh_terms(weighed, COUNTS) == 1
    assert await speaking_of(weighed, song=1) == [SONGS.id, OWLS.id]


async def test_each_is_compared_with_those_weighed_before_and_both_know_the_other(
    weighed: Store, clock: HandClock
) -> None:
    assert [await near_ids(weighed, each.id) for each in (ROBOTS, OWLS, SONGS)] == [[], [], []]
    newer = [paper(number, title=title, abstract="") for number, title in ((4, "Robots sing"), (5, "Robot"))]
    async with weighed.transaction() as tx:
        await editions.save_papers(tx, newer, clock())
    await count_terms(weighed)
    assert await weigh_terms(weighed, COUNTS) == 2
    assert await near_ids(weighed, ROBOTS.id) == [newer[1].id, newer[0].id]
    assert await near_ids(weighed, newer[0].id) == [ROBOTS.id, newer[1].id]
    assert await near_ids(weighed, OWLS.id) == []


async def test_what_is_near_to_a_paper_is_forgotten_with_its_text(weighed: Store, clock: HandClock) -> None:
    async with weighed.transaction() as tx:
        await editions.save_papers(tx, [OWLS.model_copy(update={"title": "Songs again"})], clock())
    assert await near_ids(weighed, OWLS.id) is None
    await count_terms(weighed)
    await weigh_terms(weighed, COUNTS)
    assert await near_ids(weighed, OWLS.id) == [SONGS.id]
    assert await near_ids(weighed, SONGS.id) == [OWLS.id]


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
    assert await speaking_of(store, owl=1, robot=1) == [ROBOTS.id]


async def test_one_whose_text_changes_while_it_is_weighed_is_not_found_by_the_old_one(
    weighed: Store, clock: HandClock
) -> None:
    async with weighed.transaction() as tx:
        await editions.save_papers(tx, [OWLS.model_copy(update={"title": "Songs again"})], clock())
        await likeness.keep_telling(tx, COUNTS.papers, {OWLS.id: {"owl": 900}})
        await likeness.keep_nearest(tx, {OWLS.id: []})
    assert await speaking_of(weighed, owl=1) == []
    assert await near_ids(weighed, OWLS.id) is None
