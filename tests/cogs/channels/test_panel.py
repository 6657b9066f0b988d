"""The select and buttons of `/channel list`, `/channel post` and `/channel history`, as people meet them."""

from __future__ import annotations

import re
from datetime import timedelta

import discord
import pytest
from simcord import ChannelHandle, InteractionResult, MemberActor, ResponseMessage

from bot.models import Subscription
from bot.store import deliveries, subscriptions
from tests.cogs.conftest import World, said, shown
from tests.conftest import HandClock
from tests.factories import SPOKEN_WEDNESDAY, WEDNESDAY, channel

ACTIONS = ("edit", "pause", "resume", "post", "test", "remove", "really", "restore")


async def subscribed(world: World, **changes: object) -> Subscription:
    settings = channel(world.channel.id, guild_id=world.guild.id, language="en", **changes)
    return await world.service.channels.subscribe(settings, configured_by=world.admin.id)


async def stored(world: World) -> list[Subscription]:
    async with world.service.store.reading() as view:
        return await subscriptions.of_guild(view, world.guild.id)


async def panel(world: World, subscription: Subscription) -> ResponseMessage:
    message = shown(await world.admin.slash(world.channel, "channel list"))
    await world.admin.select(message, [str(subscription.id)], custom_id="v1:control:pick")
    return message


async def press(world: World, message: ResponseMessage, action: str, subscription: Subscription) -> str:
    result = await world.admin.click(message, custom_id=f"v1:control:{action}:{subscription.id}")
    assert result.acknowledged
    return said(result) if result.response and result.response is not message else message.content


async def test_a_pause_by_hand_says_before_and_after_and_who_did_it(world: World) -> None:
    subscription = await subscribed(world)
    message = await panel(world, subscription)
    await press(world, message, "pause", subscription)
    assert "Before: posting → after: nothing comes" in message.content
    assert f"Paused by <@{world.admin.id}>" in message.content
    await world.admin.slash(world.channel, "channel list")  # which revives what Discord closed
    (paused,) = await stored(world)
    assert paused.suspended_by == world.admin.id
    await press(world, message, "resume", subscription)
    assert "Before: paused → after:" in message.content
    assert (await stored(world))[0].suspended_at is None


async def test_the_latest_day_is_posted_once(world: World) -> None:
    subscription = await subscribed(world)
    message = await panel(world, subscription)
    assert "is on its way" in await press(world, message, "post", subscription)
    await world.env.settle()
    assert len(world.channel.history()) == 1
    assert "has had" in await press(world, message, "post", subscription)
    await world.env.settle()
    assert len(world.channel.history()) == 1


async def test_edit_opens_the_dialogue_with_the_subscription(world: World) -> None:
    await subscribed(world)
    named = await world.service.channels.subscribe(
        channel(world.channel.id, guild_id=world.guild.id, name="robots", papers=3)
    )
    message = await panel(world, named)
    assert "robots" in await press(world, message, "edit", named)


async def test_a_test_post_counts_for_nothing_and_can_be_removed(world: World) -> None:
    subscription = await subscribed(world)
    message = await panel(world, subscription)
    assert "The test is in" in await press(world, message, "test", subscription)
    (test,) = world.channel.history()
    assert "Test post." in test.content
    assert await world.service.subscription_control.deliveries_of(subscription, WEDNESDAY) == []
    refused = await world.member.click(test, custom_id="v1:test:remove")
    assert "“Manage Server”" in said(refused)
    assert len(world.channel.history()) == 1
    await world.admin.click(test, custom_id="v1:test:remove")
    assert world.channel.history() == []


async def test_a_removal_asks_and_can_be_taken_back_for_ten_minutes(world: World, clock: HandClock) -> None:
    subscription = await subscribed(world)
    message = await panel(world, subscription)
    await press(world, message, "remove", subscription)
    assert "Stop posting in" in message.content
    assert len(await stored(world)) == 1
    await press(world, message, "really", subscription)
    assert "Before: 09:00" in message.content
    assert await stored(world) == []
    await press(world, message, "restore", subscription)
    assert "It is back." in message.content
    assert len(await stored(world)) == 1
    await press(world, message, "remove", subscription)
    await press(world, message, "really", subscription)
    clock.forward(minutes=11)
    assert "more than ten minutes ago" in await press(world, message, "restore", subscription)
    assert await stored(world) == []


