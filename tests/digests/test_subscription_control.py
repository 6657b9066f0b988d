"""What those who manage a server do with a subscription, on a real store."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.digests.changes import differences
from bot.digests.channels import Channels
from bot.digests.planner import plan_due
from bot.digests.subscription_control import HISTORY_LIFETIME, SubscriptionControl
from bot.errors import UserError
from bot.models import ChangeKind, DeliveryState, Subscription
from bot.models.outbox import SUSPENDED
from bot.settings import Settings
from bot.store import Store, deliveries, editions, privacy, subscriptions
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, channel, edition

ADMIN, GUILD = 7, 1
THURSDAY = WEDNESDAY + timedelta(days=1)


@pytest.fixture
def channels(store: Store, clock: HandClock) -> Channels:
    clock.now = at("2024-04-03 12:00")
    return Channels(store, Settings(), clock)


@pytest.fixture
def control(store: Store, clock: HandClock, channels: Channels) -> SubscriptionControl:
    return SubscriptionControl(store, Settings(), clock, channels)


@pytest.fixture
async def subscription(channels: Channels) -> Subscription:
    return await channels.subscribe(channel(), configured_by=ADMIN)


async def listed(store: Store, *days: date) -> None:
    async with store.transaction() as tx:
        for day in days:
            await editions.save_edition(tx, edition(day), finished=True)


async def states(control: SubscriptionControl, subscription: Subscription, day: date) -> list[DeliveryState]:
    return [row.state for row in await control.deliveries_of(subscription, day)]


async def kinds(control: SubscriptionControl) -> list[ChangeKind]:
    return [change.kind for change in (await control.history(GUILD, start=0, most=20)).changes]


async def test_a_pause_by_hand_outlives_every_revival(
    control: SubscriptionControl, channels: Channels, subscription: Subscription
) -> None:
    await control.suspend(GUILD, subscription.id, ADMIN)
    await channels.revive(GUILD)
    await channels.subscribe(channel(papers=3), configured_by=ADMIN)
    paused = await control.subscription(GUILD, subscription.id)
    assert (paused.suspended_by, paused.suspended_at) == (ADMIN, control.clock())


async def test_what_comes_due_during_a_pause_by_hand_is_noted_and_not_sent(
    control: SubscriptionControl, subscription: Subscription, store: Store, clock: HandClock
) -> None:
    await control.suspend(GUILD, subscription.id, ADMIN)
    await listed(store, WEDNESDAY)
    clock.now = at("2024-04-04 01:00")
    assert await plan_due(store, Settings(), clock.now) == 0
    (row,) = await control.deliveries_of(subscription, WEDNESDAY)
    assert (row.state, row.reason) == (DeliveryState.SKIPPED, SUSPENDED)


async def test_after_a_pause_by_hand_the_next_day_comes_and_none_of_those_between(
    control: SubscriptionControl, subscription: Subscription, store: Store, clock: HandClock
) -> None:
    await control.suspend(GUILD, subscription.id, ADMIN)
    await listed(store, WEDNESDAY)
    clock.now = at("2024-04-04 01:00")
    await control.resume(GUILD, subscription.id, ADMIN)
    await listed(store, THURSDAY)
    clock.now = at("2024-04-05 01:00")
    assert await plan_due(store, Settings(), clock.now) == 1
    assert await states(control, subscription, WEDNESDAY) == []
    assert await states(control, subscription, THURSDAY) == [DeliveryState.PLANNED]
    assert await kinds(control) == [ChangeKind.RESUMED, ChangeKind.SUSPENDED, ChangeKind.ADDED]


async def test_what_was_planned_waits_while_it_is_paused_by_hand(
    control: SubscriptionControl, subscription: Subscription, store: Store, clock: HandClock
) -> None:
    await listed(store, WEDNESDAY)
    await control.post(subscription, WEDNESDAY, ADMIN)
    await control.suspend(GUILD, subscription.id, ADMIN)
    async with store.reading() as view:
        assert await deliveries.outbox.ready(view, clock(), 9) == []
    await control.resume(GUILD, subscription.id, ADMIN)
    async with store.reading() as view:
        assert await deliveries.outbox.ready(view, clock(), 9) == [subscription.id]


async def test_nothing_is_posted_by_hand_during_a_pause_by_hand(
    control: SubscriptionControl, subscription: Subscription, store: Store
) -> None:
    await listed(store, WEDNESDAY)
    paused = await control.suspend(GUILD, subscription.id, ADMIN)
    with pytest.raises(UserError, match="paused by hand"):
        await control.post(paused, WEDNESDAY, ADMIN)


async def test_a_removal_can_be_taken_back_with_what_waited(
    control: SubscriptionControl, subscription: Subscription, store: Store, clock: HandClock
) -> None:
    await listed(store, WEDNESDAY)
    await control.post(subscription, WEDNESDAY, ADMIN)
    await control.remove(GUILD, subscription.id, ADMIN)
    assert await states(control, subscription, WEDNESDAY) == [DeliveryState.SKIPPED]
    clock.forward(minutes=9)
    restored = await control.restore(GUILD, subscription.id, ADMIN)
    assert restored.settings == subscription.settings
    assert await states(control, subscription, WEDNESDAY) == [DeliveryState.PLANNED]


async def test_a_removal_is_final_after_ten_minutes(
    control: SubscriptionControl, subscription: Subscription, clock: HandClock
) -> None:
    await control.remove(GUILD, subscription.id, ADMIN)
    clock.forward(minutes=11)
    with pytest.raises(UserError, match="more than ten minutes ago"):
        await control.restore(GUILD, subscription.id, ADMIN)


@pytest.mark.parametrize("name", ["suspend", "resume", "remove", "restore"])
async def test_another_guild_changes_nothing(
    control: SubscriptionControl, subscription: Subscription, name: str
) -> None:
    with pytest.raises(UserError):
        await getattr(control, name)(GUILD + 1, subscription.id, ADMIN)
    assert await control.subscription(GUILD, subscription.id) == subscription
    assert await kinds(control) == [ChangeKind.ADDED]


async def test_the_history_tells_what_was_before_and_after(
    control: SubscriptionControl, channels: Channels, subscription: Subscription
) -> None:
    await channels.subscribe(channel(papers=5, due_time=time(18)), configured_by=ADMIN)
    await channels.subscribe(channel(papers=5, due_time=time(18)), configured_by=ADMIN)  # changes nothing
    page = await control.history(GUILD, start=0, most=1)
    assert page.total == 2
    (newest,) = page.changes
    assert (newest.before, newest.after) == (
        {"papers": 10, "due_time": "09:00"},
        {"papers": 5, "due_time": "18:00"},
    )
    assert newest.user_id == ADMIN


async def test_the_history_is_kept_for_90_days(
    control: SubscriptionControl, subscription: Subscription, clock: HandClock
) -> None:
    clock.forward(seconds=HISTORY_LIFETIME.total_seconds())
    await control.tidy()
    assert await kinds(control) == [ChangeKind.ADDED]
    clock.forward(seconds=1)
    await control.tidy()
    assert await kinds(control) == []


async def test_a_person_sees_and_erases_their_name_in_the_history(
    control: SubscriptionControl, subscription: Subscription, store: Store, clock: HandClock
) -> None:
    await control.suspend(GUILD, subscription.id, ADMIN)
    async with store.reading() as view:
        everything = await privacy.everything_about(view, ADMIN)
    assert [row["kind"] for row in everything["channel_changes"]] == ["added", "suspended"]
    async with store.transaction() as tx:
        await privacy.erase(tx, ADMIN, clock())
    page = await control.history(GUILD, start=0, most=9)
    assert [change.user_id for change in page.changes] == [None, None]
    paused = await control.subscription(GUILD, subscription.id)
    assert paused.suspended_at
    assert paused.suspended_by is None


async def test_a_channel_that_is_added_again_is_not_paused_by_hand_any_more(
    control: SubscriptionControl, channels: Channels, subscription: Subscription, store: Store
) -> None:
    await control.suspend(GUILD, subscription.id, ADMIN)
    await control.remove(GUILD, subscription.id, ADMIN)
    await channels.subscribe(channel())
    async with store.reading() as view:
        again = await subscriptions.of_channel(view, 100)
    assert again
    assert again.suspended_at is None


def test_only_what_differs_is_told() -> None:
    assert differences(channel(papers=3), channel(papers=4)) == ({"papers": 3}, {"papers": 4})
    assert differences(channel(), channel()) == ({}, {})
    new = differences(None, channel(papers=4))
    assert new.before == {}
    assert new.after["papers"] == 4
