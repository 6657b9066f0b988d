"""`/channel setup` as an admin, a member and a stranger meet it."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import discord
import pytest
from simcord import ChannelHandle, InteractionResult, MemberActor, ResponseMessage

from bot.models import Language, Subscription
from cogs.channels.setup import Action, SetupButton
from cogs.items import FunnelView
from tests.cogs.conftest import World, said, shown
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, channel
from tests.support.known_papers import KnownPapers

WHEN = {
    "due_time": "9:00",
    "zone": "Asia/Seoul",
    "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    "language": ["en"],
    "layout": ["full"],
}
PAPERS = {"papers": "10", "min_votes": "0", "topics": "", "excluded_topics": "", "edits": ["live_votes"]}


async def opened(world: World, person: MemberActor | None = None) -> ResponseMessage:
    """The dialogue's message, which its asker alone sees."""
    result = await (person or world.admin).slash(world.channel, "channel setup")
    assert shown(result).ephemeral
    return shown(result)


def control(message: ResponseMessage, action: str) -> str:
    """The custom_id of the button or select that does this."""
    controls = [each["custom_id"] for row in message.components for each in row["components"]]
    return next(each for each in controls if each.startswith(f"v1:setup:{action}:"))


async def press(
    world: World, message: ResponseMessage, action: str, person: MemberActor | None = None
) -> InteractionResult:
    return await (person or world.admin).click(message, custom_id=control(message, action))


async def fill(world: World, message: ResponseMessage, form: str, values: dict[str, Any]) -> None:
    await world.admin.submit_modal(await press(world, message, form), values)


def told(message: ResponseMessage) -> str:
    """All that the dialogue says of itself, without the papers."""
    embed = message.embeds[0]
    return "\n".join(
        [message.content, embed.description or "", *(f"{f.name}\n{f.value}" for f in embed.fields)]
    )


async def subscriptions_in(world: World, place: ChannelHandle | None = None) -> list[Subscription]:
    return await world.service.channels.in_channel((place or world.channel).id)


async def test_channel_time_language_and_layout_are_changed_and_started_in_six_actions(world: World) -> None:
    news = world.guild.create_news_channel("news")
    message = await opened(world)
    actions = 0

    await world.admin.select(message, [news], custom_id=control(message, "channel"))
    actions += 1
    form = await press(world, message, "when")
    actions += 1
    values = WHEN | {"due_time": "7:30", "zone": "Berlin", "language": ["ko"], "layout": ["compact"]}
    await world.admin.submit_modal(form, values)
    actions += 1
    assert await subscriptions_in(world, news) == []
    await press(world, message, "start")
    actions += 1

    (subscription,) = await subscriptions_in(world, news)
    assert subscription.configured_by == world.admin.id
    assert subscription.settings == channel(
        news.id,
        guild_id=world.guild.id,
        due_time=time(7, 30),
        zone="Europe/Berlin",
        language="ko",
        layout="compact",
    )
    assert actions <= 6


async def test_it_begins_here_at_nine_in_the_zone_and_language_of_the_server(world: World) -> None:
    message = await opened(world)
    assert f"New: daily papers in {world.channel.mention}" in told(message)
    assert r"**When** 09:00 (America/New\_York)" in told(message)
    assert "**Language and layout** English · Full" in told(message)
    assert "**Papers** up to 10 papers" in told(message)


async def test_nothing_is_posted_or_stored_before_the_start(world: World) -> None:
    message = await opened(world)
    await fill(world, message, "papers", PAPERS | {"papers": "2"})
    await press(world, message, "again")
    await world.env.settle()
    assert await subscriptions_in(world) == []
    assert world.channel.history() == []


async def test_the_preview_shows_the_last_finished_day_as_it_would_be_posted(
    world: World, clock: HandClock
) -> None:
    message = await opened(world)
    assert "of 3 papers 3 would qualify, 3 would be shown" in told(message)
    assert [embed.title for embed in message.embeds[1:]] == [r"1\. Paper number 1"]
    await fill(world, message, "papers", PAPERS | {"papers": "1", "min_votes": "98"})
    assert "of 3 papers 2 would qualify, 1 would be shown" in told(message)
    assert [embed.title for embed in message.embeds[1:]] == [r"1\. Paper number 1"]
    await fill(world, message, "when", WHEN | {"layout": ["compact"]})
    assert "**1.** [Paper number 1]" in str(message.embeds[1].description)


