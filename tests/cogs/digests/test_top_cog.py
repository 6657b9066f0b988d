"""`/top`, as a user meets it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import editions
from tests.cogs.conftest import World, shown
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, channel, edition, paper


@pytest.fixture(autouse=True)
async def earlier(world: World) -> None:
    """Twelve papers three weeks earlier, all more voted than those of Wednesday."""
    papers = [paper(n, id=f"2403.{n:05}", title=f"Earlier {n}", votes=200 + n) for n in range(1, 13)]
    async with world.service.store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY - timedelta(days=21), papers), finished=True)


async def test_the_week_is_shown_unless_a_longer_span_is_asked_for(world: World) -> None:
    week = shown(await world.member.slash(world.channel, "top"))
    assert week.ephemeral
    assert (week.embeds[0].description or "").splitlines() == [
        "Most voted, listed from 2024-03-29 to 2024-04-04 · 3 papers",
        "",
        *(
            f"**{n}.** [Paper number {n}](https://arxiv.org/abs/2404.0000{n}) · ▲ {100 - n} · 2024-04-03"
            for n in (1, 2, 3)
        ),
    ]
    month = shown(await world.member.slash(world.channel, "top", span="month"))
    assert "· 15 papers" in (month.embeds[0].description or "")
    assert "Earlier 12" in (month.embeds[0].description or "").splitlines()[2]


async def test_the_pages_of_a_span_stay_the_same_on_another_day(world: World, clock: HandClock) -> None:
    month = shown(await world.member.slash(world.channel, "top", span="month"))
    clock.forward(days=60)
    second = shown(await world.member.click(month, label="More ▶")).embeds[0].description or ""
    assert second.splitlines()[2].startswith("**11.** [Earlier 2]")
    assert second.splitlines()[-1].startswith("**15.** [Paper number 3]")


async def test_a_public_list_is_in_the_channels_language_and_turns_for_the_clicker_alone(
    world: World,
) -> None:
    await world.service.channels.subscribe(
        channel(world.channel.id, guild_id=world.guild.id, language="ko"), configured_by=None
    )
    month = shown(await world.member.slash(world.channel, "top", span="month", public=True))
    assert not month.ephemeral
    assert "논문 15편" in (month.embeds[0].description or "")
    turned = shown(await world.member.click(month, label="다음 ▶"))
    assert turned.ephemeral
    assert "· 15 papers" in (turned.embeds[0].description or "")


async def test_an_empty_span_says_what_to_try(world: World, clock: HandClock) -> None:
    clock.forward(days=365)
    answer = shown(await world.member.slash(world.channel, "top", public=True))
    assert answer.ephemeral
    assert "Try a longer span" in answer.content


async def test_a_paper_opens_from_the_list(world: World) -> None:
    week = shown(await world.member.slash(world.channel, "top"))
    opened = shown(await world.member.select(week, ["2404.00002"]))
    assert opened.embeds[0].title == "Paper number 2"
