"""`/saved` and the button that fills it."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord import MemberActor

from bot.errors import SourceError
from bot.saved import saved_papers
from bot.store import editions, saved
from tests.cogs.conftest import World, said, shown
from tests.factories import paper, record
from tests.support.known_records import KnownRecords


async def save(world: World, count: int) -> None:
    """Papers number 1 to `count` on the member's list, saved in that order."""
    papers = [paper(number) for number in range(1, count + 1)]
    async with world.service.store.transaction() as tx:
        await editions.save_papers(tx, papers, world.service.clock())
        for one in papers:
            await saved.save(tx, world.member.id, one.id, world.service.clock())


async def listed(world: World, member: MemberActor | None = None) -> Any:
    return shown(await (member or world.member).slash(world.channel, "saved"))


async def test_the_button_of_an_opened_paper_saves_it_once(world: World) -> None:
    opened = shown(await world.member.slash(world.channel, "paper", query="2404.00002"))
    assert said(await world.member.click(opened, label="Save")).startswith("Saved.")
    assert "already" in said(await world.member.click(opened, label="Save"))
    (embed,) = (await listed(world)).embeds
    assert embed.description == "**1.** [Paper number 2](https://arxiv.org/abs/2404.00002) · ▲ 98"


async def test_a_public_paper_is_saved_by_whoever_clicks(world: World) -> None:
    opened = shown(await world.member.slash(world.channel, "paper", query="2404.00002", public=True))
    await world.admin.click(opened, label="Save")
    assert (await listed(world, world.admin)).embeds
    assert "not saved any" in (await listed(world)).content


async def test_a_full_list_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_papers, "MAX_SAVED_PAPERS", 1)
    await save(world, 1)
    opened = shown(await world.member.slash(world.channel, "paper", query="2404.00002"))
    assert "full: 1 papers" in said(await world.member.click(opened, label="Save"))


async def test_a_long_list_has_pages(world: World) -> None:
    await save(world, 40)
    page = await listed(world)
    assert page.embeds[0].title == "Your saved papers · 1–15 of 40"
    for title in ("16–30 of 40", "31–40 of 40"):
        await world.member.click(page, label="Next ▶" if has_label(page, "Next ▶") else next_label(page))
        assert title in (page.message.embeds[0].title or "")


def has_label(page: Any, label: str) -> bool:
    return label in labels(page)


def labels(page: Any) -> list[str]:
    return [
        item.label
        for row in page.message.components
        for item in row.children
        if isinstance(item, discord.Button) and item.label
    ]


def next_label(page: Any) -> str:
    return labels(page)[-3]


async def test_a_paper_is_opened_from_the_list(world: World) -> None:
    await save(world, 2)
    opened = await world.member.select(await listed(world), ["2404.00002"], custom_id="v1:read")
    assert shown(opened).embeds[0].title == "Paper number 2"


async def test_a_removed_paper_leaves_the_list_and_the_last_one_leaves_a_sentence(world: World) -> None:
    await save(world, 2)
    page = await listed(world)
    await world.member.select(page, ["2404.00001"], custom_id="v1:unsave:1")
    assert page.message.embeds[0].title == "Your saved papers · 1–1 of 1"
    await world.member.select(page, ["2404.00002"], custom_id="v1:unsave:1")
    assert "not saved any" in page.message.content
    assert page.message.components == []


async def test_the_list_is_exported_as_markdown(world: World) -> None:
    await save(world, 2)
    answer = shown(await world.member.click(await listed(world), label="Markdown"))
    (file,) = answer.message.attachments
    assert (file.filename, answer.ephemeral) == ("papers.md", True)
    assert (await file.read()).decode() == (
        "# Saved papers\n\n"
        "- [Paper number 1](https://arxiv.org/abs/2404.00001) – Kim Minji, Ada Example\n"
        "- [Paper number 2](https://arxiv.org/abs/2404.00002) – Kim Minji, Ada Example\n"
    )


async def test_the_list_is_exported_as_bibtex(world: World, arxiv: KnownRecords) -> None:
    await save(world, 2)
    arxiv.records["2404.00001"] = record(1)
    answer = shown(await world.member.click(await listed(world), label="BibTeX"))
    (file,) = answer.message.attachments
    text = (await file.read()).decode()
    assert text.count("@misc{") == 2
    assert text.count("primaryClass={cs.CL}") == 1
    assert "For one paper arXiv gave no category" in answer.content


async def test_while_arxiv_is_down_the_list_is_exported_all_the_same(
    world: World, arxiv: KnownRecords
) -> None:
    await save(world, 1)
    arxiv.problem = SourceError("arxiv-failing", status=503)
    answer = shown(await world.member.click(await listed(world), label="BibTeX"))
    assert answer.message.attachments
