"""What cannot be worked with keeps nobody waiting."""

from __future__ import annotations

import pytest

from bot.models import DeliveryState
from tests.delivery.conftest import Morning
from tests.factories import WEDNESDAY
from tests.support.ledger import deliveries_since
from tests.support.spoiling import spoil

pytestmark = pytest.mark.sqlite


async def test_a_channel_that_cannot_be_worked_with_keeps_nobody_waiting(morning: Morning) -> None:
    await morning.planned(100, 200, 300)
    await spoil(morning.store, "UPDATE deliveries SET planned_at = 'soon' WHERE subscription_id = 2")
    await morning.run()
    await spoil(morning.store, "UPDATE deliveries SET planned_at = '2024-04-04 00:00:00.000000'")
    async with morning.store.reading() as view:
        rows = await deliveries_since(view, WEDNESDAY)
    assert {row.subscription_id for row in rows if row.state is DeliveryState.POSTED} == {1, 3}


async def test_a_digest_that_cannot_be_read_costs_its_own_edit(morning: Morning) -> None:
    await morning.planned(100, papers=5)
    await morning.planned(200, papers=6)
    await morning.run()
    await spoil(morning.store, "UPDATE digests SET content = '{}' WHERE id = 1")
    await morning.voted(50)
    morning.clock.forward(hours=6)
    await morning.edit()
    assert [edited.channel_id for edited in morning.sender.edited] == [200]


async def test_a_channel_that_cannot_be_read_keeps_nobody_waiting_who_waits_for_all_posts(
    morning: Morning,
) -> None:
    await morning.planned(100)
    await morning.run()
    await morning.planned(200)
    await morning.voted(50)
    morning.clock.forward(hours=6)
    await spoil(morning.store, "UPDATE subscriptions SET papers = 'many' WHERE channel_id = 200")
    await morning.run()
    await morning.edit()
    assert len(morning.sender.edited) == 3
