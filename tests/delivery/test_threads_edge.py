"""The edge in place of Discord while a thread or a forum's post is made: never twice, no pause."""

from __future__ import annotations

from typing import Any

import pytest

from bot.models import Layout
from tests.delivery.test_edge import REFUSALS, RIDDLES
from tests.delivery.test_threads import ALL_POSTED, MARKS, Guild, guild

__all__ = ["guild"]  # the fixture

# They speak of the channel or of the message itself.
_JUDGED = {"errors in another shape", "a message that is none"}
CASES: dict[str, tuple[tuple[int, Any], Any]] = {
    f"{moment} {name}": (answer, moment)
    for name, answer in (REFUSALS | RIDDLES).items()
    for moment in ("before", "after")
    if name not in _JUDGED and not (answer[0] == 429 and moment == "after")  # a limit is told before
}


def channels_at_the_edge(guild: Guild, kind: str, layout: Layout) -> dict[str, int]:
    """A channel for each case, which meets it at its first request of the kind."""
    places: dict[str, int] = {}
    for name, ((status, body), moment) in CASES.items():
        guilds = guild.local.guilds
        place = guilds.add_channel(guild.id) if layout == "thread" else guilds.add_forum(guild.id)
        fault: dict[str, Any] = {
            "kinds": [kind],
            "channels": [place],
            "status": status,
            "body": body,
            "times": 1,
        }
        guild.local.trouble.add_fault("answer", moment, **fault)
        places[name] = place
    return places


def not_met(guild: Guild) -> list[int]:
    """The channels whose fault has hit no request yet."""
    return [place for rule in guild.local.trouble.parts.faults.rules if rule.times for place in rule.channels]


@pytest.mark.parametrize(("layout", "kind"), [("thread", "thread_start"), ("forum", "forum_post")])
async def test_it_is_there_once_whatever_the_edge_says(guild: Guild, layout: Any, kind: str) -> None:
    places = channels_at_the_edge(guild, kind, layout)
    await guild.morning.planned(*places.values(), guild_id=guild.id, layout=layout)
    for _ in range(4):
        await guild.run(guild.channel_id)
    assert not_met(guild) == []
    for name, place in places.items():
        assert (name, guild.marks(place)) == (name, MARKS)
        assert (name, await guild.morning.states(place)) == (name, ALL_POSTED)


async def test_a_papers_post_is_there_once_whatever_the_edge_says(guild: Guild) -> None:
    places = channels_at_the_edge(guild, "forum_post", "posts")
    await guild.morning.planned(*places.values(), guild_id=guild.id, layout="posts", papers=2)
    for _ in range(4):
        await guild.run(guild.channel_id)
    assert not_met(guild) == []
    for name, place in places.items():
        assert (name, guild.marks(place)) == (name, ["1/2", "2/2"])
        assert (name, await guild.morning.states(place)) == (name, [ALL_POSTED[0]] * 2)