async def test_the_command_removes_with_the_same_way_back(world: World) -> None:
    subscription = await subscribed(world)
    removed = await world.admin.slash(world.channel, "channel remove")
    assert "Before: 09:00 (Asia/Seoul) · English · up to 10 papers → after: " in said(removed)
    assert await stored(world) == []
    message = shown(removed)
    await press(world, message, "restore", subscription)
    assert "It is back." in message.content
    assert [each.id for each in await stored(world)] == [subscription.id]


@pytest.mark.parametrize("layout", ["thread", "forum", "posts"])
async def test_a_test_post_in_a_thread_is_removed_with_it(world: World, layout: str) -> None:
    forum = world.guild.create_forum_channel("papers") if layout != "thread" else world.channel
    settings = channel(forum.id, guild_id=world.guild.id, language="en", layout=layout)
    subscription = await world.service.channels.subscribe(settings)
    message = shown(await world.admin.slash(world.channel, "channel list"))
    await world.admin.select(message, [str(subscription.id)], custom_id="v1:control:pick")
    assert "The test is in" in await press(world, message, "test", subscription)
    (thread,) = forum.threads
    assert str(thread.name).startswith("🧪 ")
    first = (world.channel if layout == "thread" else thread).history()[0]
    assert first.content.startswith("🧪 **Test post.**")
    within = [each for each in thread.history() if each.id != first.id]
    assert [each.content.startswith("🧪 **Test post.**") for each in within] == [True] * (layout != "posts")
    assert await world.service.subscription_control.deliveries_of(subscription, WEDNESDAY) == []
    button = f"v1:test:remove:{'thread' if layout == 'thread' else 'post'}"
    assert "“Manage Server”" in said(await world.member.click(first, custom_id=button))
    await world.admin.click(first, custom_id=button)
    assert forum.threads == []
    assert not [each for each in world.channel.history() if each.content.startswith("🧪 **")]


async def test_a_test_post_that_the_bot_may_not_delete_is_emptied(world: World) -> None:
    denied = discord.PermissionOverwrite(manage_threads=False, manage_channels=False)
    place = world.guild.create_text_channel("papers", overwrites={world.guild.default_role: denied})
    settings = channel(place.id, guild_id=world.guild.id, language="en", layout="thread")
    subscription = await world.service.channels.subscribe(settings)
    message = shown(await world.admin.slash(world.channel, "channel list"))
    await world.admin.select(message, [str(subscription.id)], custom_id="v1:control:pick")
    await press(world, message, "test", subscription)
    (thread,) = place.threads
    removed = await world.admin.click(place.history()[0], custom_id="v1:test:remove:thread")
    assert "I may delete a thread only with “Manage Threads”" in removed.followups[0].content
    assert not [each for each in (*thread.history(), *place.history()) if each.content.startswith("🧪 **")]


async def test_a_stale_button_of_a_removed_subscription_changes_nothing(world: World) -> None:
    subscription = await subscribed(world)
    message = await panel(world, subscription)
    await world.service.subscription_control.remove(world.guild.id, subscription.id, world.admin.id)
    before = await world.service.subscription_control.history(world.guild.id, start=0, most=9)
    for action in ("edit", "pause", "post", "test", "remove"):
        assert "not there any more" in await press(world, message, action, subscription)
    assert world.channel.history() == []
    assert await world.service.subscription_control.history(world.guild.id, start=0, most=9) == before


@pytest.fixture
async def stranger(world: World) -> tuple[MemberActor, ChannelHandle]:
    """An admin of another server, with a channel there."""
    other_guild = world.env.create_guild("Elsewhere")
    staff = other_guild.create_role("staff", permissions=discord.Permissions(manage_guild=True))
    actor = other_guild.add_member(world.env.create_user("stranger"), roles=[staff])
    await world.env.settle()
    place = other_guild.create_text_channel("general")
    return actor, place


async def test_an_admin_of_another_server_learns_and_changes_nothing(
    world: World, stranger: tuple[MemberActor, ChannelHandle]
) -> None:
    subscription = await subscribed(world)
    actor, place = stranger
    for action in ACTIONS:
        button = f"v1:control:{action}:{subscription.id}"
        answered = said(await crafted(world, actor, place, button))
        assert str(world.channel.id) not in answered, action
        assert await stored(world) == [subscription], action


