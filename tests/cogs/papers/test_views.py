"""A paper opened from the select under a digest, and what stands under an opened paper."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest
from simcord import Env

from bot.app.client import Paperboy
from bot.app.service import Service
from bot.delivery.lease import Lease
from bot.models import DeliveryState, Language
from bot.rendering.menus import READ
from bot.store import records
from cogs.papers.views import ReadMore
from tests.cogs.conftest import World, said, shown
from tests.factories import SPOKEN_WEDNESDAY, WEDNESDAY, channel, paper, record
from tests.support.known_papers import KnownPapers
from tests.support.ledger import deliveries_since


async def post_digest(world: World, **settings: Any) -> discord.Message:
    """Wednesday's digest, posted in the channel."""
    chosen = channel(world.channel.id, guild_id=world.guild.id, **({"language": "en"} | settings))
    subscription = await world.service.channels.subscribe(chosen)
    await world.service.collector.collect_day(WEDNESDAY)
    await world.service.channels.plan_by_hand(WEDNESDAY, [subscription])
    world.bot.deliver_soon()
    async with asyncio.timeout(10):
        while not await is_recorded(world):
            await asyncio.sleep(0.01)
    await world.env.settle()
    return world.channel.history()[-1]


async def is_recorded(world: World) -> bool:
    async with world.service.store.reading() as view:
        return any(row.state is DeliveryState.POSTED for row in await deliveries_since(view, WEDNESDAY))


def select_of(message: Any) -> Any:
    return next(
        item
        for row in message.components
        for item in row.children
        if item.type is discord.ComponentType.select
    )


async def test_a_digest_has_one_select_of_its_papers(world: World) -> None:
    select = select_of(await post_digest(world))
    assert select.placeholder == "Read more…"
    assert [(option.label, option.value) for option in select.options] == [
        (f"{number}. Paper number {number}", f"2404.{number:05}") for number in range(1, 4)
    ]
    assert select.options[0].description == "▲ 99 · Kim Minji, Ada Example"


async def test_a_title_in_a_select_is_short_and_without_markdown(world: World, source: KnownPapers) -> None:
    source.days[WEDNESDAY] = (paper(1, title=f"*Bold* {'very ' * 40}long"),)
    label = select_of(await post_digest(world)).options[0].label
    assert label.startswith("1. *Bold* very")
    assert len(label) <= 100


async def test_a_chosen_paper_opens_for_the_chooser_alone_and_the_abstract_on_demand(world: World) -> None:
    opened = shown(await world.member.select(await post_digest(world), ["2404.00002"]))
    assert opened.ephemeral
    first, details = opened.embeds
    assert first.title == "Paper number 2"
    assert "Abstract" not in (details.description or "")
    await world.member.click(opened, label="Original abstract")
    assert "We study question 2." in (opened.message.embeds[1].description or "")


@pytest.mark.parametrize("reader_language", ["ko"])
async def test_a_chosen_paper_opens_in_the_language_of_the_chooser(
    world: World, reader_language: Language
) -> None:
    opened = shown(await world.member.select(await post_digest(world), ["2404.00002"]))
    assert "초록" in (opened.embeds[0].description or "")


async def test_nothing_is_remembered_of_a_posted_select(world: World) -> None:
    """All stands in the select itself, so that one works that another process posted."""
    message = await post_digest(world)
    assert world.bot.persistent_views == []
    assert shown(await world.member.select(message, ["2404.00001"])).embeds[0].title == "Paper number 1"


async def test_selects_and_buttons_work_after_a_restart(
    world: World, env: Env, service: Service, lease: Lease, reader_language: Language
) -> None:
    message = await post_digest(world)
    opened = shown(await world.member.select(message, ["2404.00001"]))
    await world.bot.close()
    await env.restart_bot(Paperboy(service, lease, reader_language=reader_language))
    await world.member.click(opened, label="Save")
    assert shown(await world.member.slash(world.channel, "saved")).embeds
    again = shown(await world.member.select(message, ["2404.00002"]))
    assert again.embeds[0].title == "Paper number 2"


class OldSelect(discord.ui.View):
    """What an earlier version may have posted."""

    def __init__(self, value: str) -> None:
        super().__init__(timeout=None)
        self.add_item(
            discord.ui.Select(custom_id=READ, options=[discord.SelectOption(label="?", value=value)])
        )
        self.stop()


@pytest.mark.parametrize(
    ("value", "words"), [("gone", "no longer known here"), ("2404.99999", "There is no paper with the id")]
)
async def test_a_select_without_a_known_id_is_answered_with_a_sentence(
    world: World, bot: Paperboy, value: str, words: str
) -> None:
    target = bot.get_partial_messageable(world.channel.id)
    message = await target.send("old", view=OldSelect(value))
    assert words in said(await world.member.select(message, [value]))


async def test_a_posted_paper_tells_where_and_a_withdrawn_one_that_it_is(world: World) -> None:
    message = await post_digest(world)
    async with world.service.store.transaction() as tx:
        await records.save_record(tx, record(1, withdrawn=True), world.service.clock())
    result = await world.member.slash(world.channel, "paper", query="2404.00001")
    details = shown(result).embeds[1].description or ""
    url = f"https://discord.com/channels/{world.guild.id}/{world.channel.id}/{message.id}"
    assert f"Posted here on [{SPOKEN_WEDNESDAY['en']}]({url})" in details
    assert "withdrawn" in details


async def test_a_channel_that_the_reader_cannot_see_is_not_told(world: World) -> None:
    await post_digest(world)
    hidden = world.env.bot.get_channel(world.channel.id)
    assert isinstance(hidden, discord.TextChannel)
    await hidden.set_permissions(hidden.guild.default_role, view_channel=False)
    await world.env.settle()
    elsewhere = world.guild.create_text_channel("general")
    await world.env.settle()
    result = await world.member.slash(elsewhere, "paper", query="2404.00001")
    assert "Posted here" not in (shown(result).embeds[1].description or "")


def test_the_select_answers_to_the_id_that_posts_carry() -> None:
    assert ReadMore.__discord_ui_compiled_template__.fullmatch(READ)
