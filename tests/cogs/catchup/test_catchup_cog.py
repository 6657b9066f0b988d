"""`/catchup`: what a person missed, on one page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.alerts.keywords import meaning
from bot.alerts.matcher import match_day
from bot.foryou.learning import learn
from bot.models import Language
from bot.store import alerts, editions, keywords, saved
from tests.cogs.conftest import World, said, shown
from tests.factories import WEDNESDAY, edition, paper

ROBOTS = [
    paper(n, title=f"Robots that grasp {thing}", abstract="Robot arms learn.", votes=n)
    for n, thing in enumerate(("cups", "eggs", "keys", "ropes"), 101)
]
DAYS = 10


@pytest.fixture(autouse=True)
async def papers(world: World) -> None:
    """Ten days up to Wednesday list a paper each, with more votes the earlier; Wednesday a robot, too."""
    async with world.service.store.transaction() as tx:
        for back in range(DAYS):
            day = WEDNESDAY - timedelta(days=back)
            listed = [paper(back + 1, title=f"A note of day {back}", votes=10 * back)]
            listed += ROBOTS if back == 0 else []
            await editions.save_edition(tx, edition(day, listed), finished=True)
    await learn(world.service.store, world.service.clock())


async def save_robots(world: World) -> None:
    async with world.service.store.transaction() as tx:
        for each in ROBOTS[:3]:
            await saved.save(tx, world.member.id, each.id, world.service.clock())


async def want(world: World, keyword: str) -> None:
    async with world.service.store.transaction() as tx:
        keyword_id = await keywords.id_of(tx, *meaning(keyword))
        now = world.service.clock()
        await alerts.add(tx, world.member.id, keyword, keyword_id, now, WEDNESDAY)
    await match_day(world.service.store, WEDNESDAY, now)


async def catch_up(world: World) -> Any:
    return shown(await world.member.slash(world.channel, "catchup"))


def text_of(page: Any) -> str:
    return page.message.embeds[0].description or ""


def labels(page: Any) -> list[str]:
    buttons = [item for row in page.message.components for item in row.children]
    return [item.label or "" for item in buttons if isinstance(item, discord.Button)]


async def test_at_first_it_is_the_last_week_by_votes_for_the_asker_alone(world: World) -> None:
    page = await catch_up(world)
    assert page.ephemeral
    assert page.message.embeds[0].title == "What you missed · 2024-03-28 – 2024-04-03"
    assert text_of(page).startswith("11 papers in these days.\n\n**1.** [Robots that grasp ropes]")
    assert labels(page) == ["By votes", "For you", "More ▶", "Read until 2024-04-03"]


async def test_pages_are_turned(world: World) -> None:
    page = await catch_up(world)
    await world.member.click(page, label="More ▶")
    assert "**11.** [A note of day 0]" in text_of(page)
    await world.member.click(page, label="◀ Back")
    assert "**1.** [Robots" in text_of(page)


async def test_it_begins_where_one_has_read_and_that_can_be_taken_back(world: World) -> None:
    page = await catch_up(world)
    await world.member.click(page, label="Read until 2024-04-03")
    assert "you have read until Wednesday" in page.message.content
    assert "missed nothing" in said(await world.member.slash(world.channel, "catchup"))
    await world.member.click(page, label="Take back")
    assert labels(page)[-1] == "Read until 2024-04-03"
    assert (await catch_up(world)).message.embeds[0].title.endswith("2024-03-28 – 2024-04-03")


async def test_an_older_page_takes_nothing_back(world: World) -> None:
    page = await catch_up(world)
    await world.service.catchups.read_until(world.member.id, WEDNESDAY + timedelta(days=1))
    await world.member.click(page, label="Read until 2024-04-03")
    async with world.service.store.transaction() as tx:
        day = WEDNESDAY + timedelta(days=2)
        await editions.save_edition(tx, edition(day, [paper(50)]), finished=True)
    assert (await catch_up(world)).message.embeds[0].title == f"What you missed · {day} – {day}"


async def test_whoever_saved_three_papers_begins_with_their_own_order(world: World) -> None:
    await save_robots(world)
    page = await catch_up(world)
    assert "which you saved" in text_of(page)
    await world.member.click(page, label="By votes")
    assert "which you saved" not in text_of(page)


async def test_an_order_of_ones_own_without_saved_papers_says_what_is_missing(world: World) -> None:
    page = await catch_up(world)
    await world.member.click(page, label="For you")
    assert "from three on" in text_of(page)


async def test_own_keywords_are_marked_and_can_be_had_alone(world: World) -> None:
    await want(world, "eggs")
    page = await catch_up(world)
    assert "One of them fits your keywords." in text_of(page)
    await world.member.click(page, label="Your keywords (1)")
    assert text_of(page).splitlines()[2:] == [
        f"**1.** [Robots that grasp eggs](https://arxiv.org/abs/{ROBOTS[1].id}) · ▲ 102",
        "-# your keywords: **eggs**",
    ]


async def test_a_long_absence_is_one_page_of_the_last_thirty_days(world: World) -> None:
    await world.service.catchups.read_until(world.member.id, WEDNESDAY - timedelta(days=200))
    page = await catch_up(world)
    assert page.message.embeds[0].title == "What you missed · 2024-03-05 – 2024-04-03"
    assert "the last 30 days" in text_of(page)


async def test_a_paper_of_the_page_is_opened(world: World) -> None:
    page = await catch_up(world)
    opened = shown(await world.member.select(page, [ROBOTS[0].id], custom_id="v1:read"))
    assert opened.embeds[0].title == "Robots that grasp cups"


async def test_a_crafted_page_of_many_years_is_cut(world: World) -> None:
    page = await world.service.catchups.page(
        world.member.id,
        (await world.service.catchups.days(world.member.id) or pytest.fail()).model_copy(
            update={"first": WEDNESDAY - timedelta(days=3000)}
        ),
        "votes",
        start=0,
        most=10,
    )
    assert page.days.first == WEDNESDAY - timedelta(days=29)


async def test_it_works_in_direct_messages(world: World) -> None:
    page = shown(await world.member.user.slash("catchup"))
    assert page.embeds[0].title == "What you missed · 2024-03-28 – 2024-04-03"


@pytest.mark.parametrize("reader_language", ["ko"])
async def test_in_korean(world: World, reader_language: Language) -> None:
    page = await catch_up(world)
    assert text_of(page).startswith("이 기간의 논문은 11편입니다.")
    assert labels(page)[-1] == "2024-04-03까지 읽음"