async def test_a_member_without_the_permission_changes_nothing(world: World) -> None:
    subscription = await subscribed(world)
    for action in ACTIONS:
        button = f"v1:control:{action}:{subscription.id}"
        answered = said(await crafted(world, world.member, world.channel, button))
        assert "“Manage Server”" in answered, action
        assert await stored(world) == [subscription], action


async def test_a_member_learns_nothing_by_a_crafted_button(world: World) -> None:
    await subscribed(world)
    custom_ids = ("v1:history:1", "v1:postnow:20240403:1", "v1:postday:20240403:1", "v1:status:1:")
    for custom_id in custom_ids:
        answered = said(await crafted(world, world.member, world.channel, custom_id))
        assert "“Manage Server”" in answered, custom_id
        await world.env.settle()
    assert [message.content for message in world.channel.history()] == ["crafted"] * len(custom_ids)


async def test_a_past_day_is_posted_after_a_preview_and_never_twice(world: World) -> None:
    subscription = await subscribed(world, papers=2)
    preview = await world.admin.slash(world.channel, "channel post", day="2024-04-03")
    assert "of 3 papers 3 qualify, and 2 are posted" in said(preview)
    assert "**1.** Paper number 1" in said(preview)
    assert world.channel.history() == []
    await world.admin.click(shown(preview), label="Post this day")
    await world.env.settle()
    assert len(world.channel.history()) == 1
    again = said(await world.admin.slash(world.channel, "channel post", day="2024-04-03"))
    assert f"has had {SPOKEN_WEDNESDAY['en']} already" in again
    async with world.service.store.reading() as view:
        assert len(await deliveries.of_day(view, WEDNESDAY, [subscription.id], partial=False)) == 1


async def test_a_day_that_is_not_finished_is_not_posted(world: World) -> None:
    await subscribed(world)
    today = world.bot.today().isoformat()
    assert "not finished yet" in said(await world.admin.slash(world.channel, "channel post", day=today))


async def test_a_channel_without_subscription_has_nothing_to_post(world: World) -> None:
    refused = said(await world.admin.slash(world.channel, "channel post", day="2024-04-03"))
    assert "does not get the daily papers" in refused


async def test_finished_days_are_offered(world: World) -> None:
    choices = await world.admin.autocomplete(world.channel, "channel post", "day", "wed")
    assert [choice["value"] for choice in choices] == ["2024-04-03"]


async def test_the_history_tells_who_did_what(world: World) -> None:
    assert "Nothing was changed" in said(await world.admin.slash(world.channel, "channel history"))
    await world.admin.slash(world.channel, "channel add", papers=10)
    changed = said(await world.admin.slash(world.channel, "channel add", papers=5, language="en"))
    assert "papers at most: 10 → 5" in changed
    assert "language: Korean → English" in changed
    history = said(await world.admin.slash(world.channel, "channel history"))
    assert f"<@{world.admin.id}> changed {world.channel.mention}:\n  - language: Korean → English" in history


async def test_a_long_history_has_pages(world: World, clock: HandClock) -> None:
    for number in range(30):
        clock.forward(seconds=timedelta(minutes=1).total_seconds())
        await subscribed(world, topics=(f"topic{number} " + "*word* " * 30,), name="robots")
    message = shown(await world.admin.slash(world.channel, "channel history"))
    texts = [message.content]
    while f"v1:history:{len(texts) + 1}" in str(message.components):
        await world.admin.click(message, custom_id=f"v1:history:{len(texts) + 1}")
        texts.append(message.content)
    lines = [each for text in texts for each in text.splitlines()]
    assert "What was changed in this server" in lines[0]
    assert all(len(text) <= 1500 for text in texts)
    changed = [each for each in lines if each.startswith("  - topics: ")]
    assert len(changed) == 29
    assert all(re.fullmatch(r"  - topics: topic\d+ .*… → topic\d+ .*…", each) for each in changed)
    assert f"added {world.channel.mention} (robots)" in lines[-1]
    await world.admin.click(message, custom_id=f"v1:history:{len(texts) - 1}")
    assert message.content == texts[-2]


async def crafted(
    world: World, actor: MemberActor, place: ChannelHandle, custom_id: str
) -> InteractionResult:
    """A click on a button that no message of ours has there."""
    room = world.bot.get_partial_messageable(place.id)
    view = discord.ui.View(timeout=None).add_item(discord.ui.Button(label="crafted", custom_id=custom_id))
    view.stop()
    return await actor.click(await room.send("crafted", view=view), custom_id=custom_id)