async def test_what_can_never_bring_anything_is_said(world: World) -> None:
    message = await opened(world)
    await fill(world, message, "papers", PAPERS | {"min_votes": "5000", "topics": "zebrafish"})
    assert "⚠️ Nothing will come: no paper of the last 30 days has 5,000 votes" in told(message)
    assert "⚠️ No paper of the last 30 days fits the topic “zebrafish”." in told(message)
    assert "Nothing of that day would be posted." in told(message)
    await fill(world, message, "when", WHEN | {"weekdays": ["sun", "mon"]})
    assert "Posts on Mon never bring anything" in told(message)


async def test_it_says_when_the_next_post_comes(world: World, clock: HandClock) -> None:
    clock.now = at("2024-04-04 12:00")
    message = await opened(world)
    await fill(world, message, "when", WHEN)
    assert f"Next post\n<t:{int(at('2024-04-05 00:00').timestamp())}:F>" in told(message)
    await fill(world, message, "when", WHEN | {"weekdays": ["sun"]})  # Thursday's and Friday's papers
    assert f"Next post\n<t:{int(at('2024-04-07 00:00').timestamp())}:F>" in told(message)


async def test_each_missing_permission_is_named_and_looked_for_again(world: World) -> None:
    closed = discord.PermissionOverwrite(embed_links=False)
    quiet = world.guild.create_text_channel("quiet", overwrites={world.guild.default_role: closed})
    message = await opened(world)
    assert "✅ “Embed Links”" in told(message)
    await world.admin.select(message, [quiet], custom_id=control(message, "channel"))
    assert "one is missing" in told(message)
    assert "❌ “Embed Links”: switch it on" in told(message)
    world.env.backend.get_channel(quiet.id).overwrites.clear()
    await press(world, message, "again")
    assert "✅ “Embed Links”" in told(message)


async def test_a_role_that_cannot_be_mentioned_is_told(world: World) -> None:
    role = world.guild.create_role("readers")
    denied = discord.PermissionOverwrite(mention_everyone=False)
    quiet = world.guild.create_text_channel("quiet", overwrites={world.guild.default_role: denied})
    message = await opened(world)
    await world.admin.select(message, [quiet], custom_id=control(message, "channel"))
    await fill(world, message, "role", {"role_id": [role], "role_topics": ""})
    assert f"**Mentions** <@&{role.id}>" in told(message)
    assert f"My mention of <@&{role.id}> would reach nobody" in told(message)
    assert "“Mention @everyone, @here, and All Roles”" in told(message)


async def test_what_was_typed_is_there_again_after_an_error(world: World) -> None:
    message = await opened(world)
    await fill(world, message, "when", WHEN | {"due_time": "quarter past", "language": ["ko"]})
    assert "❗ “quarter past” is not a time of day" in told(message)
    assert "English" not in told(message)  # what could be read was taken
    form = await press(world, message, "correct")
    assert form.modal is not None
    typed = {each["component"]["custom_id"]: each["component"] for each in form.modal["components"]}
    assert typed["due_time"]["value"] == "quarter past"
    await world.admin.submit_modal(form, WHEN | {"due_time": "9 pm"})
    assert "❗" not in told(message)
    assert "**When** 21:00 (Asia/Seoul)" in told(message)


async def test_the_newest_day_is_posted_at_once_if_that_is_what_was_pressed(world: World) -> None:
    message = await opened(world)
    result = await press(world, message, "post")
    assert "on their way" in said(result)
    await world.env.settle()
    assert len(world.channel.history()) == 1
    assert len(await subscriptions_in(world)) == 1


@pytest.mark.parametrize("edits", [[], ["edit_late"], ["live_votes"], ["edit_late", "live_votes"]])
async def test_what_is_edited_after_the_post_is_chosen_there(world: World, edits: list[str]) -> None:
    message = await opened(world)
    await fill(world, message, "papers", PAPERS | {"edits": edits})
    assert ("late summaries are put in" in told(message)) == ("edit_late" in edits)
    assert ("votes are brought up to date" in told(message)) == ("live_votes" in edits)
    await press(world, message, "start")
    (subscription,) = await subscriptions_in(world)
    chosen = subscription.settings
    assert (chosen.edit_late, chosen.live_votes) == ("edit_late" in edits, "live_votes" in edits)


