"""`/trends` as people use it."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Any

import pytest

from bot.store import editions
from tests.cogs.conftest import World, said, shown
from tests.factories import WEDNESDAY, edition, paper


@pytest.fixture(autouse=True)
async def papers(world: World) -> None:
    """Wednesday lists two papers on diffusion, the day before one."""
    async with world.service.store.transaction() as tx:
        early = [paper(11, title="Diffusion of video")]
        late = [paper(12, title="Diffusion"), paper(13, title="확산 모델"), paper(14, title="Robots")]
        await editions.save_edition(tx, edition(WEDNESDAY - timedelta(days=1), early), finished=True)
        await editions.save_edition(tx, edition(WEDNESDAY, late), finished=True)


async def trends(world: World, **options: Any) -> Any:
    return shown(await world.member.slash(world.channel, "trends", **options))


async def test_the_numbers_and_the_picture_come_to_the_person_alone(world: World) -> None:
    pytest.importorskip("matplotlib")
    answer = await trends(world, keywords="diffusion; 확산; zebra", weeks=1)
    assert answer.ephemeral
    description = answer.message.embeds[0].description
    assert "**diffusion** · 2 papers" in description
    assert "**확산** · 1 paper" in description
    assert "**zebra** · no papers" in description
    (attachment,) = answer.message.attachments
    assert attachment.filename == "trends.png"


async def test_without_a_plotting_library_the_numbers_come_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.font_manager", None)
    answer = await trends(world, keywords="diffusion", weeks=1)
    assert "**diffusion**" in answer.message.embeds[0].description
    assert not answer.message.attachments


async def test_without_keywords_the_persons_own_are_taken(world: World) -> None:
    assert "Which keywords?" in said(await world.member.slash(world.channel, "trends"))
    await world.member.click(
        shown(await world.member.slash(world.channel, "subscribe", keyword="robots")), label="Save"
    )
    assert "**robots** · 1 paper" in (await trends(world)).message.embeds[0].description


async def test_what_cannot_be_read_is_named(world: World) -> None:
    assert "never closed" in said(await world.member.slash(world.channel, "trends", keywords='"open'))
    assert "At most 5" in said(
        await world.member.slash(world.channel, "trends", keywords="ab;cd;ef;gh;ij;kl")
    )


async def test_who_asks_for_very_much_is_told_when_to_ask_again(world: World) -> None:
    options = {"keywords": "ab;cd;ef;gh;ij", "weeks": 100}
    answers = [said(await world.member.slash(world.channel, "trends", **options)) for _ in range(6)]
    assert not answers[0]
    assert "second" in answers[-1]
