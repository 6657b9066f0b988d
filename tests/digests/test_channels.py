"""Channel subscriptions, as commands ask for them."""

from __future__ import annotations

import pytest

from bot.digests.channels import Channels
from bot.errors import UserError
from bot.settings import Settings
from bot.store import Store
from tests.conftest import HandClock
from tests.factories import channel
from tests.support.spoiling import spoil


@pytest.fixture
def channels(store: Store, clock: HandClock) -> Channels:
    return Channels(store, Settings(), clock)


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