async def test_a_channel_that_has_a_subscription_is_changed(world: World) -> None:
    await world.admin.slash(world.channel, "channel add", time="07:30", papers=3)
    message = await opened(world)
    assert "**When** 07:30 (Asia/Seoul)" in told(message)
    await fill(world, message, "papers", PAPERS | {"papers": "4"})
    await press(world, message, "start")
    (subscription,) = await subscriptions_in(world)
    assert (subscription.settings.papers, subscription.settings.due_time) == (4, time(7, 30))


async def test_a_channel_gets_another_subscription_with_a_name(world: World) -> None:
    await world.admin.slash(world.channel, "channel add", papers=3)
    message = await opened(world)
    await fill(world, message, "another", {"name": "Not a name!"})
    assert "❗ “not a name!” cannot be the name of a subscription" in told(message)
    await fill(world, message, "correct", {"name": "Robots"})
    await fill(world, message, "papers", PAPERS | {"topics": "robot"})
    await press(world, message, "start")
    first, second = await subscriptions_in(world)
    assert (first.settings.name, first.settings.topics) == ("", ())
    assert (second.settings.name, second.settings.topics) == ("robots", ("robot",))


async def test_one_of_several_subscriptions_is_chosen_and_changed(world: World) -> None:
    for name in ("", "robots"):
        await world.service.channels.subscribe(channel(world.channel.id, guild_id=world.guild.id, name=name))
    message = await opened(world)
    await world.admin.select(message, ["=robots"], custom_id=control(message, "which"))
    await fill(world, message, "papers", PAPERS | {"papers": "2"})
    await press(world, message, "start")
    first, second = await subscriptions_in(world)
    assert (first.settings.papers, second.settings.papers) == (10, 2)


async def test_the_settings_of_another_channel_are_copied(world: World) -> None:
    news = world.guild.create_news_channel("news")
    await world.admin.slash(world.channel, "channel add", channel=news, time="07:30", papers=3, language="en")
    message = await opened(world)
    await fill(world, message, "copy", {"source": [str(news.id)]})
    await press(world, message, "start")
    (subscription,) = await subscriptions_in(world)
    assert subscription.settings == channel(
        world.channel.id, guild_id=world.guild.id, due_time=time(7, 30), papers=3, language="en"
    )


async def test_settings_of_channels_that_the_asker_cannot_see_are_not_offered(world: World) -> None:
    hidden = world.guild.create_text_channel(
        "hidden",
        overwrites={world.guild.default_role: discord.PermissionOverwrite(view_channel=False)},
    )
    await world.service.channels.subscribe(channel(hidden.id, guild_id=world.guild.id))
    message = await opened(world)
    assert "v1:setup:copy:" not in str(message.components)


async def test_a_thread_takes_digests_and_needs_a_switch_of_its_own(world: World) -> None:
    place = world.bot.get_channel(world.channel.id)
    assert isinstance(place, discord.TextChannel)
    await place.create_thread(name="papers", type=discord.ChannelType.public_thread)
    (thread,) = world.channel.threads
    message = await opened(world)
    await world.admin.select(message, [thread], custom_id=control(message, "channel"))
    assert "“Send Messages in Threads”" in told(message)


async def test_a_voice_channel_is_refused_in_a_sentence(world: World) -> None:
    voice = world.guild.create_voice_channel("voice")
    result = await world.admin.slash(voice, "channel setup")
    assert "take a text or announcement channel" in said(result)


async def test_a_dialogue_ends_after_a_quarter_of_an_hour(world: World, clock: HandClock) -> None:
    message = await opened(world)
    clock.forward(minutes=15)
    result = await press(world, message, "start")
    assert "This dialogue is over or not yours, so nothing was changed" in said(result)
    assert await subscriptions_in(world) == []


async def test_a_newer_dialogue_ends_the_one_before(world: World) -> None:
    first = await opened(world)
    second = await opened(world)
    assert "This dialogue is over" in said(await press(world, first, "start"))
    await press(world, second, "start")
    assert len(await subscriptions_in(world)) == 1


