"""Days and papers as the source listed them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.models import Summary, SummaryOrigin
from bot.store import Store, editions
from tests.factories import WEDNESDAY, at, edition, paper

pytestmark = pytest.mark.both_databases


THURSDAY = WEDNESDAY + timedelta(days=1)


async def save(store: Store, *days: object, finished: bool = True) -> None:
    async with store.transaction() as tx:
        for day in days:
            await editions.save_edition(tx, day, finished=finished)  # pyright: ignore[reportArgumentType]


async def test_a_day_comes_back_as_it_was_listed(store: Store) -> None:
    full = paper(
        1,
        published_at=at("2024-04-02 17:00"),
        comments=3,
        thumbnail="https://example.org/1.png",
        code_url="https://github.com/a/b",
        code_stars=12,
        project_url="https://example.org",
        ai_summary="A summary.",
        ai_keywords=("agents", "확산"),
        organization="Example Lab",
    )
    listed = edition(papers=[full, paper(2)])
    await save(store, listed)
    async with store.reading() as view:
        assert await editions.edition(view, WEDNESDAY) == listed


async def test_each_day_keeps_its_own_votes_of_a_paper(store: Store) -> None:
    await save(store, edition(papers=[paper(1, votes=10)]), edition(THURSDAY, [paper(1, votes=25)]))
    async with store.reading() as view:
        assert await editions.listing_days(view, "2404.00001") == [(WEDNESDAY, 10), (THURSDAY, 25)]
        wednesday = await editions.edition(view, WEDNESDAY)
    assert wednesday is not None
    assert wednesday.papers[0].votes == 10


async def test_a_paper_that_left_the_list_leaves_the_day_and_stays_known(store: Store) -> None:
    await save(store, edition(papers=[paper(1), paper(2)]))
    await save(store, edition(papers=[paper(2)]))
    async with store.reading() as view:
        now = await editions.edition(view, WEDNESDAY)
        assert await editions.paper(view, "2404.00001") == paper(1)
    assert now is not None
    assert [p.id for p in now.papers] == ["2404.00002"]


async def test_a_failed_question_keeps_what_was_fetched_and_says_since_when(store: Store) -> None:
    await save(store, edition())
    for hour in (1, 2):
        async with store.transaction() as tx:
            await editions.save_problem(tx, WEDNESDAY, "HTTP 503", at(f"2024-04-04 0{hour}:00"))
    async with store.reading() as view:
        (state,) = await editions.edition_states(view, [WEDNESDAY])
    assert (state.finished, state.papers, state.problem) == (True, 3, "HTTP 503")
    assert state.problem_since == at("2024-04-04 01:00")


async def test_a_good_answer_ends_the_problem(store: Store) -> None:
    async with store.transaction() as tx:
        await editions.save_problem(tx, WEDNESDAY, "HTTP 503", at("2024-04-04 01:00"))
    await save(store, edition())
    async with store.reading() as view:
        (state,) = await editions.edition_states(view, [WEDNESDAY])
    assert (state.problem, state.problem_since) == (None, None)


async def test_the_latest_day_is_finished_and_lists_papers(store: Store) -> None:
    await save(store, edition(date(2024, 4, 1)), edition(date(2024, 4, 6), 0))
    await save(store, edition(date(2024, 4, 8)), finished=False)
    async with store.reading() as view:
        assert await editions.latest_finished(view) == date(2024, 4, 1)


async def test_a_paper_is_relisted_only_within_the_span(store: Store) -> None:
    far = WEDNESDAY + timedelta(days=40)
    await save(store, edition(papers=[paper(1), paper(2)]), edition(THURSDAY, [paper(1)]))
    await save(store, edition(far, [paper(2)]))
    async with store.reading() as view:
        assert await editions.relisted(view, WEDNESDAY, 30) == {"2404.00001"}


async def test_bullets_are_kept_per_language(store: Store) -> None:
    await save(store, edition(papers=1))
    korean = Summary(paper_id="2404.00001", language="ko", bullets=("가.",), origin=SummaryOrigin.SAMPLE)
    async with store.transaction() as tx:
        await editions.save_summaries(tx, [korean])
    async with store.reading() as view:
        assert await editions.stored_summaries(view, ["2404.00001"], "ko") == {"2404.00001": korean}
        assert await editions.stored_summaries(view, ["2404.00001"], "en") == {}


async def test_what_the_source_does_not_tell_any_more_stays(store: Store) -> None:
    full = paper(1, published_at=at("2024-04-02 17:00"))
    bare = paper(1, abstract="", authors=(), votes=120)
    async with store.transaction() as tx:
        await editions.save_papers(tx, [full], at("2024-04-03 10:00"))
        await editions.save_papers(tx, [bare, paper(2)], at("2024-04-03 11:00"))
    async with store.reading() as view:
        assert await editions.paper(view, full.id) == full.model_copy(update={"votes": 120})
