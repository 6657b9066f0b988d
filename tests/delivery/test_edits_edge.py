"""Edits as the world meets them: the real discord.py against a local Discord, and what stands before it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.models import DeliveryState, Layout
from tests.delivery.test_edge import REFUSALS, RIDDLES
from tests.delivery.test_threads import Guild, guild
from tests.support.local_discord.world import ADMIN_ID, ANNOUNCEMENT

__all__ = ["guild"]  # the fixture

POSTED, FAILED = DeliveryState.POSTED, DeliveryState.FAILED
OTHER_ANSWERS = {
    "another message": (200, {"id": "1", "channel_id": "2"}),
    "429 of another shape": (429, {"code": 30046, "message": "Maximum number of edits", "retry_after": "?"}),
}
# They speak of the message itself.
JUDGED = {"errors in another shape", "a message that is none"}
CASES = {
    f"{moment} {name}": (answer, moment)
    for name, answer in (REFUSALS | RIDDLES | OTHER_ANSWERS).items()
    for moment in ("before", "after")
    if name not in JUDGED and not (answer[0] == 429 and moment == "after")  # a limit is told before
}


async def post_and_vote(guild: Guild, layout: Layout = "full") -> int:
    """Post the day, then give each paper 1,000 votes and let six hours pass; the id of the channel."""
    place = guild.local.guilds.add_forum(guild.id) if layout == "forum" else guild.channel_id
    await guild.plan(place, layout)
    await guild.run(place)
    await guild.morning.voted(1000)
    guild.morning.clock.forward(hours=6)
    return place


async def edit(guild: Guild, *, times: int = 1) -> None:
    for _ in range(times):
        await guild.morning.edit()
        guild.morning.clock.forward(minutes=3)


def messages(guild: Guild, channel_id: int) -> list[Any]:
    """Those of a channel and its threads."""
    places = [channel_id, *(int(thread["id"]) for thread in guild.threads(channel_id))]
    return [message for place in places for message in guild.local.record.messages(place)]


def edited(guild: Guild, channel_id: int) -> list[bool]:
    """Whether each message shows the votes of later, in its embeds and in its menu."""
    return [
        "1,0" in str(message["embeds"]) and "1,0" in str(message["components"])
        for message in messages(guild, channel_id)
    ]


def edits_made(guild: Guild) -> int:
    return sum(request.took_effect for request in guild.local.record.requests("message_edit"))


@pytest.mark.parametrize("layout", ["full", "compact", "thread", "forum"])
async def test_every_message_of_every_layout_is_edited_once(guild: Guild, layout: Layout) -> None:
    place = await post_and_vote(guild, layout)
    marks = guild.marks(place)
    await edit(guild, times=3)
    assert set(edited(guild, place)) == {True}
    assert guild.marks(place) == marks
    assert edits_made(guild) == len(marks)


@pytest.mark.parametrize(("answer", "moment"), CASES.values(), ids=CASES)
async def test_no_edit_is_lost_or_made_for_ever_whatever_the_edge_says(
    guild: Guild, answer: tuple[int, Any], moment: Any
) -> None:
    place = await post_and_vote(guild)
    status, body = answer
    guild.local.trouble.add_fault("answer", moment, kinds=["message_edit"], status=status, body=body, times=1)
    await edit(guild, times=5)
    assert edited(guild, place) == [True] * 3
    assert await guild.morning.edit_states() == [POSTED] * 3
    assert edits_made(guild) == (4 if moment == "after" else 3)
    assert (await guild.morning.subscription(place)).paused_at is None


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("name", "status"), [("reset", 0), ("status", 500), ("status", 503)])
async def test_a_lost_answer_is_an_edit_that_is_made_again(
    guild: Guild, name: Any, status: int, moment: Any
) -> None:
    place = await post_and_vote(guild)
    guild.local.trouble.add_fault(name, moment, kinds=["message_edit"], status=status, times=1)
    await edit(guild, times=4)
    assert edited(guild, place) == [True] * 3
    assert edits_made(guild) == (4 if moment == "after" else 3)


async def test_a_published_message_s_limit_waits_as_its_body_says_and_holds_no_other_channel_up(
    guild: Guild,
) -> None:
    published = guild.local.guilds.add_channel(guild.id, kind=ANNOUNCEMENT)
    await guild.plan(published, "full", publish=True)
    await guild.run(published)
    place = await post_and_vote(guild)
    limit = {"code": 30046, "message": "Maximum number of edits", "retry_after": 1800.5, "global": False}
    guild.local.trouble.add_fault(
        "answer", kinds=["message_edit"], channels=[published], status=429, body=limit, times=1,
        headers={"Retry-After": "1", "Via": "1.1 google"},
    )  # fmt: skip
    await edit(guild)
    assert edited(guild, published) == [False] * 3
    assert edited(guild, place) == [True] * 3
    guild.morning.clock.forward(minutes=24)
    await edit(guild)
    assert edited(guild, published) == [False] * 3
    await edit(guild, times=3)
    assert edited(guild, published) == [True] * 3


async def test_edits_of_a_channel_keep_to_its_bucket_without_a_refusal(guild: Guild) -> None:
    guild.local.trouble.set_bucket("message_edit", 2, 1)
    place = await post_and_vote(guild)
    await edit(guild, times=2)
    assert edited(guild, place) == [True] * 3
    assert guild.local.record.tally().too_many == 0


async def test_a_thread_that_was_put_away_is_not_woken_for_votes(guild: Guild) -> None:
    place = await post_and_vote(guild, "thread")
    thread_id = int(guild.threads(place)[0]["id"])
    guild.local.guilds.archive(thread_id)
    await edit(guild, times=2)
    assert edited(guild, place) == [True, False, False, False]
    assert guild.threads(place)[0]["thread_metadata"]["archived"] is True
    assert await guild.morning.edit_states() == [POSTED, FAILED, FAILED, FAILED]


async def test_a_message_that_was_deleted_costs_itself(guild: Guild) -> None:
    place = await post_and_vote(guild)
    first, *_ = messages(guild, place)
    guild.local.guilds.delete_message(int(first["id"]))
    await edit(guild, times=2)
    assert edited(guild, place) == [False, True, True]
    assert await guild.morning.edit_states() == [FAILED, POSTED, POSTED]


async def test_a_message_of_another_author_costs_itself(guild: Guild) -> None:
    place = await post_and_vote(guild)
    first, *_ = messages(guild, place)
    guild.local.guilds.change_author(int(first["id"]), ADMIN_ID)
    await edit(guild, times=2)
    assert edited(guild, place) == [False, True, True]


@pytest.mark.parametrize("code", [50001, 50013])
async def test_lost_permissions_cost_the_channel_its_edits_and_pause_nothing(guild: Guild, code: int) -> None:
    neighbour = guild.local.guilds.add_channel(guild.id)
    await guild.plan(neighbour, "full")
    await guild.run(neighbour)
    place = await post_and_vote(guild)
    guild.local.trouble.refuse_sending(place, code)
    await edit(guild, times=2)
    assert edited(guild, place) == [False] * 3
    assert edited(guild, neighbour) == [True] * 3
    assert (await guild.morning.subscription(place)).paused_at is None
    guild.local.trouble.allow(place)
    guild.morning.clock.forward(hours=18)
    await edit(guild)
    assert edited(guild, place) == [True] * 3


async def test_a_channel_or_thread_that_is_gone_costs_itself(guild: Guild) -> None:
    place = await post_and_vote(guild, "thread")
    guild.local.guilds.delete_channel(int(guild.threads(place)[0]["id"]))
    await edit(guild, times=2)
    assert edited(guild, place) == [True]
    assert (await guild.morning.subscription(place)).paused_at is None


async def test_a_mentioned_role_is_mentioned_by_no_edit(guild: Guild) -> None:
    await guild.plan(guild.channel_id, "full", role_id=4711)
    place = await post_and_vote(guild)
    await edit(guild)
    assert edited(guild, place) == [True] * 3
    assert "<@&4711>" in messages(guild, place)[0]["content"]
