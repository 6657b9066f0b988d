"""The context menu “Papers in this message”."""

from __future__ import annotations

from typing import Any

import discord
from simcord import ResponseMessage

from bot.errors import SourceError
from bot.questions import IDS_AT_ONCE
from tests.cogs.conftest import World, said, shown
from tests.factories import paper, record
from tests.support.known_papers import KnownPapers
from tests.support.known_records import KnownRecords

MENU = "Papers in this message"


async def test_every_paper_of_a_message_is_listed_to_the_asker_alone(
    world: World, source: KnownPapers, arxiv: KnownRecords
) -> None:
    source.papers["2401.12345"] = paper(id="2401.12345", title="From the hub")
    arxiv.records["2401.00007"] = record(7, id="2401.00007", title="From arXiv")
    text = "2404.00001, https://hf.co/papers/2401.12345 <https://alphaxiv.org/abs/2401.00007> and 2401.99999"
    message = await world.admin.send(world.channel, text)
    answer = shown(await world.member.context_menu(world.channel, MENU, message))
    assert answer.ephemeral
    (embed,) = answer.embeds
    assert embed.title == "Papers in this message · 1–4 of 4"
    assert (embed.description or "").splitlines() == [
        "**1.** [Paper number 1](https://arxiv.org/abs/2404.00001) · ▲ 99",
        "**2.** [From the hub](https://arxiv.org/abs/2401.12345) · ▲ 99",
        "**3.** [From arXiv](https://arxiv.org/abs/2401.00007) · ▲ 0",
        "**4.** `2401.99999` · there is no such paper",
    ]
    opened = await world.member.select(answer, ["2401.00007"])
    assert shown(opened).embeds[0].title == "From arXiv"


async def test_a_message_that_names_one_paper_opens_it(world: World) -> None:
    message = await world.admin.send(world.channel, "look: 2404.00002")
    answer = shown(await world.member.context_menu(world.channel, MENU, message))
    assert answer.embeds[0].title == "Paper number 2"


async def test_a_message_without_papers_is_told(world: World) -> None:
    message = await world.admin.send(world.channel, "https://arxiv.org.evil.example/abs/2404.00001")
    assert "names no paper" in said(await world.member.context_menu(world.channel, MENU, message))


async def test_many_papers_come_on_pages_and_none_is_left_out(world: World, source: KnownPapers) -> None:
    ids = [f"2404.{number:05}" for number in range(1, 41)]
    source.papers = {paper_id: paper(number) for number, paper_id in enumerate(ids, start=1)}
    message = await world.admin.send(world.channel, " ".join(ids))
    result = await world.member.context_menu(world.channel, MENU, message)
    pages = [shown(result), *result.followups]
    lines = [line for page in pages for line in (page.embeds[0].description or "").splitlines()]
    assert [page.embeds[0].title for page in pages][-1] == "Papers in this message · 31–40 of 40"
    assert all(page.ephemeral for page in pages)
    assert all(paper_id in line for paper_id, line in zip(ids, lines, strict=True))


async def test_sources_that_are_down_cost_only_their_papers(
    world: World, source: KnownPapers, arxiv: KnownRecords
) -> None:
    source.problem = SourceError("source-failing", status=500)
    arxiv.problem = SourceError("arxiv-failing", status=503)
    message = await world.admin.send(world.channel, "2404.00001 2401.99999")
    answer = shown(await world.member.context_menu(world.channel, MENU, message))
    first, second = (answer.embeds[0].description or "").splitlines()
    assert "Paper number 1" in first
    assert "Nobody can be asked" in second


async def test_what_a_message_forwards_is_seen(world: World) -> None:
    original = await world.admin.send(world.channel, "worth reading: 2404.00002")
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    forward = await (await channel.fetch_message(original.id)).forward(channel)
    answer = shown(await world.member.context_menu(world.channel, MENU, forward))
    assert answer.embeds[0].title == "Paper number 2"


async def test_the_names_of_files_are_seen(world: World) -> None:
    files = [("2404.00001v1.pdf", b"%PDF"), ("my_2404.00003_2.pdf", b"%PDF")]
    message = await world.admin.send(world.channel, "", attachments=files)
    answer = shown(await world.member.context_menu(world.channel, MENU, message))
    assert [line.split("]")[0] for line in (answer.embeds[0].description or "").splitlines()] == [
        "**1.** [Paper number 1",
        "**2.** [Paper number 3",
    ]


async def test_components_are_seen_however_deep_they_stand(world: World) -> None:
    button: discord.ui.Button[Any] = discord.ui.Button(label="Open", url="https://arxiv.org/ps/2404.00002")
    section: discord.ui.Section[Any] = discord.ui.Section("On 2404.00001", accessory=button)
    text: discord.ui.TextDisplay[Any] = discord.ui.TextDisplay("hf.co/papers/2404.00003")
    container: discord.ui.Container[Any] = discord.ui.Container(section, text)
    view = discord.ui.LayoutView().add_item(container)
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send(view=view)
    answer = shown(await world.member.context_menu(world.channel, MENU, message))
    assert answer.embeds[0].title == "Papers in this message · 1–3 of 3"


async def test_papers_are_charged_one_by_one_and_none_is_asked_for_twice(
    world: World, source: KnownPapers, arxiv: KnownRecords
) -> None:
    ids = [f"2401.{number:05}" for number in range(1, 121)]
    source.asked.clear()
    message = await world.admin.send(world.channel, " ".join(["2404.00001", *ids]))
    pages: list[ResponseMessage] = []
    for _ in range(4):
        result = await world.member.context_menu(world.channel, MENU, message)
        pages = [shown(result), *result.followups]
    lines = [line for page in pages for line in (page.embeds[0].description or "").splitlines()]
    assert sorted(source.asked) == sorted(arxiv.asked) == ids[:IDS_AT_ONCE]
    assert len(lines) == 121
    assert "Paper number 1" in lines[0]
    assert all("there is no such paper" in line for line in lines[1 : IDS_AT_ONCE + 1])
    assert all("Please wait" in line for line in lines[IDS_AT_ONCE + 1 :])


async def test_papers_beyond_what_a_person_may_ask_for_are_said_to_be_left(world: World) -> None:
    ids = [f"2401.{number:05}" for number in range(1, 61)]
    message = await world.admin.send(world.channel, " ".join(ids))
    result = await world.member.context_menu(world.channel, MENU, message)
    last = [shown(result), *result.followups][-1].embeds[0].description or ""
    assert all("not looked up" in line for line in last.splitlines()[-10:])
