"""How long people's data are kept, by the way in which they came."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.privacy import Privacy, can_be_erased
from bot.store import Store, editions, people, saved
from tests.conftest import HandClock
from tests.factories import paper

SOMEBODY = 5


@pytest.fixture
def privacy(store: Store, clock: HandClock) -> Privacy:
    return Privacy(store, clock)


async def save(store: Store, now: datetime) -> None:
    async with store.transaction() as tx:
        await editions.save_papers(tx, [paper(1)], now)
        await saved.save(tx, SOMEBODY, paper(1).id, now)


async def is_kept(privacy: Privacy) -> bool:
    await privacy.erase_unreachable()
    return can_be_erased(await privacy.everything_about(SOMEBODY))


async def test_of_somebody_of_whom_nothing_is_stored_no_use_is_stored_either(privacy: Privacy) -> None:
    await privacy.used_by_installation(SOMEBODY)
    assert not await is_kept(privacy)


async def test_an_installation_keeps_for_a_year_after_the_last_use(
    privacy: Privacy, store: Store, clock: HandClock
) -> None:
    await save(store, clock())
    await privacy.used_by_installation(SOMEBODY)
    clock.forward(days=300)
    await privacy.used_by_installation(SOMEBODY)
    clock.forward(days=364)
    assert await is_kept(privacy)
    clock.forward(days=1)
    assert not await is_kept(privacy)


async def test_with_an_installation_no_server_need_be_shared(
    privacy: Privacy, store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await people.meet(tx, SOMEBODY, "en", clock())
        await people.shut(tx, SOMEBODY, "unreachable_since", clock())
    await privacy.used_by_installation(SOMEBODY)
    clock.forward(days=31)
    assert await is_kept(privacy)
    clock.forward(days=334)
    assert not await is_kept(privacy)


async def test_a_reader_whom_dms_still_reach_is_kept(
    privacy: Privacy, store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await people.meet(tx, SOMEBODY, "en", clock())
    await privacy.used_by_installation(SOMEBODY)
    clock.forward(days=400)
    assert await is_kept(privacy)


async def test_an_erasure_is_remembered_for_90_days_and_shown(
    privacy: Privacy, store: Store, clock: HandClock
) -> None:
    await save(store, clock())
    await privacy.erase(SOMEBODY)
    erased_at = clock()
    clock.forward(days=90)
    await privacy.tidy()
    assert (await privacy.everything_about(SOMEBODY))["erasures"] == [{"erased_at": erased_at}]
    clock.forward(seconds=1)
    await privacy.tidy()
    assert not any((await privacy.everything_about(SOMEBODY)).values())


async def test_of_somebody_of_whom_nothing_is_stored_no_erasure_is_remembered(privacy: Privacy) -> None:
    await privacy.erase(SOMEBODY)
    assert not any((await privacy.everything_about(SOMEBODY)).values())


async def test_that_somebody_had_it_erased_keeps_nothing_else(
    privacy: Privacy, store: Store, clock: HandClock
) -> None:
    await save(store, clock())
    await privacy.erase(SOMEBODY)
    await privacy.used_by_installation(SOMEBODY)
    assert not await is_kept(privacy)
