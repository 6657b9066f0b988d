from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.foryou.for_you import ForYou
from bot.foryou.learning import learn
from bot.models import Paper
from bot.privacy import Privacy
from bot.settings import ScheduleSettings
from bot.store import Store, editions, saved, terms
from bot.vectors.counting import count_terms
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, edition, paper

READER, STRANGER = 7, 8
LATER = WEDNESDAY + timedelta(days=1)
ROBOTS = [
    paper(n, title=f"Robots that grasp {thing}", abstract="Robot arms learn.", votes=0)
    for n, thing in enumerate(("cups", "eggs", "keys", "ropes"), 1)
]
REST = [
    paper(n, title=f"A {kind}", abstract=f"We study the {kind}.", votes=n)
    for n, kind in enumerate(("proof", "kernel", "corpus", "melody", "lattice", "protein"), 11)
]


@pytest.fixture
def privacy(store: Store, clock: HandClock) -> Privacy:
    return Privacy(store, clock)


@pytest.fixture
async def for_you(store: Store, clock: HandClock) -> ForYou:
    """The reader saved three papers on robots; Wednesday lists a fourth among others with more votes."""
    async with store.transaction() as tx:
        await editions.save_papers(tx, ROBOTS[:3], clock())
        await editions.save_edition(tx, edition(WEDNESDAY, [*REST, ROBOTS[3]]), finished=True)
        for each in ROBOTS[:3]:
            await saved.save(tx, READER, each.id, clock())
    await learn(store, clock())
    await count_terms(store)
    for_you = ForYou(store, ScheduleSettings(), clock)
    await for_you.weigh()
    return for_you


async def test_a_day_is_ranked_by_what_the_person_saved_with_the_reason(for_you: ForYou) -> None:
    day = await for_you.ranked(READER, WEDNESDAY, WEDNESDAY)
    assert day
    first = day.papers[0]
    assert (first.paper.id, day.total, day.taste) == (ROBOTS[3].id, 7, 3)
    assert first.like in ROBOTS[:3]
    assert "Robot" in first.words


async def test_a_saved_paper_is_like_another_one_and_not_like_itself(
    for_you: ForYou, store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await saved.save(tx, READER, ROBOTS[3].id, clock())
    day = await for_you.ranked(READER, WEDNESDAY, WEDNESDAY)
    assert day
    assert (day.papers[0].paper.id, day.papers[0].like in ROBOTS[:3]) == (ROBOTS[3].id, True)


async def test_pages_go_on_where_the_one_before_ended(for_you: ForYou) -> None:
    whole = await for_you.ranked(READER, WEDNESDAY, WEDNESDAY)
    page = await for_you.ranked(READER, WEDNESDAY, WEDNESDAY, start=2, most=3)
    assert whole
    assert page
    assert page.papers == whole.papers[2:5]


async def test_below_three_saved_papers_the_order_is_that_of_votes_and_has_no_reasons(
    for_you: ForYou,
) -> None:
    day = await for_you.ranked(STRANGER, WEDNESDAY, WEDNESDAY)
    assert day
    assert day.taste == 0
    assert [ranked.paper.votes for ranked in day.papers] == [16, 15, 14, 13, 12, 11, 0]
    assert not any(ranked.like or ranked.words for ranked in day.papers)


async def test_a_day_that_is_not_stored_is_none(for_you: ForYou) -> None:
    assert await for_you.ranked(READER, LATER, LATER) is None


async def test_what_is_refused_comes_last_until_it_is_taken_back(for_you: ForYou) -> None:
    refused = REST[-1]
    assert await for_you.refuse(READER, refused.id)
    assert not await for_you.refuse(READER, refused.id)
    day = await for_you.ranked(READER, WEDNESDAY, WEDNESDAY)
    assert day
    assert day.papers[-1].paper.id == refused.id
    assert day.refused == {refused.id}
    assert await for_you.take_back(READER, refused.id)
    assert not await for_you.take_back(READER, refused.id)
    day = await for_you.ranked(READER, WEDNESDAY, WEDNESDAY)
    assert day
    assert day.papers[1].paper.id == refused.id
    assert not day.refused


async def test_more_like_a_paper_are_the_nearest_stored_ones_without_itself(for_you: ForYou) -> None:
    papers = await for_you.more_like(ROBOTS[0].id)
    assert papers
    assert {ranked.paper.id for ranked in papers} == {each.id for each in ROBOTS[1:]}
    assert all(ranked.like == ROBOTS[0] and ranked.words for ranked in papers)


async def test_what_came_a_moment_ago_is_compared_too(
    for_you: ForYou, store: Store, clock: HandClock
) -> None:
    new = paper(30, title="Robots that grasp soap", abstract="Robot arms learn.")
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(LATER, [new]), finished=False)
    papers = await for_you.more_like(ROBOTS[0].id)
    assert papers
    assert new.id in {ranked.paper.id for ranked in papers}


