"""A row that cannot be worked with costs itself: its neighbours are served, and it is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.digests.batches import CHANNELS_PER_TRANSACTION
from bot.digests.collector import Collector
from bot.digests.due_times import recompute_due_times
from bot.digests.planner import plan_by_hand, plan_due
from bot.digests.readership import papers_to_summarise
from bot.models import Delivery, Paper
from bot.settings import Settings
from bot.store import Store, editions, subscriptions
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, channel, edition, paper
from tests.support.ledger import deliveries_since
from tests.support.spoiling import spoil
from tests.support.subscribing import subscribe

SETTINGS = Settings()
ZONES = ["Mars/Base", "localtime", "Factory", "../etc/passwd", ""]


async def rows(store: Store) -> list[Delivery]:
    async with store.reading() as view:
        return await deliveries_since(view, WEDNESDAY)


async def three_channels(store: Store) -> None:
    for number in (100, 200, 300):
        await subscribe(store, SETTINGS.schedule, channel(number), at("2024-04-03 12:00"))
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(), finished=True)


class TestAZoneThatThisMachineLacks:
    @pytest.fixture(params=ZONES)
    async def spoilt(self, store: Store, request: pytest.FixtureRequest) -> Store:
        await three_channels(store)
        await spoil(store, "UPDATE subscriptions SET zone = :zone WHERE channel_id = 200", zone=request.param)
        return store

    async def test_the_other_channels_are_planned_and_it_is_told_once(
        self, spoilt: Store, clock: HandClock, caplog: pytest.LogCaptureFixture
    ) -> None:
        for _ in range(3):
            await recompute_due_times(spoilt, clock())
            await plan_due(spoilt, SETTINGS, clock())
        assert [row.subscription_id for row in await rows(spoilt)] == [1, 3]
        (line,) = caplog.messages
        assert line.startswith("channel 200 is left out: the time zone")

    async def test_a_clock_that_was_set_back_moves_the_others(self, spoilt: Store, clock: HandClock) -> None:
        await spoil(spoilt, "UPDATE subscriptions SET next_due_at = '2030-01-01 00:00:00.000000'")
        await recompute_due_times(spoilt, clock())
        async with spoilt.reading() as view:
            late = await subscriptions.due_after(view, clock() + timedelta(days=2))
        assert [subscription.settings.channel_id for subscription in late] == [200]

    async def test_papers_are_summed_up_for_the_others(self, spoilt: Store, clock: HandClock) -> None:
        await spoil(spoilt, "UPDATE subscriptions SET edit_late = true, settled_day = '2024-04-03'")
        assert len(await papers_to_summarise(spoilt, SETTINGS, clock())) == 3


async def test_a_channel_whose_rows_cannot_be_planned_leaves_its_batch_alone(
    store: Store, clock: HandClock
) -> None:
    await three_channels(store)
    await spoil(store, "UPDATE subscriptions SET layout = 'poster' WHERE channel_id = 200")
    assert await plan_due(store, SETTINGS, clock()) == 2
    assert [row.subscription_id for row in await rows(store)] == [1, 3]
    async with store.reading() as view:
        intact_subscriptions = await subscriptions.every(view)
    again = await plan_by_hand(store, SETTINGS, WEDNESDAY, intact_subscriptions, clock(), partial=True)
    assert again == {1, 3}
    assert CHANNELS_PER_TRANSACTION > 3


async def test_a_paper_that_cannot_be_read_leaves_its_day(store: Store, clock: HandClock) -> None:
    await three_channels(store)
    await spoil(store, "UPDATE papers SET authors = '{}', ai_keywords = '7' WHERE id = '2404.00002'")
    assert await plan_due(store, SETTINGS, clock()) == 3
    async with store.reading() as view:
        day_edition = await editions.edition(view, WEDNESDAY)
    assert day_edition is not None
    assert [p.id for p in day_edition.papers] == ["2404.00001", "2404.00003"]


class OddSource:
    """One day's answer makes trouble that nobody has foreseen."""

    async def fetch_day(self, day: date) -> tuple[Paper, ...]:
        if day == WEDNESDAY:
            raise RuntimeError
        return (paper(1),)

    async def fetch_paper(self, paper_id: str) -> Paper | None:
        return None


async def test_a_day_that_makes_trouble_leaves_the_others_to_be_fetched(
    store: Store, clock: HandClock
) -> None:
    await subscribe(store, SETTINGS.schedule, channel(), at("2024-04-01 12:00"))
    await Collector(store, OddSource(), SETTINGS.schedule, clock).collect_due()
    async with store.reading() as view:
        fetched = [*await editions.states_since(view, date(2024, 1, 1))]
    assert WEDNESDAY not in fetched
    assert WEDNESDAY - timedelta(days=1) in fetched
