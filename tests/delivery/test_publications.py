"""Publishing in announcement channels, beside posting: the real discord.py against a local Discord."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, cast

import discord
import pytest
from discord.http import Route

from bot.delivery.pacer import Pacer
from bot.delivery.publications import Publisher
from bot.delivery.sender import DiscordSender
from bot.delivery.traffic import pacing_trace
from bot.models import DeliveryState
from tests.delivery.conftest import Morning
from tests.support.local_discord import LocalDiscord
from tests.support.local_discord.world import ANNOUNCEMENT, CROSSPOSTED

POSTED, PLANNED, FAILED = DeliveryState.POSTED, DeliveryState.PLANNED, DeliveryState.FAILED
SENDING = DeliveryState.SENDING


@dataclass
class Newsroom:
    """A guild with an announcement channel, and a morning that posts there."""

    morning: Morning
    local: LocalDiscord
    sender: DiscordSender
    guild_id: int
    channel_id: int

    async def post(self, channel_id: int | None = None, **changes: Any) -> None:
        chosen = {"guild_id": self.guild_id, "publish": True} | changes
        await self.morning.planned(channel_id or self.channel_id, **chosen)
        self.morning.clock.forward(minutes=3)
        await self.morning.run()

    async def publish(self, **later: float) -> None:
        """A look at what is to be published, by a process of its own."""
        self.morning.clock.forward(**(later or {"minutes": 3}))
        await self.publisher_of_a_new_process()

    async def publisher_of_a_new_process(self) -> None:
        await Publisher(await self.morning.dispatcher(), self.sender).publish_ready()

    async def states(self) -> list[str]:
        async with self.morning.store.reading() as view:
            rows = await view.connection.exec_driver_sql("SELECT state FROM publications ORDER BY id")
            return list(rows.scalars())

    def published(self, channel_id: int | None = None) -> list[bool]:
        messages = self.local.record.messages(channel_id or self.channel_id)
        return [bool(message["flags"] & CROSSPOSTED) for message in messages]


@pytest.fixture
async def newsroom(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Newsroom]:
    async with LocalDiscord() as local:
        monkeypatch.setattr(Route, "BASE", local.api_url)
        guild_id = local.guilds.add().id
        channel_id = local.guilds.add_channel(guild_id, kind=ANNOUNCEMENT)
        trace = pacing_trace(Pacer(500))
        async with discord.Client(intents=discord.Intents.none(), http_trace=trace) as client:
            await client.login(local.token)
            sender = DiscordSender(client)
            cast("Any", morning).sender = sender
            yield Newsroom(morning, local, sender, guild_id, channel_id)


async def test_what_is_posted_is_published_once_where_the_admin_wants_it(newsroom: Newsroom) -> None:
    quiet = newsroom.local.guilds.add_channel(newsroom.guild_id, kind=ANNOUNCEMENT)
    await newsroom.post()
    await newsroom.post(quiet, publish=False)
    await newsroom.publish()
    await newsroom.publish()
    assert newsroom.published() == [True] * 3
    assert newsroom.published(quiet) == [False] * 3
    assert await newsroom.states() == [POSTED] * 3


async def test_of_a_thread_only_the_headline_is_published(newsroom: Newsroom) -> None:
    await newsroom.post(layout="thread")
    await newsroom.publish()
    assert newsroom.published() == [True]
    assert await newsroom.states() == [POSTED]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("name", ["reset", "status"])
async def test_a_lost_answer_is_asked_for_again(newsroom: Newsroom, moment: Any, name: Any) -> None:
    newsroom.local.trouble.add_fault(name, moment, kinds=["publish"], status=503, times=1)
    await newsroom.post(layout="compact")
    await newsroom.publish()
    await newsroom.publish()
    assert newsroom.published() == [True, True]
    assert await newsroom.states() == [POSTED, POSTED]


@pytest.mark.parametrize("body", ["<html>Just a moment…</html>", "", {"ok": True}, [1], {"id": "1"}])
async def test_a_good_status_alone_publishes_nothing(newsroom: Newsroom, body: Any) -> None:
    newsroom.local.trouble.add_fault("answer", kinds=["publish"], status=200, body=body, times=1)
    await newsroom.post(layout="thread")
    await newsroom.publish()
    assert newsroom.published() == [False]
    await newsroom.publish()
    assert newsroom.published() == [True]
    assert await newsroom.states() == [POSTED]


async def test_a_channels_limit_holds_up_neither_posts_nor_another_channel(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.sender.PUBLISH_SECONDS", 0.5)
    newsroom.local.trouble.set_bucket("publish", 1, 3600)
    neighbour = newsroom.local.guilds.add_channel(newsroom.guild_id, kind=ANNOUNCEMENT)
    await newsroom.post()
    await newsroom.post(neighbour, layout="thread")
    await newsroom.publish()
    assert newsroom.published() == [True, False, False]
    assert newsroom.published(neighbour) == [True]
    # discord.py holds the answer that uses a limit up back: what is published is sure at the next attempt.
    assert set(await newsroom.states()) == {SENDING, PLANNED}
    assert len(newsroom.local.record.requests("publish")) <= 4


async def test_what_was_limited_is_published_when_the_limit_is_over(newsroom: Newsroom) -> None:
    body = {"code": 20028, "message": "The write action you are performing is limited.", "retry_after": 1800}
    newsroom.local.trouble.add_fault("answer", kinds=["publish"], status=429, body=body, times=1)
    await newsroom.post(layout="thread")
    await newsroom.publish()
    await newsroom.publish(minutes=20)
    assert newsroom.published() == [False]
    await newsroom.publish(minutes=20)
    assert newsroom.published() == [True]


async def test_a_channel_in_which_nothing_can_be_published_goes_on_with_its_posts(newsroom: Newsroom) -> None:
    text_channel = newsroom.local.guilds.add_channel(newsroom.guild_id)
    await newsroom.post(text_channel)
    await newsroom.publish()
    assert await newsroom.states() == [FAILED] * 3
    assert (await newsroom.morning.subscription(text_channel)).paused_at is None