@pytest.mark.parametrize("stored", ['"x"', '[{"paper_id": 5}]', "[7]", "null"])
async def test_a_list_of_nearest_papers_that_cannot_be_read_is_made_anew(
    for_you: ForYou, store: Store, stored: str
) -> None:
    async with store.transaction() as tx:
        await tx.connection.execute(text("UPDATE nearest_papers SET nearest = :stored"), {"stored": stored})
    papers = await for_you.more_like(ROBOTS[0].id)
    assert papers
    assert {ranked.paper.id for ranked in papers} == {each.id for each in ROBOTS[1:]}


async def test_nothing_is_like_a_paper_that_is_not_stored(for_you: ForYou) -> None:
    assert await for_you.more_like("2404.99999") is None


async def test_starters_are_of_many_topics(for_you: ForYou, store: Store, clock: HandClock) -> None:
    twins = [paper(n, title="A kernel", abstract="We study the kernel.", votes=500) for n in range(30, 45)]
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY, [*twins, *REST, ROBOTS[3]]), finished=True)
    starters = await for_you.starters(WEDNESDAY, WEDNESDAY)
    assert len(starters) == 10
    assert {each.id for each in starters} > {each.id for each in (*REST[2:], ROBOTS[3])}


async def test_all_of_it_is_the_persons_own_and_goes_with_them(for_you: ForYou, privacy: Privacy) -> None:
    await for_you.refuse(READER, REST[0].id)
    await for_you.set_daily(READER, "en", is_on=True)
    everything = await privacy.everything_about(READER)
    assert [row["paper_id"] for row in everything["refused"]] == [REST[0].id]
    assert len(everything["daily_for_you"]) == 1
    await privacy.erase(READER)
    assert {kind for kind, rows in (await privacy.everything_about(READER)).items() if rows} == {"erasures"}


async def test_the_daily_part_is_off_until_it_is_wanted(for_you: ForYou, privacy: Privacy) -> None:
    await for_you.set_daily(READER, "en", is_on=True)
    await for_you.set_daily(READER, "en", is_on=True)
    await for_you.set_daily(READER, "en", is_on=False)
    assert not (await privacy.everything_about(READER))["daily_for_you"]


async def test_terms_are_learned_once_a_day_and_then_used(store: Store, clock: HandClock) -> None:
    for_you, day = (
        ForYou(store, ScheduleSettings(), clock),
        [_about(n, "robots and owls") for n in range(1, 9)],
    )
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY, day), finished=True)
    assert await learn(store, clock())
    assert not await learn(store, clock())
    await for_you.ranked(READER, WEDNESDAY, WEDNESDAY)
    clock.now += timedelta(days=1)
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY, [*day, _about(9, "robots")]), finished=True)
    assert await learn(store, clock())
    async with store.reading() as view:
        learned = await terms.learned(view)
        counts = [batch async for batch in terms.counts(view)]
    assert learned
    assert learned.papers == 9
    assert [(batch["robot"], batch["owl"]) for batch in counts] == [(9, 8)]


def _about(number: int, title: str) -> Paper:
    return paper(number, title=title, abstract="")
