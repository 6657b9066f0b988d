"""`/saved` and the button that fills it."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord import MemberActor, ResponseMessage

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
        for saved_paper in papers:
            await saved.save(tx, world.member.id, saved_paper.id, world.service.clock())


async def listed(world: World, member: MemberActor | None = None) -> Any:
    return shown(await (member or world.member).slash(world.channel, "saved"))


def states(opened: ResponseMessage) -> list[tuple[str, discord.ButtonStyle]]:
    """The label and colour of each button but 🔔 and “More like this”."""
    items = [item for row in opened.message.components for item in getattr(row, "children", ())]
    buttons = [(item.label or "", item.style) for item in items if isinstance(item, discord.Button)]
    besides = ("Watch", "Watching", "More like this")
    return [(label, style) for label, style in buttons if label not in besides]


SAVE, SAVED = ("Save", discord.ButtonStyle.secondary), ("Saved", discord.ButtonStyle.success)


async def test_the_button_of_an_opened_paper_saves_it_and_takes_it_off_again(world: World) -> None:
    opened = shown(await world.member.slash(world.channel, "paper", query="2404.00002"))
    assert states(opened) == [SAVE]
    await world.member.click(opened, label="Save")
    assert states(opened) == [SAVED]
    (embed,) = (await listed(world)).embeds
    assert embed.description == "**1.** [Paper number 2](https://arxiv.org/abs/2404.00002) · ▲ 98"
    await world.member.click(opened, label="Saved")
    assert states(opened) == [SAVE]
    assert "not saved any" in (await listed(world)).content


async def test_a_paper_that_is_opened_again_shows_that_it_is_saved(world: World) -> None:
    await save(world, 2)
    opened = shown(await world.member.select(await listed(world), ["2404.00002"], custom_id="v1:read"))
    assert states(opened)[0] == SAVED
    await world.member.click(opened, label="Original abstract")
    assert states(opened) == [SAVED]


async def test_the_other_buttons_of_an_opened_paper_stay(world: World) -> None:
    await save(world, 2)
    opened = shown(await world.member.select(await listed(world), ["2404.00002"], custom_id="v1:read"))
    await world.member.click(opened, label="Saved")
    assert [label for label, _ in states(opened)] == ["Save", "Original abstract"]


async def test_a_stale_button_does_not_undo_what_another_message_did(world: World) -> None:
    first, second = [
        shown(await world.member.slash(world.channel, "paper", query="2404.00002")) for _ in range(2)
    ]
    await world.member.click(first, label="Save")
    await world.member.click(second, label="Save")
    assert states(second) == [SAVED]
    assert (await listed(world)).embeds


async def test_a_public_paper_is_saved_by_whoever_clicks_and_tells_nobody_else(world: World) -> None:
    opened = shown(await world.member.slash(world.channel, "paper", query="2404.00002", public=True))
    answer = await world.admin.click(opened, label="Save")
    assert said(answer).startswith("Saved.")
    assert states(opened) == [SAVE]
    assert (await listed(world, world.admin)).embeds
    assert "not saved any" in (await listed(world)).content
    assert "already" in said(await world.admin.click(opened, label="Save"))
    await world.admin.click(shown(answer), label="Saved")
    assert "not saved any" in (await listed(world, world.admin)).content


MENU = "Save papers of this message"


async def test_the_papers_of_a_message_are_saved_and_counted(world: World) -> None:
    await save(world, 1)
    message = await world.admin.send(world.channel, "2404.00001, 2404.00003 and 2404.00002; not 2401.99999")
    assert said(await world.member.context_menu(world.channel, MENU, message)).splitlines() == [
        f"Saved 2 papers. {mention(world)} shows your list.",
        f"One paper is on your list already: see {mention(world)}.",
        "One paper could not be looked up: *Papers in this message* says why.",
    ]
    (embed,) = (await listed(world)).embeds
    assert embed.title == "Your saved papers · 1–3 of 3"


def mention(world: World) -> str:
    return world.bot.mentions.linked("`/saved`")


async def test_papers_of_a_message_that_find_no_room_are_counted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_papers, "MAX_SAVED_PAPERS", 1)
    message = await world.admin.send(world.channel, "2404.00001 and 2404.00002")
    new, over = said(await world.member.context_menu(world.channel, MENU, message)).splitlines()
    assert new.startswith("Saved one paper.")
    assert over.startswith("One paper found no room")


async def test_a_message_that_names_no_paper_has_none_to_save(world: World) -> None:
    message = await world.admin.send(world.channel, "good morning")
    assert "names no paper" in said(await world.member.context_menu(world.channel, MENU, message))


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
