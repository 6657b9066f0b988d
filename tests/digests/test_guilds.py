"""What is kept of servers that come and go."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.digests.guilds import Guilds
from bot.models import DeliveryState, Shards
from bot.store import Store, deliveries, subscriptions
from tests.conftest import HandClock
from tests.factories import at, channel
from tests.support.ledger import deliveries_since

CLUB, LAB = 7, 8


@pytest.fixture
def guilds(store: Store, clock: HandClock) -> Guilds:
    return Guilds(store, clock)


async def subscribe(store: Store, guild_id: int) -> None:
    async with store.transaction() as tx:
        await subscriptions.add(
            tx,
            channel(guild_id * 100, guild_id=guild_id),
            configured_by=1,
            settled_day=date(2024, 4, 3),
            next_due_at=at("2024-04-04 00:00"),
        )


async def subscribed(store: Store) -> set[int]:
    async with store.reading() as view:
        return {each.settings.guild_id for each in await subscriptions.every(view)}


async def test_a_server_is_new_once_also_when_it_comes_back(guilds: Guilds) -> None:
    assert await guilds.joined(CLUB)
    assert not await guilds.joined(CLUB)
    await guilds.left(CLUB)
    assert not await guilds.joined(CLUB)


async def test_the_settings_of_a_server_are_kept_for_thirty_days(
    guilds: Guilds, store: Store, clock: HandClock
) -> None:
    for guild_id in (CLUB, LAB):
        await guilds.joined(guild_id)
        await subscribe(store, guild_id)
    await guilds.left(CLUB)
    clock.forward(days=29)
    await guilds.left(CLUB)  # told again, it is no later
    await guilds.tidy()
    assert await subscribed(store) == {CLUB, LAB}
    clock.forward(days=1)
    await guilds.tidy()
    assert await subscribed(store) == {LAB}
    assert await guilds.joined(CLUB)


async def test_what_was_sent_to_an_erased_server_is_erased_too(
    guilds: Guilds, store: Store, clock: HandClock
) -> None:
    await subscribe(store, CLUB)
    async with store.transaction() as tx:
        await deliveries.put_off(tx, 1, date(2024, 4, 3), DeliveryState.SKIPPED, clock())
    await guilds.left(CLUB)
    clock.forward(days=30)
    await guilds.tidy()
    async with store.reading() as view:
        assert await deliveries_since(view, date(2024, 4, 1)) == []


async def test_a_server_that_comes_back_in_time_keeps_its_settings(
    guilds: Guilds, store: Store, clock: HandClock
) -> None:
    await subscribe(store, CLUB)
    await guilds.left(CLUB)
    clock.forward(days=20)
    await guilds.joined(CLUB)
    clock.forward(days=20)
    await guilds.tidy()
    assert await subscribed(store) == {CLUB}


async def test_comings_and_goings_while_the_bot_was_away_are_found_at_its_start(
    guilds: Guilds, store: Store, clock: HandClock
) -> None:
    assert await guilds.compare([CLUB]) == []  # the first start: it is in all of them already
    await subscribe(store, CLUB)
    assert await guilds.compare([CLUB, LAB]) == [LAB]
    assert await guilds.compare([LAB]) == []
    clock.forward(days=30)
    await guilds.tidy()
    assert await subscribed(store) == set()


async def test_each_process_compares_the_servers_at_its_own_shards(guilds: Guilds) -> None:
    """Those of other shards are not gone, and the first look at one's own greets nobody."""
    low, high = Shards((0,), 2), Shards((1,), 2)
    servers = [number << 22 for number in range(2, 6)]
    for shards in (low, high):
        assert await guilds.compare([each for each in servers if shards.has(each)], shards) == []
    assert await guilds.count() == 4
    assert await guilds.compare([2 << 22, 6 << 22], low) == [6 << 22]
    assert await guilds.count() == 4  # one came, one went


async def test_servers_that_one_process_knew_are_known_to_several(guilds: Guilds) -> None:
    await guilds.compare([2 << 22])
    assert await guilds.compare([2 << 22, 4 << 22], Shards((0,), 2)) == [4 << 22]


async def test_a_server_that_was_gone_before_the_first_comparison_is_found_gone(
    guilds: Guilds, store: Store, clock: HandClock
) -> None:
    await subscribe(store, CLUB)
    await guilds.compare([LAB])
    clock.forward(days=30)
    await guilds.tidy()
    assert await subscribed(store) == set()


async def test_a_server_that_was_left_is_served_again_only_when_it_comes_back(
    guilds: Guilds, store: Store, clock: HandClock
) -> None:
    for guild_id in (CLUB, LAB):
        await guilds.joined(guild_id)
        await subscribe(store, guild_id)
    assert await served(store, clock.now) == {CLUB, LAB}
    await guilds.left(CLUB)
    assert await served(store, clock.now) == {LAB}
    await guilds.joined(CLUB)
    assert await served(store, clock.now) == {CLUB, LAB}


async def served(store: Store, now: datetime) -> set[int]:
    """The servers whose channels are looked at when they are due."""
    async with store.reading() as view:
        ids = await subscriptions.due(view, now)
        by_id = await subscriptions.by_ids(view, ids)
        assert sorted(by_id) == [each.id for each in await subscriptions.served(view)]
    return {each.settings.guild_id for each in by_id.values()}