async def test_a_dialogue_that_was_finished_cannot_be_finished_again(world: World) -> None:
    message = await opened(world)
    token = control(message, "start").rpartition(":")[2]
    await press(world, message, "start")
    assert f"v1:setup:start:{token}" not in str(message.components)
    await world.service.channels.unsubscribe(world.channel.id)
    place = world.bot.get_channel(world.channel.id)
    assert isinstance(place, discord.TextChannel)
    await place.send("kept", view=FunnelView(timeout=None).add_item(SetupButton("start", token)))
    result = await world.admin.click(world.channel.history()[-1], custom_id=f"v1:setup:start:{token}")
    assert "This dialogue is over" in said(result)
    assert await subscriptions_in(world) == []


async def test_what_somebody_else_changed_meanwhile_is_left_alone(world: World) -> None:
    await world.admin.slash(world.channel, "channel add", papers=3)
    message = await opened(world)
    await world.admin.slash(world.channel, "channel add", papers=5)
    result = await press(world, message, "start")
    assert "Somebody has changed this subscription" in said(result)
    (subscription,) = await subscriptions_in(world)
    assert subscription.settings.papers == 5


async def test_a_removed_subscription_does_not_come_back_by_an_old_button(world: World) -> None:
    await world.admin.slash(world.channel, "channel add")
    message = await opened(world)
    await world.admin.slash(world.channel, "channel remove")
    assert "so I left it as it is" in said(await press(world, message, "start"))
    assert await subscriptions_in(world) == []


async def test_a_member_is_refused_by_discord_itself(world: World) -> None:
    (command,) = [each for each in await world.bot.tree.fetch_commands() if each.name == "channel"]
    assert command.default_member_permissions == discord.Permissions(manage_guild=True)


async def test_whom_discord_lets_run_the_command_may_finish_the_dialogue(world: World) -> None:
    (command,) = [each for each in await world.bot.tree.fetch_commands() if each.name == "channel"]
    world.guild.set_command_permissions(command, {world.member: True})
    message = await opened(world, world.member)
    await press(world, message, "start", world.member)
    (subscription,) = await subscriptions_in(world)
    assert subscription.configured_by == world.member.id


@pytest.mark.parametrize("action", ["start", "post", "again", "when"])
async def test_nobody_else_can_use_the_buttons_of_a_dialogue(world: World, action: Action) -> None:
    token = control(await opened(world), "start").rpartition(":")[2]
    elsewhere = world.env.create_guild("Elsewhere")
    hall = elsewhere.create_text_channel("hall")
    chief = elsewhere.create_role("chief", permissions=discord.Permissions(manage_guild=True))
    stranger = elsewhere.add_member(world.env.create_user("stranger"), roles=[chief])
    await world.env.settle()
    for place, person in ((world.channel, world.member), (hall, stranger)):
        sent_to = world.bot.get_channel(place.id)
        assert isinstance(sent_to, discord.TextChannel)
        await sent_to.send("crafted", view=FunnelView(timeout=None).add_item(SetupButton(action, token)))
        result = await person.click(place.history()[-1], custom_id=f"v1:setup:{action}:{token}")
        assert "This dialogue is over or not yours, so nothing was changed" in said(result)
    assert await subscriptions_in(world) == []


class TestInKorean:
    @pytest.fixture
    def reader_language(self) -> Language:
        return "ko"

    async def test_the_switches_are_named_as_in_a_korean_client(self, world: World) -> None:
        message = await opened(world)
        assert "✅ “채널 보기”" in told(message)
        assert "논문 3편 중 3편이 조건에 맞고 3편을 올립니다" in told(message)


class TestWithNothingStored:
    @pytest.fixture
    def source(self) -> KnownPapers:
        return KnownPapers(days={WEDNESDAY + timedelta(days=30): ()})

    async def test_it_says_that_there_is_nothing_to_preview(self, world: World) -> None:
        message = await opened(world)
        assert "no finished day stored yet" in told(message)
        assert len(message.embeds) == 1


ORDER = {"order": ["examples"], "examples": "2404.00001\nhttps://arxiv.org/abs/2404.00002 2404.00003"}


async def test_papers_like_these_come_first_where_an_admin_names_some(world: World) -> None:
    message = await opened(world)
    await fill(world, message, "order", ORDER)
    assert "like 3 example papers" in told(message)
    await press(world, message, "start")
    (subscription,) = await subscriptions_in(world)
    assert subscription.settings.order == "examples"
    assert subscription.settings.examples == ("2404.00001", "2404.00002", "2404.00003")


