"""A subscription's order by example papers, on a real SQLite."""

from __future__ import annotations

import pytest

from bot.digests.chosen_lists import read_examples
from bot.digests.composer import Composer
from bot.errors import UserError
from bot.foryou.learning import learn
from bot.models import Order, Subscription
from bot.settings import Settings
from bot.store import Store, editions, saved
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, channel, edition, paper

EXAMPLES = [
    paper(n, title=f"Robots that grasp {thing}", abstract="Robot arms learn.")
    for n, thing in enumerate(("cups", "eggs", "keys"), 1)
]
ROBOTS = paper(20, title="Robots that grasp ropes", abstract="Robot arms learn.", votes=1)
REST = [
    paper(n, title=f"A {kind}", abstract=f"We study the {kind}.", votes=n)
    for n, kind in enumerate(("proof", "kernel", "corpus", "melody"), 11)
]


@pytest.fixture
async def stored(store: Store, clock: HandClock) -> Store:
    """Wednesday lists a paper on robots with one vote among others with more."""
    async with store.transaction() as tx:
        await editions.save_papers(tx, EXAMPLES, clock())
        await editions.save_edition(tx, edition(WEDNESDAY, [*reversed(REST), ROBOTS]), finished=True)
    await learn(store, clock())
    return store


async def numbers(store: Store, order: Order, *, papers: int = 10, stored_examples: bool = True) -> list[int]:
    ids = [each.id for each in EXAMPLES] if stored_examples else [paper(n).id for n in (97, 98, 99)]
    settings = channel(order=order, examples=tuple(ids), papers=papers)
    subscription = Subscription(
        id=1,
        settings=settings,
        configured_by=None,
        settled_day=WEDNESDAY,
        next_due_at=at("2024-04-04 00:00"),
    )
    composer = Composer(Settings())
    async with store.reading() as view:
        kind = await composer.kind_for(view, subscription, [WEDNESDAY])
        choice = await composer.choose(view, kind)
    assert choice
    return [int(each.id[-2:]) for each in choice.selected]


async def test_votes_are_the_usual_order(stored: Store) -> None:
    assert await numbers(stored, "votes") == [14, 13, 12, 11, 20]


async def test_what_is_like_the_examples_comes_first_and_votes_decide_the_rest(stored: Store) -> None:
    assert await numbers(stored, "examples") == [20, 14, 13, 12, 11]


async def test_the_mean_of_both_ranks_is_between(stored: Store) -> None:
    assert await numbers(stored, "both") == [14, 13, 20, 12, 11]


async def test_the_order_decides_which_papers_are_shown(stored: Store) -> None:
    assert await numbers(stored, "examples", papers=1) == [20]


async def test_examples_that_are_not_stored_leave_the_order_of_votes(stored: Store) -> None:
    assert await numbers(stored, "examples", stored_examples=False) == [14, 13, 12, 11, 20]


async def test_what_members_saved_has_no_part_in_it(stored: Store, clock: HandClock) -> None:
    before = await numbers(stored, "examples")
    async with stored.transaction() as tx:
        for each in REST[:3]:
            await saved.save(tx, 7, each.id, clock())
    assert await numbers(stored, "examples") == before


def test_examples_are_read_from_ids_and_links() -> None:
    typed = (
        "2404.00001, https://arxiv.org/abs/2404.00002v2; https://huggingface.co/papers/2404.00003\n2404.00001"
    )
    assert read_examples(typed) == ("2404.00001", "2404.00002", "2404.00003")
    assert read_examples("") == ()
    assert read_examples(["2404.00001", "2404.00002", "2404.00003"]) == read_examples(typed)


@pytest.mark.parametrize("count", [1, 2, 21])
def test_three_to_twenty_examples_are_asked_for(count: int) -> None:
    with pytest.raises(UserError):
        read_examples(" ".join(f"2404.{number:05}" for number in range(1, count + 1)))


def test_a_text_without_papers_is_no_empty_list() -> None:
    with pytest.raises(UserError):
        read_examples("robots")
