"""`/status`, as an admin, an owner of the bot, and somebody else meet it."""

from __future__ import annotations

import re

from bot.store import subscriptions
from tests.cogs.conftest import World, said, shown
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, channel


async def subscribe(world: World, channel_id: int | None = None, **changes: object) -> None:
    settings = channel(channel_id or world.channel.id, guild_id=world.guild.id, **changes)
    await world.service.channels.subscribe(settings, limited=False)


async def test_the_calendar_shows_the_last_14_days(world: World) -> None:
    await subscribe(world)
    text = said(await world.admin.slash(world.channel, "status"))
    assert text.startswith(f"**{world.channel.mention}**\n")
    assert re.search(r"from \d+/\d+\n", text)


async def test_what_discord_closed_says_why_and_what_to_do(world: World, clock: HandClock) -> None:
    await subscribe(world)
    async with world.service.store.transaction() as tx:
        (subscription,) = await subscriptions.of_guild(tx, world.guild.id)
        await subscriptions.pause(tx, subscription.id, "403/50013 Missing Permissions", clock())
    clock.forward(days=2)
    text = said(await world.admin.slash(world.channel, "status"))
    assert "403/50013 Missing Permissions" in text
    assert "it starts again at once" in text


async def test_the_owner_part_is_for_the_owners_alone(world: World) -> None:
    await subscribe(world)
    assert "Queue:" not in said(await world.admin.slash(world.channel, "status"))
    world.bot.owner_id = world.admin.id
    text = said(await world.admin.slash(world.channel, "status"))
    assert "Source: answers" in text
    assert "Model: none" in text
    assert "Queue: 0 waiting" in text


async def test_many_subscriptions_have_pages(world: World) -> None:
    for number in range(12):
        await subscribe(world, 10**18 + number)
    message = shown(await world.admin.slash(world.channel, "status"))
    texts = [message.content]
    for page in range(2, 20):
        if f"v1:status:{page}:" not in str(message.components):
            break
        await world.admin.click(message, custom_id=f"v1:status:{page}:")
        texts.append(message.content)
    assert all(any(f"<#{10**18 + number}>" in text for text in texts) for number in range(12))
    assert all(len(text) <= 1500 for text in texts)


async def test_other_servers_are_not_shown(world: World) -> None:
    settings = channel(10**18, guild_id=world.guild.id + 1)
    await world.service.channels.subscribe(settings)
    text = said(await world.admin.slash(world.channel, "status"))
    assert str(10**18) not in text
    assert "No channel of this server" in text


async def test_a_paper_that_was_posted_has_a_link(world: World) -> None:
    await subscribe(world, papers=2)
    preview = await world.admin.slash(world.channel, "channel post", day=WEDNESDAY.isoformat())
    await world.admin.click(shown(preview), label="Post this day")
    await world.env.settle()
    (message,) = world.channel.history()
    text = said(await world.admin.slash(world.channel, "status", paper="2404.00001"))
    assert f"/{world.channel.id}/{message.id}" in text
    below = said(await world.admin.slash(world.channel, "status", paper="Paper number 3"))
    assert "it is number 3 of 3 that qualify; 2 are posted" in below


async def test_a_paper_that_no_day_lists_is_said_so(world: World) -> None:
    await subscribe(world)
    text = said(await world.admin.slash(world.channel, "status", paper="1706.03762"))
    assert "No finished day that I know lists it." in text


async def test_titles_are_offered(world: World) -> None:
    choices = await world.admin.autocomplete(world.channel, "status", "paper", "number 2")
    assert choices[0]["value"] == "2404.00002"


async def test_who_does_not_manage_the_server_is_refused_even_if_the_command_was_opened(
    world: World,
) -> None:
    (command,) = [c for c in await world.bot.tree.fetch_commands() if c.name == "status"]
    world.guild.set_command_permissions(command, {world.member: True})
    assert "“Manage Server”" in said(await world.member.slash(world.channel, "status"))
