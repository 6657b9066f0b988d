"""Vectors of stored papers, made once as long as nothing is learned anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.foryou.learning import learn
from bot.ranking.vectors import Vector
from bot.store import Store, editions
from bot.vectors import at_hand
from bot.vectors.at_hand import Vectors
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, edition, paper

PAPERS = [paper(number, title=f"Robots of kind{number}", abstract="") for number in range(1, 9)]
IDS = [each.id for each in PAPERS]


@pytest.fixture
async def listed(store: Store, clock: HandClock) -> Store:
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY, PAPERS), finished=True)
    await learn(store, clock())
    return store


async def of(vectors: Vectors, store: Store, *paper_ids: str) -> dict[str, Vector]:
    async with store.reading() as view:
        return await vectors.of(view, paper_ids)


async def test_a_paper_that_is_not_stored_has_none(listed: Store) -> None:
    assert list(await of(Vectors(), listed, IDS[0], "2404.99999")) == [IDS[0]]


async def test_they_are_the_same_whether_at_hand_or_not(
    listed: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = await of(Vectors(), listed, *IDS)
    monkeypatch.setattr(at_hand, "REMEMBERED_PAPERS", 3)
    vectors = Vectors()
    for start in (0, 2, 1, 5, 0):
        three = IDS[start : start + 3]
        assert await of(vectors, listed, *three) == {each: fresh[each] for each in three}


async def test_what_is_at_hand_is_not_made_again_until_terms_are_learned_anew(
    listed: Store, clock: HandClock
) -> None:
    vectors = Vectors()
    before = await of(vectors, listed, IDS[0])
    assert (await of(vectors, listed, IDS[0]))[IDS[0]] is before[IDS[0]]
    more = [paper(number, title="Owls", abstract="") for number in range(20, 60)]
    async with listed.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY + timedelta(days=1), more), finished=True)
    clock.now += timedelta(days=1)
    assert await learn(listed, clock())
    assert (await of(vectors, listed, IDS[0]))[IDS[0]] != before[IDS[0]]
