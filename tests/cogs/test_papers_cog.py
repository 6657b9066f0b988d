"""`/paper`, as a user meets it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.errors import SourceError
from bot.store import archives
from tests.cogs.conftest import FakeSource, World, shown
from tests.factories import channel, edition, paper


async def test_a_stored_paper_is_shown_at_once_to_the_asker_alone(world: World, source: FakeSource) -> None:
    asked = list(source.asked)
    result = await world.member.slash(world.channel, "paper", query="https://arxiv.org/abs/2404.00001v2")
    assert shown(result).ephemeral
    assert not result.deferred
    assert source.asked == asked
    first, details = shown(result).embeds
    assert first.title == "Paper number 1"
    assert "April 3, 2024 · ▲ 99" in (details.description or "")


async def test_a_paper_that_is_not_stored_is_fetched_once(world: World, source: FakeSource) -> None:
    source.papers["2401.12345"] = paper(title="From elsewhere", id="2401.12345")
    for _ in range(2):
        result = await world.member.slash(world.channel, "paper", query="2401.12345")
        assert shown(result).ephemeral
        assert shown(result).embeds[0].title == "From elsewhere"
    assert source.asked.count("2401.12345") == 1


async def test_the_rest_of_a_paper_known_from_an_archive_is_fetched_while_the_asker_waits(
    world: World, source: FakeSource
) -> None:
    archived = edition(date(2023, 6, 1), [paper(7, abstract="", votes=12)])
    async with world.service.store.transaction() as tx:
        await archives.add_editions(tx, [archived])
    source.papers["2404.00007"] = paper(7, abstract="All that the archive lacks.")
    result = await world.member.slash(world.channel, "paper", query="2404.00007")
    assert source.asked[-1] == "2404.00007"
    details = shown(result).embeds[1].description or ""
    assert "All that the archive lacks." in details
    assert "June 1, 2023 · ▲ 12" in details


async def test_a_public_answer_is_seen_by_everybody_in_the_language_of_the_channel(world: World) -> None:
    await world.service.subscribe(
        channel(world.channel.id, guild_id=world.guild.id, language="ko"), configured_by=None
    )
    result = await world.member.slash(world.channel, "paper", query="2404.00001", public=True)
    assert not shown(result).ephemeral
    assert "초록" in (shown(result).embeds[1].description or "")


async def test_a_paper_is_found_in_direct_messages_too(world: World) -> None:
    result = await world.member.user.slash("paper", query="2404.00002")
    assert shown(result).embeds[0].title == "Paper number 2"


@pytest.mark.parametrize("query", ["attention is all you need", "2404.00001 and 2404.00002", "2413.00001"])
async def test_what_is_no_id_is_answered_with_what_to_type(world: World, query: str) -> None:
    result = await world.member.slash(world.channel, "paper", query=query)
    assert shown(result).ephemeral
    assert "`2404.02078`" in shown(result).content


async def test_a_paper_that_was_fetched_can_be_shown_to_everybody(world: World, source: FakeSource) -> None:
    source.papers["2401.12345"] = paper(title="From elsewhere", id="2401.12345")
    result = await world.member.slash(world.channel, "paper", query="2401.12345", public=True)
    (public,) = result.followups
    assert not public.ephemeral
    assert public.embeds[0].title == "From elsewhere"


async def test_an_unknown_id_is_said_to_be_unknown(world: World) -> None:
    result = await world.member.slash(world.channel, "paper", query="2401.99999")
    assert shown(result).content.startswith("There is no paper with the id 2401.99999")


@pytest.mark.parametrize("public", [False, True])
async def test_a_source_that_is_down_is_told_to_the_asker_alone(
    world: World, source: FakeSource, public: bool
) -> None:
    source.problem = SourceError("source-not-papers", found="<@1> *oops*")
    result = await world.member.slash(world.channel, "paper", query="2401.99999", public=public)
    assert shown(result).ephemeral
    assert r"\<@1> \*oops\*" in shown(result).content
