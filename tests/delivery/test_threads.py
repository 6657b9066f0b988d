"""Threads and forums: the real discord.py against a local Discord over sockets, and exactly once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import discord
import pytest
from discord.http import Route

from bot.delivery.pacer import Pacer
from bot.delivery.sender import DiscordSender
from bot.delivery.traffic import pacing_trace
from bot.models import DeliveryState, Layout
from tests.delivery.conftest import Morning
from tests.support.local_discord import LocalDiscord
from tests.support.local_discord.world import ANNOUNCEMENT

POSTED, PLANNED, SENDING = DeliveryState.POSTED, DeliveryState.PLANNED, DeliveryState.SENDING
FAILED, UNCONFIRMED = DeliveryState.FAILED, DeliveryState.UNCONFIRMED
ALL_POSTED = [POSTED] * 4  # 25 papers are three messages, below one that says what is inside
MARKS = ["1/4", "2/4", "3/4", "4/4"]


@dataclass
class Guild:
    """A guild at a local Discord, and a morning whose channels are there."""

    morning: Morning
    local: LocalDiscord
    id: int
    channel_id: int

    async def plan(self, channel_id: int, layout: Layout, **changes: Any) -> None:
        await self.morning.planned(channel_id, guild_id=self.id, layout=layout, **changes)

    async def run(self, channel_id: int) -> list[DeliveryState]:
        """A look at what is ready, some minutes after the last one."""
        self.morning.clock.forward(minutes=3)
        await self.morning.run()
        return await self.morning.states(channel_id)

    def marks(self, channel_id: int) -> list[str]:
        """Which parts the messages of a channel and its threads are, in order."""
        places = [channel_id, *(int(thread["id"]) for thread in self.local.guilds.threads(channel_id))]
        messages = [message for place in places for message in self.local.record.messages(place)]
        return [message["embeds"][-1]["footer"]["text"].split(" · ")[2] for message in messages]

    def threads(self, channel_id: int) -> list[Any]:
        return self.local.guilds.threads(channel_id)


@pytest.fixture
async def guild(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Guild]:
    async with LocalDiscord() as local:
        monkeypatch.setattr(Route, "BASE", local.api_url)
        place = local.guilds.add()
        trace = pacing_trace(Pacer(500), morning.discord_time)
        async with discord.Client(intents=discord.Intents.none(), http_trace=trace) as client:
            await client.login(local.token)
            cast("Any", morning).sender = DiscordSender(client)
            yield Guild(morning, local, place.id, place.channel_ids[0])


@pytest.mark.parametrize("kind", [0, ANNOUNCEMENT])
async def test_a_headline_stands_in_the_channel_and_the_papers_in_its_thread(guild: Guild, kind: int) -> None:
    channel_id = guild.local.guilds.add_channel(guild.id, kind=kind)
    await guild.plan(channel_id, "thread")
    assert await guild.run(channel_id) == ALL_POSTED
    (headline,) = guild.local.record.messages(channel_id)
    (thread,) = guild.threads(channel_id)
    assert thread["id"] == headline["id"]
    assert "2024" in thread["name"]
    assert guild.marks(channel_id) == MARKS
    texts = [str(message["embeds"]) for message in guild.local.record.messages(int(thread["id"]))]
    assert sum(text.count("Paper number") for text in texts) == 25


async def test_the_headline_names_the_top_three_and_opens_them(guild: Guild) -> None:
    await guild.plan(guild.channel_id, "thread")
    await guild.run(guild.channel_id)
    (headline,) = guild.local.record.messages(guild.channel_id)
    assert str(headline["embeds"]).count("Paper number") == 3
    assert len(headline["components"][0]["components"][0]["options"]) == 3


async def test_a_forum_gets_one_post_with_the_headline_first(guild: Guild) -> None:
    forum_id = guild.local.guilds.add_forum(guild.id)
    await guild.plan(forum_id, "forum")
    assert await guild.run(forum_id) == ALL_POSTED
    (post,) = guild.threads(forum_id)
    assert guild.marks(forum_id) == MARKS
    assert post["id"] == guild.local.record.messages(int(post["id"]))[0]["id"]


@pytest.mark.parametrize("kind", ["thread_start", "message_create"])
@pytest.mark.parametrize("name", ["reset", "status"])
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_thread_is_there_once_whatever_answer_is_lost(
    guild: Guild, kind: str, name: Any, moment: Any
) -> None:
    guild.local.trouble.add_fault(name, moment, kinds=[kind], status=503, times=2)
    await guild.plan(guild.channel_id, "thread")
    for _ in range(4):
        guild.local.trouble.forget_nonces()
        await guild.run(guild.channel_id)
    assert await guild.morning.states(guild.channel_id) == ALL_POSTED
    assert guild.marks(guild.channel_id) == MARKS


@pytest.mark.parametrize(("name", "status"), [("reset", 0), ("status", 500), ("status", 503)])
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_forum_post_is_there_once_whatever_answer_is_lost(
    guild: Guild, name: Any, status: int, moment: Any
) -> None:
    guild.local.trouble.add_fault(name, moment, kinds=["forum_post"], status=status, times=1)
    forum_id = guild.local.guilds.add_forum(guild.id)
    await guild.plan(forum_id, "forum")
    assert await guild.run(forum_id) == [SENDING, PLANNED, PLANNED, PLANNED]
    assert await guild.run(forum_id) == ALL_POSTED
    assert guild.marks(forum_id) == MARKS


async def test_a_forum_post_that_was_put_away_meanwhile_is_found(guild: Guild) -> None:
    guild.local.trouble.add_fault("reset", "after", kinds=["forum_post"], times=1)
    forum_id = guild.local.guilds.add_forum(guild.id)
    await guild.plan(forum_id, "forum")
    await guild.run(forum_id)
    guild.local.guilds.archive(int(guild.threads(forum_id)[0]["id"]))
    assert await guild.run(forum_id) == ALL_POSTED
    assert guild.marks(forum_id) == MARKS


@pytest.mark.parametrize("layout", ["thread", "forum"])
async def test_what_is_there_is_not_repeated_by_a_clock_that_is_hours_ahead(
    guild: Guild, layout: Layout
) -> None:
    guild.local.trouble.add_fault("reset", "after", kinds=["forum_post", "message_create"], times=1)
    channel_id = guild.local.guilds.add_forum(guild.id) if layout == "forum" else guild.channel_id
    await guild.plan(channel_id, layout)
    guild.morning.clock.now = datetime.now(UTC) + timedelta(hours=9)
    for _ in range(3):
        guild.local.trouble.forget_nonces()
        await guild.run(channel_id)
    assert await guild.morning.states(channel_id) == ALL_POSTED
    assert guild.marks(channel_id) == MARKS


async def test_a_forum_post_that_nobody_can_look_for_is_never_repeated(guild: Guild) -> None:
    guild.local.trouble.add_fault("reset", "after", kinds=["forum_post"], times=1)
    forum_id = guild.local.guilds.add_forum(guild.id)
    guild.local.trouble.refuse_history(forum_id)
    await guild.plan(forum_id, "forum")
    await guild.run(forum_id)
    assert await guild.run(forum_id) == [UNCONFIRMED, FAILED, FAILED, FAILED]
    assert guild.marks(forum_id) == ["1/4"]


async def test_a_bot_killed_before_it_said_that_there_is_no_thread_says_it_later(guild: Guild) -> None:
    guild.local.trouble.add_fault("reset", "after", kinds=["forum_post"], times=1)
    forum_id = guild.local.guilds.add_forum(guild.id)
    guild.local.trouble.refuse_history(forum_id)
    await guild.plan(forum_id, "forum")
    await guild.run(forum_id)
    claimed = "UPDATE deliveries SET state = 'sending', unknown_since = planned_at WHERE part = 2"
    await guild.morning.alter(claimed)
    assert await guild.run(forum_id) == [UNCONFIRMED, FAILED, FAILED, FAILED]


async def test_a_thread_that_somebody_made_of_the_headline_is_the_days(guild: Guild) -> None:
    guild.local.trouble.add_fault("status", "before", kinds=["thread_start"], status=503, times=1)
    await guild.plan(guild.channel_id, "thread")
    await guild.run(guild.channel_id)
    (headline,) = guild.local.record.messages(guild.channel_id)
    guild.local.guilds.add_thread(guild.channel_id, message_id=int(headline["id"]))
    assert await guild.run(guild.channel_id) == ALL_POSTED
    assert guild.marks(guild.channel_id) == MARKS


POSTS = 6


async def begin_posts(guild: Guild, **forum: Any) -> int:
    """A forum with a post for each of six papers planned; its id."""
    forum_id = guild.local.guilds.add_forum(guild.id, "Robots", "question", **forum)
    await guild.plan(forum_id, "posts", papers=POSTS)
    return forum_id


async def test_each_paper_has_a_post_and_the_best_one_stands_on_top(guild: Guild) -> None:
    forum_id = await begin_posts(guild)
    assert await guild.run(forum_id) == [POSTED] * POSTS
    names = [post["name"] for post in guild.threads(forum_id)]
    assert names == [f"{n}. Paper number {n}" for n in (6, 5, 4, 3, 2, 1)]
    assert {tuple(post["applied_tags"]) for post in guild.threads(forum_id)} == {
        (guild.local.guilds.tag_ids(forum_id)["question"],)
    }


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("name", "status"), [("reset", 0), ("status", 503)])
async def test_each_papers_post_is_there_once_whatever_answers_are_lost(
    guild: Guild, name: Any, status: int, moment: Any
) -> None:
    guild.local.trouble.add_fault(name, moment, kinds=["forum_post"], status=status, times=3)
    forum_id = await begin_posts(guild)
    for _ in range(4):
        await guild.run(forum_id)
    assert await guild.morning.states(forum_id) == [POSTED] * POSTS
    assert guild.marks(forum_id) == [f"{part}/{POSTS}" for part in range(1, POSTS + 1)]


async def test_a_bot_killed_before_it_wrote_down_a_papers_post_finds_it(guild: Guild) -> None:
    forum_id = await begin_posts(guild)
    await guild.run(forum_id)
    guild.local.guilds.archive(int(guild.threads(forum_id)[3]["id"]))
    await guild.morning.alter(
        "UPDATE deliveries SET state = 'sending', unknown_since = planned_at, message_id = NULL,"
        " thread_id = NULL, next_attempt_at = planned_at WHERE part >= 4"
    )
    assert await guild.run(forum_id) == [POSTED] * POSTS
    assert len(guild.threads(forum_id)) == POSTS


async def test_a_papers_post_that_was_never_made_is_not_taken_for_another_papers(guild: Guild) -> None:
    forum_id = await begin_posts(guild)
    await guild.run(forum_id)
    guild.local.guilds.delete_channel(int(guild.threads(forum_id)[3]["id"]))
    await guild.morning.alter(
        "UPDATE deliveries SET state = 'sending', unknown_since = planned_at, message_id = NULL,"
        " thread_id = NULL, next_attempt_at = planned_at WHERE part = 4"
    )
    assert await guild.run(forum_id) == [POSTED] * POSTS
    assert sorted(guild.marks(forum_id)) == [f"{part}/{POSTS}" for part in range(1, POSTS + 1)]


async def test_papers_posts_that_nobody_can_look_for_are_never_repeated(guild: Guild) -> None:
    guild.local.trouble.add_fault("reset", "after", kinds=["forum_post"], times=1)
    forum_id = await begin_posts(guild)
    guild.local.trouble.refuse_history(forum_id)
    await guild.run(forum_id)
    assert await guild.run(forum_id) == [UNCONFIRMED, *[POSTED] * (POSTS - 1)]
    assert len(guild.threads(forum_id)) == POSTS


async def test_a_days_thread_that_was_deleted_costs_its_day_and_pauses_nothing(guild: Guild) -> None:
    guild.local.trouble.add_fault("reset", "after", kinds=["thread_start"], times=1)
    await guild.plan(guild.channel_id, "thread")
    await guild.run(guild.channel_id)
    guild.local.guilds.delete_channel(int(guild.threads(guild.channel_id)[0]["id"]))
    assert await guild.run(guild.channel_id) == [POSTED, FAILED, FAILED, FAILED]
    assert (await guild.morning.subscription(guild.channel_id)).paused_at is None


async def test_a_headline_that_was_deleted_costs_its_day_and_pauses_nothing(guild: Guild) -> None:
    guild.local.trouble.add_fault("status", "before", kinds=["thread_start"], status=503, times=1)
    await guild.plan(guild.channel_id, "thread")
    await guild.run(guild.channel_id)
    guild.local.trouble.add_fault(
        "answer", kinds=["thread_start"], status=404, body={"code": 10008, "message": "Unknown Message"}
    )
    assert await guild.run(guild.channel_id) == [POSTED, FAILED, FAILED, FAILED]
    assert (await guild.morning.subscription(guild.channel_id)).paused_at is None


async def test_an_archived_thread_is_woken_and_a_locked_one_pauses_in_words(guild: Guild) -> None:
    sleeping, locked = (guild.local.guilds.add_thread(guild.channel_id) for _ in range(2))
    guild.local.guilds.archive(sleeping)
    guild.local.guilds.archive(locked, locked=True)
    await guild.plan(sleeping, "full")
    await guild.plan(locked, "full")
    assert await guild.run(sleeping) == [POSTED] * 3
    assert await guild.morning.states(locked) == [PLANNED] * 3
    paused = await guild.morning.subscription(locked)
    assert "locked" in (paused.paused_reason or "")
    assert (await guild.morning.subscription(sleeping)).paused_at is None


async def test_a_post_gets_the_tags_that_fit_its_papers(guild: Guild) -> None:
    forum_id = guild.local.guilds.add_forum(guild.id, "Robots", "question", "!number")
    await guild.plan(forum_id, "forum")
    await guild.run(forum_id)
    (post,) = guild.threads(forum_id)
    assert post["applied_tags"] == [guild.local.guilds.tag_ids(forum_id)["question"]]


async def test_a_forum_that_requires_a_tag_gets_one_that_the_bot_may_set(guild: Guild) -> None:
    forum_id = guild.local.guilds.add_forum(guild.id, "!Staff", "Robots", requires_tag=True)
    await guild.plan(forum_id, "forum")
    assert await guild.run(forum_id) == ALL_POSTED
    assert guild.threads(forum_id)[0]["applied_tags"] == [guild.local.guilds.tag_ids(forum_id)["Robots"]]


async def test_a_forum_whose_tags_are_all_for_moderators_pauses_with_the_reason(guild: Guild) -> None:
    forum_id = guild.local.guilds.add_forum(guild.id, "!Staff", requires_tag=True)
    await guild.plan(forum_id, "forum")
    assert await guild.run(forum_id) == [PLANNED] * 4
    paused = await guild.morning.subscription(forum_id)
    assert "tag is required" in (paused.paused_reason or "")


async def test_a_layout_that_changes_in_between_is_the_next_days(guild: Guild) -> None:
    guild.local.trouble.add_fault("status", "before", kinds=["thread_start"], status=503, times=1)
    await guild.plan(guild.channel_id, "thread")
    await guild.run(guild.channel_id)
    await guild.plan(guild.channel_id, "full")
    assert await guild.run(guild.channel_id) == ALL_POSTED
    assert len(guild.local.record.messages(guild.channel_id)) == 1
