"""Who is told that a channel is paused: once, and whatever hinders one notice hinders no other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import discord
import pytest
from discord.http import Route
from sqlalchemy import update

from bot.delivery.pause_notices import PauseNotices
from bot.models import Shards
from bot.settings import ScheduleSettings
from bot.store import Store, subscriptions
from bot.store.schema import subscriptions as subscriptions_table
from tests.conftest import HandClock
from tests.delivery.errors import PAGE
from tests.factories import channel
from tests.support.local_discord import LocalDiscord
from tests.support.spoiling import spoil
from tests.support.subscribing import subscribe


@dataclass
class Desk:
    store: Store
    clock: HandClock
    local: LocalDiscord
    client: discord.Client
    notices: PauseNotices

    async def paused(self, user_id: int, reason: str = "403/50013 Missing Permissions") -> int:
        """A channel that this person set up, and that is paused now; its subscription's id."""
        chosen = channel(user_id + 1000, language="en")
        subscription = await subscribe(
            self.store, ScheduleSettings(), chosen, self.clock(), configured_by=user_id
        )
        async with self.store.transaction() as tx:
            await subscriptions.pause(tx, subscription.id, reason, self.clock())
        return subscription.id

    async def change(self, subscription_id: int, **values: object) -> None:
        async with self.store.transaction() as tx:
            here = subscriptions_table.c.id == subscription_id
            await tx.connection.execute(update(subscriptions_table).where(here).values(**values))

    def told(self, user_id: int) -> list[str]:
        return [message["content"] for message in self.local.record.direct_messages(user_id)]


@pytest.fixture
async def desk(store: Store, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    async with LocalDiscord() as local:
        monkeypatch.setattr(Route, "BASE", local.api_url)
        async with discord.Client(intents=discord.Intents.none()) as client:
            await client.login(local.token)
            yield Desk(store, clock, local, client, PauseNotices(client, store, clock))


async def test_whoever_set_the_channel_up_is_told_once(desk: Desk) -> None:
    await desk.paused(1)
    await desk.notices.tell()
    await desk.notices.tell()
    (text,) = desk.told(1)
    assert "<#1001>: 403/50013 Missing Permissions" in text


async def test_in_a_server_at_another_process_s_shards_the_system_channel_is_asked_for(desk: Desk) -> None:
    guild = desk.local.guilds.add(2)
    elsewhere = Shards((((guild.id >> 22) + 1) % 4,), 4)
    paused = await desk.paused(1)
    await desk.change(paused, guild_id=guild.id, configured_by=None)
    await PauseNotices(desk.client, desk.store, desk.clock, shards=elsewhere).tell()
    (message,) = desk.local.record.messages(guild.channel_ids[0])
    assert "<#1001>: 403/50013 Missing Permissions" in message["content"]


async def test_a_reason_that_an_earlier_version_stored_whole_is_told_on_one_line(desk: Desk) -> None:
    await desk.paused(1, "403/0 " + PAGE * 3)
    reason = "403/0 " + "no way\n" * 2_000
    await spoil(desk.store, "UPDATE subscriptions SET paused_reason = :reason", reason=reason)
    await desk.notices.tell()
    (text,) = desk.told(1)
    assert "403/0 no way no way" in text
    assert len(text) < 700
    assert "\n" not in text


async def test_a_notice_that_cannot_be_written_holds_up_no_other(desk: Desk) -> None:
    await desk.change(await desk.paused(1), language="xx")
    await desk.paused(2)
    await desk.notices.tell()
    assert (len(desk.told(1)), len(desk.told(2))) == (0, 1)


async def test_closed_dms_hold_up_no_other_and_are_not_tried_again(desk: Desk) -> None:
    await desk.paused(1)
    await desk.paused(2)
    desk.local.trouble.refuse_direct(1)
    await desk.notices.tell()
    desk.local.trouble.allow_direct(1)
    desk.clock.forward(hours=1)
    await desk.notices.tell()
    assert (len(desk.told(1)), len(desk.told(2))) == (0, 1)


@pytest.mark.parametrize("name", ["answer", "reset"])
async def test_what_passes_is_tried_again_and_not_at_every_look(desk: Desk, name: str) -> None:
    await desk.paused(1)
    kinds = ["message_create"]
    if name == "reset":
        desk.local.trouble.add_fault("reset", kinds=kinds, times=1)
    else:
        desk.local.trouble.add_fault("answer", status=403, body=PAGE, kinds=kinds, times=1)
    await desk.notices.tell()
    await desk.notices.tell()
    assert len(desk.local.record.requests("message_create")) == 1
    desk.clock.forward(minutes=10)
    await desk.notices.tell()
    assert len(desk.told(1)) == 1


async def test_after_a_day_it_is_left_alone(desk: Desk) -> None:
    await desk.paused(1)
    desk.local.trouble.add_fault("answer", status=403, body=PAGE, kinds=["dm_open"])
    for _ in range(8 * 24):
        await desk.notices.tell()
        desk.clock.forward(minutes=10)
    assert 140 < len(desk.local.record.requests("dm_open")) < 150
    desk.local.trouble.clear_faults()
    await desk.notices.tell()
    assert desk.told(1) == []


@pytest.mark.parametrize(
    ("reason", "advice"),
    [
        ("400/50083 Thread is archived", "Open the thread again"),
        ("400/160005 Thread is locked", "Unlock the thread"),
        ("400/50008 Cannot send messages in a non-text channel", "in a text or announcement channel"),
        ("404/10003 Unknown Channel", "“Send Messages”"),
    ],
)
async def test_the_advice_is_what_helps(desk: Desk, reason: str, advice: str) -> None:
    await desk.paused(1, reason)
    await desk.notices.tell()
    assert advice in desk.told(1)[0]
