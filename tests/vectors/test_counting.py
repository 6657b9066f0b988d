"""Terms of stored papers, counted once each, on a real SQLite."""

from __future__ import annotations

import pytest

from bot.ranking.terms import VERSION, paper_terms
from bot.store import Store, editions
from bot.store import paper_terms as stored_terms
from bot.vectors.counting import count_terms, terms_of
from tests.conftest import HandClock
from tests.factories import paper

PAPERS = [paper(number, title=f"Robots of kind {number}") for number in range(1, 121)]
IDS = [each.id for each in PAPERS]


@pytest.fixture
async def stored(store: Store, clock: HandClock) -> Store:
    async with store.transaction() as tx:
        await editions.save_papers(tx, PAPERS, clock())
    return store


async def counted_ids(store: Store) -> set[str]:
    async with store.reading() as view:
        return set(await stored_terms.counts_of(view, IDS, VERSION))


async def test_every_paper_is_counted_once(stored: Store) -> None:
    assert await count_terms(stored) == 120
    assert await counted_ids(stored) == set(IDS)
    assert await count_terms(stored) == 0


async def test_what_an_earlier_run_counted_is_not_counted_again(stored: Store) -> None:
    async with stored.transaction() as tx:
        await stored_terms.keep(tx, VERSION, {paper_id: {"odd": 1} for paper_id in IDS[:50]})
        await stored_terms.keep(tx, VERSION - 1, {paper_id: {"old": 1} for paper_id in IDS[50:60]})
    assert await count_terms(stored) == 70
    async with stored.reading() as view:
        terms = await terms_of(view, [IDS[0], IDS[50]])
    assert terms == {IDS[0]: {"odd": 1}, IDS[50]: paper_terms(PAPERS[50])}


async def test_what_is_counted_is_what_the_paper_says(stored: Store) -> None:
    async with stored.reading() as view:
        uncounted = await terms_of(view, IDS[:2])
    await count_terms(stored)
    async with stored.reading() as view:
        counted = await terms_of(view, [*IDS[:2], "2404.99999"])
    assert counted == uncounted == {each.id: paper_terms(each) for each in PAPERS[:2]}


async def test_a_paper_whose_text_changes_is_counted_anew(stored: Store, clock: HandClock) -> None:
    await count_terms(stored)
    changed = PAPERS[0].model_copy(update={"title": "Melodies"})
    async with stored.transaction() as tx:
        await editions.save_papers(tx, [changed, PAPERS[1].model_copy(update={"votes": 999})], clock())
    assert await counted_ids(stored) == set(IDS[1:])
    assert await count_terms(stored) == 1
    async with stored.reading() as view:
        assert (await terms_of(view, [changed.id]))[changed.id] == paper_terms(changed)
