"""Channels from before there could be several subscriptions for one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.errors import StoreError
from bot.models import WEEKDAYS, DeliveryState, Subscription
from bot.settings import ScheduleSettings
from bot.store import Store, open_store, subscriptions
from bot.store.upgrade import revisions
from tests.factories import WEDNESDAY, at, channel
from tests.store.test_search_migration import upgrade_to
from tests.support.ledger import deliveries_since
from tests.support.subscribing import subscribe

EARLIER = revisions()[: revisions().index("0009_subscriptions")]
SUBSCRIPTION = """
INSERT INTO subscriptions (id, guild_id, channel_id, language, zone, due_time, papers, min_votes,
    configured_by, settled_day, next_due_at, paused_at, paused_reason, pause_told, removed_at)
VALUES (:id, 1, :channel, 'en', 'Asia/Seoul', '08:30:00.000000', :papers, 3, 42, '2024-04-02',
    '2024-04-04 00:00:00.000000', NULL, NULL, 0, :removed)
"""
DELIVERY = """
INSERT INTO deliveries (subscription_id, day, partial, part, parts, state, attempts, planned_at, message_id)
VALUES (7, '2024-04-02', 0, 1, 1, 'posted', 1, '2024-04-03 00:00:00.000000', 99)
"""


def old_database(file: Path, revision: str) -> None:
    """Two channels, one of them with more papers than may be chosen today, and a removed one."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        upgrade_to(connection, revision)
        for number, channel_id, papers, removed in (
            (7, 100, 50, None),
            (9, 200, 10, None),
            (11, 300, 10, "2024-04-01 00:00:00.000000"),
        ):
            values = {"id": number, "channel": channel_id, "papers": papers, "removed": removed}
            connection.execute(text(SUBSCRIPTION), values)
        connection.execute(text(DELIVERY))
    engine.dispose()


async def every(store: Store) -> list[Subscription]:
    async with store.reading() as view:
        return await subscriptions.every(view)


@pytest.mark.parametrize("revision", EARLIER)
async def test_every_channel_keeps_its_settings_and_what_it_has_had(tmp_path: Path, revision: str) -> None:
    old_database(tmp_path / "old.db", revision)
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'old.db'}") as store:
        first, second = await every(store)
        assert (first.id, first.settings.channel_id, first.settings.papers, first.configured_by) == (
            7,
            100,
            50,
            42,
        )
        assert (first.settled_day, first.next_due_at) == (date(2024, 4, 2), at("2024-04-04 00:00"))
        assert second.settings == channel(200, language="en", due_time="08:30", min_votes=3)
        assert (second.settings.name, second.settings.weekdays, second.settings.topics) == ("", WEEKDAYS, ())
        async with store.reading() as view:
            (row,) = await deliveries_since(view, date(2024, 4, 1))
        assert (row.subscription_id, row.state, row.message_id) == (7, DeliveryState.POSTED, 99)


async def test_a_channel_that_was_removed_comes_back_as_itself_and_another_one_joins_it(
    tmp_path: Path,
) -> None:
    old_database(tmp_path / "old.db", EARLIER[-1])
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'old.db'}") as store:
        for name in ("", "robots"):
            await subscribe(store, ScheduleSettings(), channel(300, name=name), at("2024-04-04 00:30"))
        assert [(s.id, s.settings.address) for s in await every(store)][2:] == [
            (11, "300"),
            (12, "300/robots"),
        ]


async def test_an_upgrade_that_breaks_off_changes_nothing_and_can_be_begun_again(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    old_database(file, EARLIER[-1])
    with closing(sqlite3.connect(file)) as connection, connection:  # stands in the way of the last step
        connection.execute("DROP INDEX ix_subscriptions_next_due_at")
        connection.execute("CREATE INDEX ix_subscriptions_next_due_at ON papers (title)")
    with pytest.raises(StoreError, match="already exists"):
        async with open_store(f"sqlite+aiosqlite:///{file}"):
            pass
    with closing(sqlite3.connect(file)) as connection, connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (EARLIER[-1],)
        assert connection.execute("SELECT count(channel_id) FROM subscriptions").fetchone() == (3,)
        connection.execute("DROP INDEX ix_subscriptions_next_due_at")
    async with open_store(f"sqlite+aiosqlite:///{file}") as store:
        assert [s.id for s in await every(store)] == [7, 9]
        async with store.reading() as view:
            assert (await deliveries_since(view, WEDNESDAY.replace(day=1)))[0].subscription_id == 7
