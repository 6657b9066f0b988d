"""`/foryou`, what is done on its pages, and *More like this*."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.store import editions, saved
from tests.cogs.conftest import World, said, shown
from tests.factories import WEDNESDAY, edition, paper

MONDAY = WEDNESDAY - timedelta(days=2)
ROBOTS = [
    paper(n, title=f"Robots that grasp {thing}", abstract="Robot arms learn.", votes=n)
    for n, thing in enumerate(("cups", "eggs", "keys", "ropes"), 101)
]
REST = [
    paper(n, title=f"A {kind} of note", abstract=f"We study the {kind}.", votes=n)
    for n, kind in enumerate(("proof", "kernel", "corpus", "melody", "lattice", "protein") * 2, 201)
]


@pytest.fixture(autouse=True)
async def papers(world: World) -> None:
    """Wednesday lists a paper on robots and twelve others; Monday three papers on robots."""
    async with world.service.store.transaction() as tx:
        await editions.save_edition(tx, edition(MONDAY, ROBOTS[:3]), finished=True)
        await editions.save_edition(tx, edition(WEDNESDAY, [*REST, ROBOTS[3]]), finished=True)
    await world.service.learn_terms()


async def save_robots(world: World) -> None:
    async with world.service.store.transaction() as tx:
        for each in ROBOTS[:3]:
            await saved.save(tx, world.member.id, each.id, world.service.clock())


async def for_you(world: World, **options: Any) -> Any:
    return shown(await world.member.slash(world.channel, "foryou", **options))


def text_of(page: Any) -> str:
    return page.message.embeds[0].description or ""


def labels(page: Any) -> list[str]:
    buttons = [item for row in page.message.components for item in row.children]
    return [item.label or "" for item in buttons if isinstance(item, discord.Button)]


async def test_the_last_finished_day_stands_in_the_persons_order_with_the_reason(world: World) -> None:
    await save_robots(world)
    page = await for_you(world)
    first, reason = text_of(page).splitlines()[:2]
    assert page.ephemeral
    assert "Robots that grasp ropes" in first
    assert "which you saved" in reason
    assert "**Robot**" in reason


async def test_pages_are_turned(world: World) -> None:
    await save_robots(world)
    page = await for_you(world)
    await world.member.click(page, label="More ▶")
    assert text_of(page).startswith("**11.**")
    await world.member.click(page, label="◀ Back")
    assert text_of(page).startswith("**1.**")


async def test_this_week_has_the_papers_of_seven_days(world: World) -> None:
    await save_robots(world)
    assert "[Robots that grasp keys]" in text_of(await for_you(world, day="this week"))
    assert "[Robots that grasp keys]" not in text_of(await for_you(world, day=str(WEDNESDAY)))


async def test_what_is_not_for_me_goes_last_and_can_be_taken_back(world: World) -> None:
    await save_robots(world)
    page = await for_you(world)
    refused = page.message.embeds[0].description.splitlines()[2]
    paper_id = refused.split("/abs/")[1].split(")")[0]
    custom_id = f"v1:foryou:refuse:day:{WEDNESDAY:%Y%m%d}:1"
    await world.member.select(page, [paper_id], custom_id=custom_id)
    assert "come later" in page.message.content
    assert paper_id not in text_of(page)
    await world.member.click(page, label="Take back")
    assert paper_id in text_of(page)


async def test_a_paper_of_the_page_is_saved_and_taken_off_again(world: World) -> None:
    await save_robots(world)
    page = await for_you(world)
    custom_id = f"v1:foryou:save:day:{WEDNESDAY:%Y%m%d}:1"
    await world.member.select(page, [ROBOTS[3].id], custom_id=custom_id)
    assert text_of(page).splitlines()[0].endswith("🔖")
    await world.member.select(page, [ROBOTS[3].id], custom_id=custom_id)
    assert "🔖" not in text_of(page)


async def test_below_three_saved_papers_it_says_what_is_missing_and_offers_ten(world: World) -> None:
    page = await for_you(world)
    assert "need 3 more (you have 0)" in text_of(page)
    assert "**10.**" in text_of(page)
    ids = [each.id for each in ROBOTS[:1]] + [each.id for each in REST[-2:]]
    await world.member.select(page, ids, custom_id=f"v1:foryou:pick:day:{WEDNESDAY:%Y%m%d}:1")
    assert "which you saved" in text_of(page)


async def test_votes_decide_for_somebody_who_saves_nothing(world: World) -> None:
    page = await for_you(world)
    await world.member.click(page, label="By votes instead")
    assert "from 3 papers on; you have 0" in text_of(page)
    assert "▲ 212" in text_of(page).splitlines()[1]


async def test_the_daily_part_is_switched_on_and_off(world: World) -> None:
    await save_robots(world)
    page = await for_you(world)
    answer = await world.member.click(page, label="Daily DM: switch on")
    assert "three to five papers" in said(answer)
    assert "Daily DM: switch off" in labels(await for_you(world))
    await world.member.click(shown(answer), label="Daily DM: switch off")
    assert "Daily DM: switch on" in labels(await for_you(world))


async def test_a_day_without_papers_says_so(world: World) -> None:
    page = await for_you(world, day=str(MONDAY + timedelta(days=1)))
    assert page.content == "There are no papers in these days."


async def test_more_like_an_opened_paper_are_the_nearest_with_the_reason(world: World) -> None:
    opened = shown(await world.member.slash(world.channel, "paper", query=ROBOTS[0].id))
    nearest = shown(await world.member.click(opened, label="More like this"))
    assert nearest.ephemeral
    assert nearest.embeds[0].title == "Like Robots that grasp cups"
    assert "both speak of **" in (nearest.embeds[0].description or "")
    assert ROBOTS[1].id in (nearest.embeds[0].description or "")


async def test_more_like_what_a_message_names_after_a_choice_if_it_names_several(world: World) -> None:
    message = await world.admin.send(world.channel, f"see arxiv.org/abs/{ROBOTS[0].id}")
    nearest = shown(await world.member.context_menu(world.channel, "More like this", message))
    assert nearest.embeds[0].title == "Like Robots that grasp cups"
    message_of_two = await world.admin.send(world.channel, f"see {ROBOTS[0].id} and {ROBOTS[1].id}")
    choice = shown(await world.member.context_menu(world.channel, "More like this", message_of_two))
    chosen = await world.member.select(choice, [ROBOTS[1].id], custom_id="v1:like")
    assert shown(chosen).embeds[0].title == "Like Robots that grasp eggs"


async def test_of_an_unknown_paper_it_says_so(world: World) -> None:
    message = await world.admin.send(world.channel, "see arxiv.org/abs/2404.19999")
    assert "not stored" in said(await world.member.context_menu(world.channel, "More like this", message))
