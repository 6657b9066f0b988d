"""`/channel add|remove|list` and the button below, as an admin meets them."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import discord
import pytest
from simcord import Env, ResponseMessage

from bot.app.client import Paperboy
from bot.app.service import Service
from bot.delivery.lease import Lease
from bot.errors import SourceError
from bot.models import DeliveryState, Language, Subscription
from bot.store import deliveries, subscriptions
from tests.cogs.conftest import World, said, shown
from tests.conftest import HandClock
from tests.factories import SPOKEN_WEDNESDAY, WEDNESDAY, at, channel, paper
from tests.support.known_papers import KnownPapers
from tests.support.spoiling import spoil


async def subscription_of(world: World, channel_id: int | None = None) -> Subscription | None:
    async with world.service.store.reading() as view:
        return await subscriptions.of_channel(view, channel_id or world.channel.id)


async def test_a_channel_is_added_where_the_command_is_used(world: World, clock: HandClock) -> None:
    clock.now = at("2024-04-04 12:00")
    result = await world.admin.slash(world.channel, "channel add")
    assert said(result).splitlines() == [
        f"{world.channel.mention} gets the daily papers:",
        "09:00 (Asia/Seoul) · Korean · up to 10 papers",
        f"Next post: <t:{int(at('2024-04-05 00:00').timestamp())}:F>"
        f" (<t:{int(at('2024-04-05 00:00').timestamp())}:R>)",
    ]
    subscription = await subscription_of(world)
    assert subscription is not None
    assert subscription.configured_by == world.admin.id


async def test_the_next_post_is_not_announced_for_a_weekend(world: World, clock: HandClock) -> None:
    clock.now = at("2024-04-06 12:00")  # Saturday: Monday's list comes on Tuesday morning in Seoul
    result = await world.admin.slash(world.channel, "channel add")
    assert f"<t:{int(at('2024-04-09 00:00').timestamp())}:F>" in said(result)


async def test_the_next_post_is_not_announced_for_a_day_that_the_channel_has_had(
    world: World, clock: HandClock
) -> None:
    clock.now = at("2024-04-03 23:30")  # due at midnight UTC, with Wednesday's list
    await world.service.collector.collect_day(WEDNESDAY)
    added = await world.admin.slash(world.channel, "channel add")
    assert f"<t:{int(at('2024-04-04 00:00').timestamp())}:F>" in said(added)
    await world.admin.click(shown(added), label="Post the latest now")
    listed = await world.admin.slash(world.channel, "channel list")
    assert f"<t:{int(at('2024-04-05 00:00').timestamp())}:F>" in said(listed)


async def test_an_announcement_channel_can_be_named_with_every_setting(world: World) -> None:
    news = world.guild.create_news_channel("news")
    result = await world.admin.slash(
        world.channel,
        "channel add",
        channel=news,
        time="7:30",
        zone="Europe/Berlin",
        language="en",
        papers=1,
        min_votes=5,
    )
    assert "07:30 (Europe/Berlin) · English · 1 paper · at least 5 votes each" in said(result)


async def test_what_is_not_named_stays_as_it_was(world: World) -> None:
    await world.admin.slash(world.channel, "channel add", time="07:30", zone="Europe/Berlin", papers=3)
    await world.admin.slash(world.channel, "channel add", language="en")
    subscription = await subscription_of(world)
    assert subscription is not None
    assert subscription.settings == channel(
        world.channel.id,
        guild_id=world.guild.id,
        due_time=time(7, 30),
        zone="Europe/Berlin",
        papers=3,
        language="en",
    )


async def test_current_votes_are_switched_off_and_on_again(world: World) -> None:
    added = await world.admin.slash(world.channel, "channel add")
    assert "votes stay as posted" not in said(added)
    changed = await world.admin.slash(world.channel, "channel add", live_votes=False)
    assert "votes stay as posted" in said(changed)
    assert "votes brought up to date: yes → no" in said(changed)
    again = await world.admin.slash(world.channel, "channel add", live_votes=True)
    assert "votes brought up to date: no → yes" in said(again)


async def test_a_time_is_offered_as_it_is_typed(world: World) -> None:
    choices = await world.admin.autocomplete(world.channel, "channel add", "time", "오후 9시")
    assert [choice["value"] for choice in choices] == ["21:00"]
    await world.admin.slash(world.channel, "channel add", time="9 pm")
    subscription = await subscription_of(world)
    assert subscription is not None
    assert subscription.settings.due_time == time(21)


async def test_a_bad_value_is_answered_with_an_example(world: World) -> None:
    for option, value, example in (
        ("time", "25:00", "`09:00`"),
        ("time", "nine", "`09:00`"),
        ("zone", "Mars/Base", "`Asia/Seoul`"),
        ("zone", "localtime", "`Asia/Seoul`"),
    ):
        result = await world.admin.slash(world.channel, "channel add", **{option: value})
        assert example in said(result), value
        assert await subscription_of(world) is None, value


async def test_a_zone_is_offered_by_its_city_in_either_language(world: World) -> None:
    for typed in ("seoul", "서울"):
        choices = await world.admin.autocomplete(world.channel, "channel add", "zone", typed)
        assert choices[0]["value"] == "Asia/Seoul"
    assert len(await world.admin.autocomplete(world.channel, "channel add", "zone", "a")) == 25


async def test_the_permissions_that_the_bot_lacks_are_named(world: World) -> None:
    quiet = world.guild.create_text_channel(
        "quiet",
        overwrites={
            world.guild.default_role: discord.PermissionOverwrite(
                embed_links=False, read_message_history=False
            )
        },
    )
    result = await world.admin.slash(world.channel, "channel add", channel=quiet)
    assert "I lack permissions there: “Embed Links”, “Read Message History”." in said(result)


async def test_a_forum_gets_the_layout_of_forums_and_its_permissions_are_asked_for(world: World) -> None:
    forum = world.guild.create_forum_channel("papers")
    result = await world.admin.slash(world.channel, "channel add", channel=forum)
    assert "I lack permissions" not in said(result)
    async with world.service.store.reading() as view:
        subscription = await subscriptions.of_channel(view, forum.id)
    assert subscription is not None
    assert subscription.settings.layout == "forum"


async def test_only_a_layout_that_needs_threads_asks_for_their_permissions(world: World) -> None:
    here = channel(world.channel.id, guild_id=world.guild.id, layout="thread")
    narrow = world.guild.create_text_channel(
        "narrow",
        overwrites={
            world.guild.default_role: discord.PermissionOverwrite(
                create_public_threads=False, send_messages_in_threads=False
            )
        },
    )
    await world.service.channels.subscribe(here.model_copy(update={"channel_id": narrow.id}))
    assert "“Create Public Threads”, “Send Messages in Threads”" in said(
        await world.admin.slash(world.channel, "channel list")
    )
    await world.service.channels.subscribe(
        here.model_copy(update={"channel_id": narrow.id, "layout": "full"})
    )
    assert "I lack permissions" not in said(await world.admin.slash(world.channel, "channel list"))


async def test_a_role_whose_mention_reaches_nobody_is_told(world: World) -> None:
    gone = channel(world.channel.id, guild_id=world.guild.id, role_id=10**18)
    await world.service.channels.subscribe(gone)
    listed = said(await world.admin.slash(world.channel, "channel list"))
    assert f"Nobody is notified by mentions of <@&{10**18}>" in listed


async def test_who_does_not_manage_the_server_is_refused_even_if_the_command_was_opened(
    world: World,
) -> None:
    (command,) = [c for c in await world.bot.tree.fetch_commands() if c.name == "channel"]
    world.guild.set_command_permissions(command, {world.member: True})
    result = await world.member.slash(world.channel, "channel add")
    assert said(result) == "For this you need the permission “Manage Server” in this server."
    assert await subscription_of(world) is None


async def test_a_voice_channel_is_no_place_for_a_digest(world: World) -> None:
    voice = world.guild.create_voice_channel("voice")
    result = await world.admin.slash(voice, "channel add")
    assert "text and announcement channels, forums and threads only" in said(result)


async def test_a_channel_is_removed_once(world: World) -> None:
    await world.admin.slash(world.channel, "channel add")
    assert "no more daily papers" in said(await world.admin.slash(world.channel, "channel remove"))
    assert await subscription_of(world) is None
    assert "does not get" in said(await world.admin.slash(world.channel, "channel remove"))


async def test_the_button_posts_the_newest_day_once(world: World) -> None:
    added = await world.admin.slash(world.channel, "channel add", language="en", papers=2)
    clicked = await world.admin.click(shown(added), label="Post the latest now")
    assert "on their way" in said(clicked)
    await world.env.settle()
    (posted,) = world.channel.history()
    assert [embed.title for embed in posted.embeds] == [r"1\. Paper number 1", r"2\. Paper number 2"]
    again = await world.admin.click(shown(added), label="Post the latest now")
    assert f"has had the papers of {SPOKEN_WEDNESDAY['en']}" in said(again)
    assert len(world.channel.history()) == 1


async def test_the_button_works_after_a_restart(
    world: World, env: Env, service: Service, lease: Lease, reader_language: Language
) -> None:
    added = await world.admin.slash(world.channel, "channel add")
    await world.bot.close()
    await env.restart_bot(Paperboy(service, lease, reader_language=reader_language))
    await world.admin.click(shown(added), label="Post the latest now")
    await env.settle()
    assert len(world.channel.history()) == 1


async def test_the_button_asks_for_manage_server_again(world: World) -> None:
    added = await world.admin.slash(world.channel, "channel add")
    world.env.backend.get_guild(world.guild.id).members[world.admin.id].role_ids.clear()
    clicked = await world.admin.click(shown(added), label="Post the latest now")
    assert "“Manage Server”" in said(clicked)


async def test_the_button_says_when_the_channel_was_removed(world: World) -> None:
    added = await world.admin.slash(world.channel, "channel add")
    await world.admin.slash(world.channel, "channel remove")
    clicked = await world.admin.click(shown(added), label="Post the latest now")
    assert "does not get the daily papers" in said(clicked)


async def test_the_button_says_when_no_paper_has_enough_votes(world: World) -> None:
    added = await world.admin.slash(world.channel, "channel add", min_votes=1000)
    clicked = await world.admin.click(shown(added), label="Post the latest now")
    assert "too few votes" in said(clicked)


class TestWithNothingStored:
    @pytest.fixture
    def source(self) -> KnownPapers:
        return KnownPapers(problem=SourceError("source-timeout", seconds=20))

    async def test_the_button_collects_the_newest_day_first(self, world: World, source: KnownPapers) -> None:
        added = await world.admin.slash(world.channel, "channel add")
        source.problem, source.days = None, {WEDNESDAY - timedelta(days=1): (paper(),)}
        await world.admin.click(shown(added), label="Post the latest now")
        await world.env.settle()
        assert len(world.channel.history()) == 1

    async def test_the_button_says_when_the_source_is_down(self, world: World) -> None:
        added = await world.admin.slash(world.channel, "channel add")
        clicked = await world.admin.click(shown(added), label="Post the latest now")
        assert "did not answer within 20 seconds" in said(clicked)

    async def test_the_button_says_when_nothing_is_listed(self, world: World, source: KnownPapers) -> None:
        added = await world.admin.slash(world.channel, "channel add")
        source.problem = None
        clicked = await world.admin.click(shown(added), label="Post the latest now")
        assert "nothing to post yet" in said(clicked)


async def test_an_empty_list_says_how_to_begin(world: World) -> None:
    text = said(await world.admin.slash(world.channel, "channel list"))
    assert re.search(r"Add one with </channel add:\d+>\.", text)  # in each client's own language, clickable


async def test_the_list_shows_settings_and_why_a_channel_is_paused_and_revives_it(
    world: World, clock: HandClock
) -> None:
    await world.admin.slash(world.channel, "channel add", min_votes=1)
    subscription = await subscription_of(world)
    assert subscription is not None
    async with world.service.store.transaction() as tx:
        await subscriptions.pause(tx, subscription.id, "403/50013 Missing *Permissions*", clock())
    listed = said(await world.admin.slash(world.channel, "channel list"))
    assert "09:00 (Asia/Seoul) · Korean · up to 10 papers · at least 1 vote each" in listed
    assert r"403/50013 Missing \*Permissions\*" in listed
    revived = await subscription_of(world)
    assert revived is not None
    assert revived.paused_at is None


async def test_what_waits_for_a_paused_channel_is_tried_at_any_channel_command(
    world: World, clock: HandClock
) -> None:
    await world.admin.slash(world.channel, "channel add")
    subscription = await subscription_of(world)
    assert subscription is not None
    await world.service.channels.plan_by_hand(WEDNESDAY, [subscription])
    async with world.service.store.transaction() as tx:
        await subscriptions.pause(tx, subscription.id, "403/50013", clock())
        await deliveries.outbox.postpone(tx, subscription.id, None)
    await world.admin.slash(world.channel, "channel list")
    await world.env.settle()
    assert len(world.channel.history()) == 1


async def test_the_list_shows_what_failed_in_the_last_14_days(world: World, clock: HandClock) -> None:
    await world.admin.slash(world.channel, "channel add")
    await fail(world, WEDNESDAY)
    assert "2024-04-03, message 1 of 1 was refused: 400/50035" in said(
        await world.admin.slash(world.channel, "channel list")
    )
    clock.forward(days=15)
    assert "50035" not in said(await world.admin.slash(world.channel, "channel list"))


async def fail(world: World, day: date) -> None:
    """Have the channel's day refused."""
    subscription = await subscription_of(world)
    assert subscription is not None
    await world.service.channels.plan_by_hand(day, [subscription])
    async with world.service.store.transaction() as tx:
        (waiting,) = await deliveries.outbox.queue(tx, subscription.id)
        await deliveries.outbox.give_up(tx, waiting.id, DeliveryState.FAILED, "400/50035")


