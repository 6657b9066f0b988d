"""Channel subscriptions, as commands ask for them, and several for one channel."""

from __future__ import annotations

from typing import Any

import pytest

from bot.digests.channels import MOST_PER_GUILD, Channels
from bot.digests.planner import plan_due
from bot.errors import UserError
from bot.models import Subscription
from bot.settings import Settings
from bot.store import Store, deliveries, digests, editions, subscriptions
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, channel, edition
from tests.support.spoiling import spoil

SETTINGS = Settings()
DAY_BEFORE = at("2024-04-03 12:00")


@pytest.fixture
def channels(store: Store, clock: HandClock) -> Channels:
    return Channels(store, SETTINGS, clock)


async def subscribed(store: Store, channel_id: int = 100, **changes: Any) -> Subscription:
    limited = bool(changes.pop("limited", True))
    chosen = channel(channel_id, **changes)
    return await Channels(store, SETTINGS, lambda: DAY_BEFORE).subscribe(chosen, limited=limited)


async def addresses(store: Store) -> list[str]:
    async with store.reading() as view:
        return [subscription.settings.address for subscription in await subscriptions.every(view)]


async def test_a_channel_has_one_subscription_for_each_name(store: Store) -> None:
    first, second = await subscribed(store), await subscribed(store, name="robots", papers=3)
    changed = await subscribed(store, name="robots", papers=4)
    assert (changed.id, changed.settings.papers) == (second.id, 4)
    assert first.id != second.id
    assert await addresses(store) == ["100", "100/robots"]


async def test_without_a_name_the_only_one_is_meant(store: Store) -> None:
    only = await subscribed(store, name="robots")
    async with store.reading() as view:
        assert await subscriptions.of_channel(view, 100) == only
        assert await subscriptions.of_channel(view, 100, "") is None
        assert await subscriptions.of_channel(view, 200) is None


async def test_of_several_one_has_to_be_named(store: Store, channels: Channels) -> None:
    for name in ("", "robots"):
        await subscribed(store, name=name)
    with pytest.raises(UserError, match="several subscriptions: name one of “”, “robots”"):
        await channels.unsubscribe(100)
    assert await channels.unsubscribe(100, name="")
    assert not await channels.unsubscribe(100, name="")
    assert await addresses(store) == ["100/robots"]
    assert await channels.unsubscribe(100)


async def test_each_gets_the_day_and_remembers_for_itself_what_it_has_shown(
    store: Store, clock: HandClock
) -> None:
    first, second = await subscribed(store), await subscribed(store, name="top", papers=1)
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(), finished=True)
    assert await plan_due(store, SETTINGS, clock()) == 2
    async with store.reading() as view:
        rows = await deliveries.of_day(view, WEDNESDAY, [first.id, second.id], partial=False)
        ids = ["2404.00001", "2404.00002", "2404.00003"]
        paper_counts = [
            len(
                await digests.posted_on_near_days(
                    view, subscription.id, ids, at("2024-04-10 00:00").date(), 30
                )
            )
            for subscription in (first, second)
        ]
    assert [row.subscription_id for row in rows] == [first.id, second.id]
    assert paper_counts == [3, 1]


async def test_a_guild_has_as_many_as_it_may_and_keeps_more(store: Store) -> None:
    for number in range(MOST_PER_GUILD):
        await subscribed(store, 100 + number)
    with pytest.raises(UserError, match="This server has 25 subscriptions"):
        await subscribed(store, name="one-more")
    await subscribed(store, 100, papers=3)
    await subscribed(store, 100, guild_id=2, name="elsewhere")
    await subscribed(store, name="restored", limited=False)
    assert len(await addresses(store)) == MOST_PER_GUILD + 2


async def test_a_change_keeps_what_it_does_not_name(channels: Channels) -> None:
    await channels.subscribe(channel(100, papers=7, language="en"))
    changed = await channels.changed(1, 100, {"papers": 3})
    assert (changed.papers, changed.language) == (3, "en")


async def test_a_new_channel_has_the_usual_settings_with_the_changes(channels: Channels) -> None:
    changed = await channels.changed(1, 100, {"language": "en"})
    assert (changed.guild_id, changed.channel_id, changed.language) == (1, 100, "en")


async def test_a_zone_that_is_not_known_has_to_be_changed(channels: Channels, store: Store) -> None:
    await channels.subscribe(channel(100))
    await spoil(store, "UPDATE subscriptions SET zone = 'Mars/Base'")
    with pytest.raises(UserError, match="Mars/Base"):
        await channels.changed(1, 100, {"papers": 3})
    assert (await channels.changed(1, 100, {"zone": "UTC"})).zone == "UTC"


async def test_a_subscription_is_ended_once(channels: Channels) -> None:
    await channels.subscribe(channel(100))
    assert await channels.unsubscribe(100)
    assert not await channels.unsubscribe(100)
    assert await channels.of_id(100) is None
