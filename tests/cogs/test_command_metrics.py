"""What people do is counted by what it is, and not by who does it or with which words."""

from __future__ import annotations

from prometheus_client import generate_latest

from bot.measures import COMMANDS, REGISTRY
from tests.cogs.conftest import World


def count(command: str) -> float:
    metrics = COMMANDS.labels(command).collect()
    return next(each.value for metric in metrics for each in metric.samples if each.name.endswith("_count"))


async def test_a_command_is_timed_under_its_name(world: World) -> None:
    before = count("search")
    await world.member.slash(world.channel, "search", words="clandestine")
    assert count("search") == before + 1
    assert b"clandestine" not in generate_latest(REGISTRY)


async def test_a_command_below_another_has_both_names(world: World) -> None:
    before = count("channel list")
    await world.admin.slash(world.channel, "channel list")
    assert count("channel list") == before + 1