async def test_a_long_list_has_pages_and_leaves_nothing_out(world: World) -> None:
    for number in range(40):
        settings = channel(10**18 + number, guild_id=world.guild.id)
        await world.service.channels.subscribe(settings, limited=False)
    message = shown(await world.admin.slash(world.channel, "channel list"))
    texts = [message.content]
    while button := after(message):
        turned = await world.admin.click(message, custom_id=button)
        assert turned.acknowledged
        texts.append(message.content)
    assert len(texts) > 1
    assert all(len(text) <= 2000 for text in texts)
    assert all(any(f"<#{10**18 + number}>" in text for text in texts) for number in range(40))
    assert "Back" in str(message.components)


def after(message: ResponseMessage) -> str | None:
    """The custom_id of the button to the next page."""
    buttons = [button for row in message.components for button in row["components"]]
    return next((button["custom_id"] for button in buttons if "More" in button.get("label", "")), None)


async def test_the_channels_of_other_servers_are_not_shown(world: World) -> None:
    await world.service.channels.subscribe(channel(10**18, guild_id=world.guild.id + 1))
    assert f"<#{10**18}>" not in said(await world.admin.slash(world.channel, "channel list"))


async def test_a_channel_whose_zone_is_not_known_is_told_of_and_gets_another(world: World) -> None:
    await world.admin.slash(world.channel, "channel add", time="07:30")
    await spoil(world.service.store, "UPDATE subscriptions SET zone = 'Mars/Base'")
    listed = said(await world.admin.slash(world.channel, "channel list"))
    assert "Nothing comes here: the time zone Mars/Base is not known" in listed
    refused = said(await world.admin.slash(world.channel, "channel add", papers=3))
    assert "Mars/Base" in refused
    await world.admin.slash(world.channel, "channel add", zone="seoul")
    subscription = await subscription_of(world)
    assert subscription is not None
    assert (subscription.settings.zone, subscription.settings.due_time) == ("Asia/Seoul", time(7, 30))
