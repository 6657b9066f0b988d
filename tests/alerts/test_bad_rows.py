"""A notification, a keyword or a zone that cannot be read costs its owner alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.alerts.keywords import renew
from bot.alerts.matcher import match_days
from bot.alerts.notification_planner import plan_notifications
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.notifications import NotificationDeliverer
from bot.delivery.pacer import Pacer
from bot.store import notifications
from tests.alerts.conftest import Desk
from tests.delivery.scripted import ScriptedSender
from tests.factories import WEDNESDAY, at, paper
from tests.support.sending_lease import held_lease
from tests.support.spoiling import spoil

ZONES = ["Mars/Base", "localtime", "Factory"]
SOON = "2024-04-03 23:00:00.000000"


@pytest.fixture
async def two(desk: Desk) -> Desk:
    """Two people whose keyword fits Wednesday's paper."""
    for user_id in (1, 2):
        await desk.saved("RAG", user_id, at("2024-04-03 12:00"))
    await desk.listed(WEDNESDAY, paper(1, title="RAG"), paper(2, title="LoRA"))
    return desk


@pytest.mark.parametrize("zone", ZONES)
async def test_without_a_known_zone_they_come_when_the_day_is_finished(two: Desk, zone: str) -> None:
    hour = at("2024-04-03 09:00").time()
    await replace(two.notifications, clock=lambda: at("2024-04-03 12:00")).set_hour(1, hour, "UTC")
    await spoil(two.store, f"UPDATE people SET zone = :zone, next_due_at = '{SOON}'", zone=zone)
    assert await two.write() == 2


async def test_one_that_cannot_be_read_fails_alone(two: Desk) -> None:
    await two.write()
    await spoil(two.store, "UPDATE letters SET content = '{' WHERE user_id = 1")
    sender = ScriptedSender()
    lease = await held_lease(two.store, two.clock)
    deliverer = NotificationDeliverer(
        Dispatcher(two.store, Pacer(1e6), two.settings.delivery, lease=lease, clock=two.clock),
        sender,
        gentle=Pacer(1e6),
    )
    await deliverer.deliver_ready()
    async with two.store.reading() as view:
        assert (await notifications.outbox.backlog(view)).waiting == 0
    assert len(sender.posted) == 1


async def test_the_next_one_of_its_reader_is_planned_all_the_same(two: Desk) -> None:
    await two.write()
    await spoil(two.store, "UPDATE letters SET content = '{'")
    await two.listed(WEDNESDAY + timedelta(days=1), paper(3, title="RAG again"))
    two.clock.forward(days=1)
    assert await two.write() == 2


async def test_a_keyword_that_cannot_be_read_hits_nothing(two: Desk) -> None:
    await two.saved("LoRA votes:1", 3, at("2024-04-03 12:00"))
    await renew(two.store)
    await spoil(two.store, "UPDATE keywords SET form = '+text:lora|votes:many' WHERE form LIKE '%votes%'")
    assert await match_days(two.store, two.settings.schedule, two.clock()) == 1
    assert await plan_notifications(two.store, two.settings, two.clock()) == 2
