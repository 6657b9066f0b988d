"""The options of `/channel add` beyond time, zone and number: topics, weekdays, layout, role, publishing."""

from __future__ import annotations

import discord
from simcord import ChannelHandle

from bot.models import ChannelSettings
from tests.cogs.conftest import World, said
from tests.factories import channel


async def settings_of(world: World, place: ChannelHandle | None = None) -> ChannelSettings:
    subscription = await world.service.channels.of_id((place or world.channel).id)
    assert subscription is not None
    return subscription.settings


async def offered(world: World, option: str, typed: str, **options: object) -> list[tuple[str, str]]:
    choices = await world.admin.autocomplete(world.channel, "channel add", option, typed, **options)
    return [(choice["name"], choice["value"]) for choice in choices]


async def test_all_options_are_taken_and_told(world: World) -> None:
    news, role = world.guild.create_news_channel("news"), world.guild.create_role("readers")
    answer = said(
        await world.admin.slash(
            world.channel,
            "channel add",
            channel=news,
            topics="diffusion; ~robot",
            exclude="medical",
            weekdays="Mon-Wed",
            layout="compact",
            role=role,
            publish=True,
        )
    )
    chosen = await settings_of(world, news)
    assert chosen == channel(
        news.id,
        guild_id=world.guild.id,
        topics=("diffusion", "~robot"),
        excluded_topics=("medical",),
        weekdays=("mon", "tue", "wed"),
        layout="compact",
        role_id=role.id,
        publish=True,
    )
    assert answer.splitlines()[2:8] == [
        r"topics: diffusion; \~robot",
        "topics left out: medical",
        "weekdays: Mon, Tue, Wed",
        "layout: compact",
        f"role: <@&{role.id}>",
        "published to followers: yes",
    ]


async def test_a_hyphen_empties_a_list(world: World) -> None:
    await world.admin.slash(world.channel, "channel add", topics="diffusion", exclude="medical")
    await world.admin.slash(world.channel, "channel add", topics="-", exclude="-")
    chosen = await settings_of(world)
    assert (chosen.topics, chosen.excluded_topics) == ((), ())


IMPOSSIBLE: list[tuple[dict[str, object], str]] = [
    ({"layout": "forum"}, "takes the layouts full, compact, thread only"),
    ({"layout": "newspaper"}, "takes the layouts full, compact, thread only"),
    ({"publish": True}, "Only posts in an announcement channel can be published"),
    ({"weekdays": "someday"}, "names no weekday"),
    ({"topics": "a AND b"}, "AND"),
    ({"topics": ";".join(f"topic{n}" for n in range(11))}, "at most 10 keywords"),
]


async def test_what_cannot_be_is_said_and_changes_nothing(world: World) -> None:
    for options, sentence in IMPOSSIBLE:
        assert sentence in said(await world.admin.slash(world.channel, "channel add", **options)), options
        assert await world.service.channels.in_channel(world.channel.id) == [], options


async def test_everyone_is_no_role_to_mention(world: World) -> None:
    everyone = world.guild.default_role
    answer = said(await world.admin.slash(world.channel, "channel add", role=everyone))
    assert "not a role that can be mentioned" in answer
    assert await world.service.channels.in_channel(world.channel.id) == []


async def test_the_layouts_of_the_channel_are_offered(world: World) -> None:
    forum = world.guild.create_forum_channel("papers")
    assert [value for _, value in await offered(world, "layout", "")] == ["full", "compact", "thread"]
    assert [value for _, value in await offered(world, "layout", "", channel=forum)] == ["forum", "posts"]
    assert [value for _, value in await offered(world, "layout", "few lines")] == ["compact"]


async def test_weekdays_are_offered_as_they_are_read(world: World) -> None:
    assert await offered(world, "weekdays", "월수금") == [("Mon, Wed, Fri", "mon,wed,fri")]
    assert ("Mon, Tue, Wed, Thu, Fri", "mon,tue,wed,thu,fri") in await offered(world, "weekdays", "")
    assert await offered(world, "weekdays", "someday") == []


async def test_the_topics_that_are_there_are_offered_to_be_changed(world: World) -> None:
    await world.admin.slash(world.channel, "channel add", topics="diffusion; robot", exclude="medical")
    assert await offered(world, "topics", "") == [("diffusion; robot", "diffusion; robot"), ("none", "-")]
    assert await offered(world, "exclude", "") == [("medical", "medical"), ("none", "-")]
    assert await offered(world, "topics", "agents ;  planning") == [("agents; planning", "agents; planning")]


async def test_the_role_must_be_one_that_reaches_somebody(world: World) -> None:
    denied = discord.PermissionOverwrite(mention_everyone=False)
    quiet = world.guild.create_text_channel("quiet", overwrites={world.guild.default_role: denied})
    role = world.guild.create_role("readers")
    answer = said(await world.admin.slash(world.channel, "channel add", channel=quiet, role=role))
    assert f"Nobody is notified by mentions of <@&{role.id}>" in answer


async def test_there_are_no_more_options_than_discord_takes(world: World) -> None:
    group = world.bot.tree.get_command("channel")
    assert isinstance(group, discord.app_commands.Group)
    add = group.get_command("add")
    assert isinstance(add, discord.app_commands.Command)
    assert len(add.parameters) <= 25