async def test_examples_that_nobody_knows_are_named_and_not_lost(world: World) -> None:
    message = await opened(world)
    await fill(world, message, "order", ORDER | {"examples": "2404.00001 2404.00002 2404.09999"})
    assert "No source knows these papers now: 2404.09999" in told(message)
    form = await press(world, message, "correct")
    assert form.modal is not None
    typed = {each["component"]["custom_id"]: each["component"] for each in form.modal["components"]}
    assert "2404.09999" in typed["examples"]["value"]
    await world.admin.submit_modal(form, ORDER)
    assert "like 3 example papers" in told(message)


async def test_too_few_examples_are_refused_and_an_order_without_any_is_that_of_votes(world: World) -> None:
    message = await opened(world)
    await fill(world, message, "order", ORDER | {"examples": "2404.00001"})
    assert "I need 3 to 20 papers" in told(message)
    assert "The order is that of votes until you name papers" in told(message)


async def test_a_weekly_post_is_chosen_and_ended(world: World) -> None:
    message = await opened(world)
    await fill(world, message, "weekly", {"weekly": ["fri"], "weekly_time": "5 pm"})
    assert "Fri, 17:00" in told(message)
    await press(world, message, "start")
    (subscription,) = await subscriptions_in(world)
    assert (subscription.settings.weekly, subscription.settings.weekly_time) == ("fri", time(17))
    message = await opened(world)
    await fill(world, message, "weekly", {"weekly": ["none"], "weekly_time": "5 pm"})
    await press(world, message, "start")
    (subscription,) = await subscriptions_in(world)
    assert subscription.settings.weekly is None


async def test_publishing_is_asked_for_in_announcement_channels_alone(world: World) -> None:
    news = world.guild.create_news_channel("news")
    message = await opened(world)
    form = await press(world, message, "role")
    assert form.modal is not None
    assert "publish" not in str(form.modal["components"])
    await world.admin.select(message, [news], custom_id=control(message, "channel"))
    await fill(world, message, "role", {"role_id": [], "role_topics": "", "publish": True})
    assert "**Published** to the servers that follow this channel" in told(message)
    await press(world, message, "start")
    (subscription,) = await subscriptions_in(world, news)
    assert subscription.settings.publish


async def test_what_is_published_is_not_taken_to_a_channel_that_nobody_follows(world: World) -> None:
    news = world.guild.create_news_channel("news")
    await world.admin.slash(world.channel, "channel add", channel=news, publish=True)
    message = await opened(world)
    await fill(world, message, "copy", {"source": [str(news.id)]})
    await press(world, message, "start")
    (subscription,) = await subscriptions_in(world)
    assert not subscription.settings.publish


async def test_a_forum_that_requires_a_tag_says_which_one_posts_get(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The simulated Discord knows no flags of a channel, so this is the forum as Discord would tell of it."""
    place = world.guild.create_forum_channel("papers")
    await world.env.settle()
    forum = world.bot.get_channel(place.id)
    assert isinstance(forum, discord.ForumChannel)

    async def fetched(*_: object) -> discord.ForumChannel:
        return forum

    monkeypatch.setattr(discord.Guild, "fetch_channel", fetched)
    message = await opened(world)
    await world.admin.select(message, [place], custom_id=control(message, "channel"))
    assert "requires a tag" not in told(message)
    require_tag(forum, {"Staff": True})
    await press(world, message, "again")
    assert "❌ This forum requires a tag, and all of its tags are for moderators" in told(message)
    await press(world, message, "start")
    assert "This forum requires a tag" in said(await world.admin.slash(world.channel, "channel list"))
    require_tag(forum, {"Staff": True, "Robots": False})
    message = await opened(world)
    await world.admin.select(message, [place], custom_id=control(message, "channel"))
    assert "✅ This forum requires a tag: posts get those that fit, or “Robots”" in told(message)


def require_tag(forum: discord.ForumChannel, tags: dict[str, bool]) -> None:
    """Have the forum require a tag; `tags` says which of them are for moderators."""
    data: Any = {
        "id": str(forum.id),
        "type": 15,
        "name": forum.name,
        "position": 0,
        "flags": 1 << 4,
        "available_tags": [
            {"id": str(number), "name": name, "moderated": moderated, "emoji_id": None, "emoji_name": None}
            for number, (name, moderated) in enumerate(tags.items(), start=1)
        ],
    }
    forum._update(forum.guild, data)  # pyright: ignore[reportPrivateUsage]
