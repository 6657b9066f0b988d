"""`/watch`, the 🔔 below opened papers, and the DM that tells what changed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import discord
import pytest

from bot.models import Language, Paper
from bot.store import editions
from bot.watches import watch_list
from tests.cogs.conftest import World, said, shown
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, edition, paper
from tests.support.known_papers import KnownPapers

CODE = "https://github.com/example/trees"


def page(number: int, **changes: Any) -> Paper:
    return paper(number, thumbnail="https://cdn-thumbnails.huggingface.co/1.png", **changes)


@pytest.fixture
def source() -> KnownPapers:
    """Lists fourteen papers on Wednesday, and knows the page of each, and of one that no day lists."""
    listed = tuple(page(n) for n in range(1, 15))
    return KnownPapers(days={WEDNESDAY: listed}, papers={p.id: p for p in (*listed, page(77))})


@pytest.fixture(autouse=True)
async def papers(world: World, source: KnownPapers) -> None:
    async with world.service.store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY, source.days[WEDNESDAY]), finished=True)


async def watch(world: World, **options: Any) -> Any:
    return shown(await world.member.slash(world.channel, "watch", **options))


async def open_paper(world: World, number: int) -> Any:
    return shown(await world.member.slash(world.channel, "paper", query=paper(number).id))


def labels(page: Any) -> list[str]:
    buttons = [item for row in page.message.components for item in row.children]
    return [item.label or "" for item in buttons if isinstance(item, discord.Button)]


def lines(page: Any) -> Sequence[str]:
    return (page.message.embeds[0].description or "").splitlines()


async def test_a_paper_is_watched_listed_and_taken_off(world: World) -> None:
    begun = await watch(world, paper="https://arxiv.org/abs/2404.00002")
    assert begun.ephemeral
    assert "I watch *Paper number 2* for you:" in begun.content
    listed = await watch(world)
    assert listed.message.embeds[0].title == "Watched papers · 1–1 of 1"
    link = "[Paper number 2](https://arxiv.org/abs/2404.00002)"
    assert lines(listed)[0].startswith(f"**1.** {link} · ▲ 98 · since")
    await world.member.select(listed, [paper(2).id], custom_id="v1:watch:remove:1")
    assert listed.message.content.startswith("I watch no papers for you.")
    assert listed.message.embeds == []


async def test_a_paper_that_is_not_stored_is_asked_for_first(world: World, source: KnownPapers) -> None:
    assert "Paper number 77" in (await watch(world, paper="2404.00077")).content
    assert "There is no paper with the id" in (await watch(world, paper="2404.00088")).content


async def test_words_that_fit_several_titles_give_a_choice(world: World) -> None:
    choice = await watch(world, paper="paper number")
    chosen = await world.member.select(choice, [paper(3).id], custom_id="v1:watch:add")
    assert "Paper number 3" in said(chosen)
    assert "for you already" in (await watch(world, paper=paper(3).id)).content


async def test_the_bell_below_an_opened_paper_switches(world: World) -> None:
    opened = await open_paper(world, 1)
    assert labels(opened)[:2] == ["Save", "Watch"]
    await world.member.click(opened, label="Watch")
    assert labels(opened)[:2] == ["Save", "Watching"]
    await world.member.click(opened, label="Watching")
    assert labels(opened)[:2] == ["Save", "Watch"]
    assert (await watch(world)).content.startswith("I watch no papers")


async def test_saving_rings_the_bell_and_taking_off_stills_it(world: World) -> None:
    opened = await open_paper(world, 1)
    await world.member.click(opened, label="Save")
    assert labels(opened)[:2] == ["Saved", "Watching"]
    assert len(lines(await watch(world))) == 3
    await world.member.click(opened, label="Saved")
    assert labels(opened)[:2] == ["Save", "Watch"]


async def test_whoever_switches_that_off_saves_without_watching(world: World) -> None:
    listed = await watch(world)
    await world.member.click(listed, label="Don't watch what I save")
    assert "Watch what I save" in labels(listed)
    opened = await open_paper(world, 1)
    await world.member.click(opened, label="Save")
    assert labels(opened)[:2] == ["Saved", "Watch"]
    await world.member.click(listed, label="Watch what I save")
    assert "Don't watch what I save" in labels(listed)


async def test_pages_are_turned(world: World) -> None:
    for number in range(1, 13):
        await world.service.watches.add(world.member.id, paper(number).id, "en")
    listed = await watch(world)
    await world.member.click(listed, label="More ▶")
    assert listed.message.embeds[0].title == "Watched papers · 11–12 of 12"
    ids = [paper(11).id, paper(12).id]
    await world.member.select(listed, ids, custom_id="v1:watch:remove:2")
    assert listed.message.embeds[0].title == "Watched papers · 1–10 of 10"


async def test_a_person_watches_so_many_by_hand_and_what_they_save_besides(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_list, "MAX_BY_HAND", 1)
    await watch(world, paper=paper(1).id)
    assert "which is the most" in (await watch(world, paper=paper(2).id)).content
    await world.member.click(await open_paper(world, 2), label="Save")
    assert (await watch(world)).message.embeds[0].title == "Watched papers · 1–2 of 2"
    assert "which is the most" in (await watch(world, paper=paper(2).id)).content  # it would stay unsaved
    assert "for you already" in (await watch(world, paper=paper(1).id)).content


async def test_what_changed_comes_as_a_dm_with_the_switch(
    world: World, clock: HandClock, source: KnownPapers
) -> None:
    await world.member.click(await open_paper(world, 1), label="Save")
    source.papers[paper(1).id] = page(1, code_url=CODE, votes=400)
    await world.service.pipeline.look_at_watched()
    clock.now = at("2024-04-04 23:05")
    async with world.service.store.transaction() as tx:
        listed = edition(clock.now.date(), [paper(30)])
        await editions.save_edition(tx, listed, finished=True)
    assert world.bot.term
    await world.bot.term.write_due()
    async with asyncio.timeout(10):
        while not (history := world.member.user.dm_channel.history()):
            await asyncio.sleep(0.01)
    await world.env.settle()
    message = history[-1]
    assert message.content.startswith("One of the papers that you watch has changed")
    assert "I watch what you save" in message.content
    assert (message.embeds[0].description or "").splitlines() == [
        "[Paper number 1](https://arxiv.org/abs/2404.00001) · ▲ 400",
        f"• [Code is out]({CODE})",
        "• Votes: 99 → 400",
    ]
    off = await world.member.user.click(message, label="Don't watch what I save")
    assert "no longer watch what you save" in said(off)
    await world.member.user.click(shown(off), label="Watch what I save")
    assert "What you save is watched" in lines(await watch(world))[-1]


async def test_it_is_shown_and_erased_with_all_that_is_stored(world: World) -> None:
    await watch(world, paper=paper(1).id)
    private = await world.member.slash(world.channel, "privacy")
    assert "1 watched paper, with what you were told of each" in said(private)
    sure = await world.member.click(shown(private), label="Erase all of it")
    await world.member.click(shown(sure), label="Yes, erase")
    assert (await watch(world)).content.startswith("I watch no papers")


async def test_whoever_watches_papers_chooses_the_hour_of_the_dm(world: World) -> None:
    await watch(world, paper=paper(1).id)
    listed = shown(await world.member.slash(world.channel, "subscriptions"))
    assert "You have 0 keywords" in listed.content
    assert "Hour and zone" in labels(listed)


async def test_what_everybody_sees_tells_nobodys_watches(world: World) -> None:
    await watch(world, paper=paper(1).id)
    opened = shown(await world.member.slash(world.channel, "paper", query=paper(1).id, public=True))
    assert labels(opened)[:2] == ["Save", "Watch"]
    answer = await world.admin.click(opened, label="Watch")
    assert said(answer).startswith("I watch this paper for you.")


@pytest.mark.parametrize("reader_language", ["ko"])
async def test_in_korean(world: World, reader_language: Language) -> None:
    await watch(world, paper=paper(1).id)
    listed = await watch(world)
    assert listed.message.embeds[0].title == "지켜보는 논문 · 1편 중 1–1"
    assert "저장하는 논문 지켜보지 않기" in labels(listed)
