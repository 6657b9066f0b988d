"""Posts of long ago are forgotten; what status, “shown before” and exactly-once ask for is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.digests import history as rules
from bot.digests.history import POST_LIFETIME, History
from bot.models import Delivery
from bot.settings import Settings
from bot.store import Store, deliveries, digests, editions, edits, publications
from bot.store.deliveries import PlannedDay
from bot.store.edits import PlannedEdit
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, channel, edition
from tests.support.databases import Databases
from tests.support.ledger import deliveries_since
from tests.support.spoiling import spoil
from tests.support.stock import DIGEST
from tests.support.subscribing import subscribe

pytestmark = pytest.mark.both_databases

OLD = WEDNESDAY - POST_LIFETIME - timedelta(days=1)
LAST = OLD + timedelta(days=1)  # the oldest day that is remembered


@pytest.fixture
async def history(store: Store, clock: HandClock) -> History:
    """Messages of two days, one of them old, each with an edit and a publication; Wednesday is stored."""
    await subscribe(store, Settings().schedule, channel(100), at("2024-04-03 12:00"))
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(), finished=True)
        digest_id = await digests.freeze(tx, DIGEST, [1])
        for day in (OLD, LAST):
            await deliveries.plan_new(tx, PlannedDay(1, day, digest_id, parts=2), clock())
        for row in await deliveries_since(tx, OLD):
            await edits.plan(tx, [PlannedEdit(row, digest_id)], clock())
            await publications.plan(tx, row, 1, clock())
    for table in ("deliveries", "edits", "publications"):
        await spoil(store, f"UPDATE {table} SET state = 'posted', next_attempt_at = NULL")
    return History(store, clock)


async def rows(store: Store) -> list[Delivery]:
    async with store.reading() as view:
        return await deliveries_since(view, OLD)


async def test_the_posts_of_more_than_400_days_ago_go_with_all_that_was_done_to_them(
    history: History, store: Store, store_url: str, databases: Databases
) -> None:
    await history.tidy()
    assert [row.day for row in await rows(store)] == [LAST, LAST]
    for table in ("edits", "publications"):
        assert databases.query(store_url, f"SELECT count(*) FROM {table}") == [(2,)]


@pytest.mark.parametrize("state", ["planned", "sending"])
async def test_what_is_still_to_come_stays_however_old(history: History, store: Store, state: str) -> None:
    await spoil(store, f"UPDATE deliveries SET state = '{state}' WHERE day < '{LAST}' AND part = 1")
    await history.tidy()
    assert [(row.day, row.part) for row in await rows(store)] == [(OLD, 1), (LAST, 1), (LAST, 2)]


async def test_a_clock_that_runs_years_ahead_forgets_nothing_more(
    history: History, store: Store, clock: HandClock
) -> None:
    clock.forward(days=4_000)
    await history.tidy()
    assert [row.day for row in await rows(store)] == [LAST, LAST]


async def test_it_goes_on_in_small_transactions(
    history: History, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ROWS_PER_TRANSACTION", 1)
    monkeypatch.setattr(rules, "TRANSACTIONS_PER_HOUR", 1)
    await history.tidy()
    assert len(await rows(store)) == 3
    await history.tidy()
    assert len(await rows(store)) == 2
