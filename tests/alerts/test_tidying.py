"""What alerts leave behind is forgotten, a bounded number of rows at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.alerts import person_alerts
from bot.alerts.person_alerts import HIT_LIFETIME, NOTIFICATION_LIFETIME
from bot.store import alerts, hits
from bot.store.hits import PaperHits
from tests.alerts.conftest import Desk
from tests.factories import WEDNESDAY, at, paper
from tests.support.spoiling import spoil

LATER = timedelta(hours=1)


@pytest.fixture
async def used_desk(desk: Desk) -> Desk:
    """Three people whose keyword fits Wednesday's paper, and who were told so."""
    for user_id in (1, 2, 3):
        await desk.saved("RAG", user_id, at("2024-04-03 12:00"))
    await desk.listed(WEDNESDAY, paper(1, title="RAG"))
    assert await desk.write() == 3
    await spoil(desk.store, "UPDATE letters SET state = 'posted' WHERE user_id < 3")
    return desk


async def count(desk: Desk, table: str) -> int:
    async with desk.store.reading() as view:
        rows = await view.connection.exec_driver_sql(f"SELECT count(*) FROM {table}")
        return rows.scalar_one()


async def test_notifications_go_after_their_time_but_not_those_that_still_wait(
    used_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_alerts, "NOTIFICATIONS_TIDIED", 1)
    used_desk.clock.now += NOTIFICATION_LIFETIME
    await used_desk.alerts.tidy()
    assert await count(used_desk, "letters") == 3
    used_desk.clock.now += LATER
    await used_desk.alerts.tidy()
    assert await count(used_desk, "letters") == 1


async def test_hits_go_after_their_time_and_are_looked_at_once_a_day(used_desk: Desk) -> None:
    used_desk.clock.now = at("2024-04-04 00:00") + HIT_LIFETIME
    await used_desk.alerts.tidy()
    assert await count(used_desk, "keyword_hits") == 0
    async with used_desk.store.transaction() as tx:
        (alert, *_) = await alerts.of_user(tx, 1)
        assert alert.keyword_id is not None
        await hits.add(tx, [PaperHits(WEDNESDAY, paper(1).id, [alert.keyword_id])])
    used_desk.clock.now += LATER
    await used_desk.alerts.tidy()
    assert await count(used_desk, "keyword_hits") == 1
    used_desk.clock.now += timedelta(days=1)
    await used_desk.alerts.tidy()
    assert await count(used_desk, "keyword_hits") == 0
