"""The edge in place of Discord while a thread or a forum's post is made: never twice, no pause."""

from __future__ import annotations

from typing import Any

import pytest

from tests.delivery.test_edge import REFUSALS, RIDDLES
from tests.delivery.test_threads import ALL_POSTED, MARKS, Guild, guild

__all__ = ["guild"]  # the fixture

# They speak of the channel or of the message itself.
_JUDGED = {"errors in another shape", "a message that is none"}
CASES = {
    f"{moment} {name}": (answer, moment)
    for name, answer in (REFUSALS | RIDDLES).items()
    for moment in ("before", "after")
    if name not in _JUDGED and not (answer[0] == 429 and moment == "after")  # a limit is told before
}


@pytest.mark.parametrize(("answer", "moment"), CASES.values(), ids=CASES)
@pytest.mark.parametrize(("layout", "kind"), [("thread", "thread_start"), ("forum", "forum_post")])
async def test_it_is_there_once_whatever_the_edge_says(
    guild: Guild, layout: Any, kind: str, answer: tuple[int, Any], moment: Any
) -> None:
    place = guild.local.guilds.add_forum(guild.id) if layout == "forum" else guild.channel_id
    status, body = answer
    guild.local.trouble.add_fault("answer", moment, kinds=[kind], status=status, body=body, times=1)
    await guild.plan(place, layout)
    for _ in range(4):
        await guild.run(place)
    assert guild.marks(place) == MARKS
    assert await guild.morning.states(place) == ALL_POSTED


@pytest.mark.parametrize(("answer", "moment"), CASES.values(), ids=CASES)
async def test_a_papers_post_is_there_once_whatever_the_edge_says(
    guild: Guild, answer: tuple[int, Any], moment: Any
) -> None:
    forum_id, (status, body) = guild.local.guilds.add_forum(guild.id), answer
    guild.local.trouble.add_fault("answer", moment, kinds=["forum_post"], status=status, body=body, times=1)
    await guild.plan(forum_id, "posts", papers=2)
    for _ in range(4):
        await guild.run(forum_id)
    assert guild.marks(forum_id) == ["1/2", "2/2"]
    assert await guild.morning.states(forum_id) == [ALL_POSTED[0]] * 2
