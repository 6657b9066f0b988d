"""What a week's post tells, and of whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.digests.channels import Channels
from bot.digests.week import plan_weeks, week_of
from bot.models import Paper, Week, WeekPaper
from bot.privacy import Privacy
from bot.saved.saved_papers import SavedPapers
from bot.settings import Settings
from bot.store import Store, editions, weeks
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, channel, edition, paper

MONDAY = WEDNESDAY - timedelta(days=2)
PAPERS = [paper(number, votes=10 * number) for number in range(1, 9)]


def week(saved: list[tuple[Paper, int]] | None = None, **listed_votes: int) -> Week:
    votes = {paper(int(name[1:])).id: count for name, count in listed_votes.items()}
    weekly = week_of("en", MONDAY, WEDNESDAY, PAPERS, votes, saved or [])
    assert weekly
    return weekly


def numbers(papers: Sequence[WeekPaper]) -> list[int]:
    return [int(each.paper.id[-2:]) for each in papers]


def test_the_best_are_the_five_with_most_votes() -> None:
    assert numbers(week().best) == [8, 7, 6, 5, 4]


def test_risers_are_those_that_gained_five_votes_or_more() -> None:
    assert numbers(week(p1=5, p2=6, p3=0, p4=1, p8=10).risers) == [8, 4, 3]
    assert week().risers == ()


def test_saved_papers_are_shown_from_three_people_on() -> None:
    saved = [(PAPERS[0], 2), (PAPERS[1], 3), (PAPERS[2], 5), (PAPERS[3], 3)]
    assert [(each.paper.id[-1], each.people) for each in week(saved).saved] == [("3", 5), ("4", 3), ("2", 3)]


def test_a_week_without_papers_is_none() -> None:
    assert week_of("en", MONDAY, WEDNESDAY, [], {}, []) is None


@pytest.fixture
async def saving(store: Store, clock: HandClock) -> SavedPapers:
    """Wednesday lists eight papers; a subscription of guild 1 is told of its week on Thursday."""
    clock.now = at("2024-04-04 08:00")
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY, PAPERS), finished=True)
    await Channels(store, Settings(), clock).subscribe(channel(weekly="thu"))
    return SavedPapers(store, Settings().schedule, clock)


async def told(store: Store, clock: HandClock) -> Week:
    clock.forward(hours=1)
    assert await plan_weeks(store, Settings().schedule, clock()) == 1
    async with store.reading() as view:
        (post,) = await weeks.outbox.queue(view, 1)
    return post.content


async def test_people_count_in_the_server_where_they_pressed_the_button(
    saving: SavedPapers, store: Store, clock: HandClock
) -> None:
    for person in (1, 2, 3):
        await saving.save(person, PAPERS[0].id, "en", guild_id=1)
        await saving.save(person, PAPERS[1].id, "en", guild_id=2)
        await saving.save(person, PAPERS[2].id, "en")
    for person in (1, 2):
        await saving.save(person, PAPERS[3].id, "en", guild_id=1)
    assert numbers((await told(store, clock)).saved) == [1]


async def test_whoever_takes_it_off_or_erases_their_data_does_not_count(
    saving: SavedPapers, store: Store, clock: HandClock
) -> None:
    for person in (1, 2, 3):
        await saving.save(person, PAPERS[0].id, "en", guild_id=1)
        await saving.save(person, PAPERS[1].id, "en", guild_id=1)
    await saving.remove(1, PAPERS[0].id)
    privacy = Privacy(store, clock)
    assert {row["guild_id"] for row in (await privacy.everything_about(2))["saved"]} == {1}
    await privacy.erase(2)
    assert (await told(store, clock)).saved == ()


async def test_risers_are_told_by_the_votes_of_the_first_listing(
    saving: SavedPapers, store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await editions.save_papers(tx, [PAPERS[0].model_copy(update={"votes": 200})], clock())
    content = await told(store, clock)
    assert [(each.listed_votes, each.paper.votes) for each in content.risers] == [(10, 200)]
    assert numbers(content.best)[0] == 1
