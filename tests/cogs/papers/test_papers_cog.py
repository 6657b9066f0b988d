"""`/paper`, as a user meets it."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from bot.errors import SourceError
from bot.questions import ASKED_A_MINUTE
from bot.store import archives, editions
from tests.cogs.conftest import World, shown
from tests.conftest import HandClock
from tests.factories import SPOKEN_WEDNESDAY, WEDNESDAY, channel, edition, paper, record
from tests.support.known_papers import KnownPapers
from tests.support.known_records import KnownRecords


async def test_a_stored_paper_is_shown_at_once_to_the_asker_alone(world: World, source: KnownPapers) -> None:
    asked = list(source.asked)
    result = await world.member.slash(world.channel, "paper", query="https://arxiv.org/abs/2404.00001v2")
    assert shown(result).ephemeral
    assert not result.deferred
    assert source.asked == asked
    first, details = shown(result).embeds
    assert first.title == "Paper number 1"
    assert f"{SPOKEN_WEDNESDAY['en']} · ▲ 99" in (details.description or "")


async def test_a_paper_that_is_not_stored_is_fetched_once(world: World, source: KnownPapers) -> None:
    source.papers["2401.12345"] = paper(title="From elsewhere", id="2401.12345")
    for _ in range(2):
        result = await world.member.slash(world.channel, "paper", query="2401.12345")
        assert shown(result).ephemeral
        assert shown(result).embeds[0].title == "From elsewhere"
    assert source.asked.count("2401.12345") == 1


async def test_the_rest_of_a_paper_known_from_an_archive_is_fetched_while_the_asker_waits(
    world: World, source: KnownPapers
) -> None:
    archived = edition(date(2023, 6, 1), [paper(7, abstract="", votes=12)])
    async with world.service.store.transaction() as tx:
        await archives.add_days(tx, [archived], [])
    source.papers["2404.00007"] = paper(7, abstract="All that the archive lacks.")
    result = await world.member.slash(world.channel, "paper", query="2404.00007")
    assert source.asked[-1] == "2404.00007"
    details = shown(result).embeds[1].description or ""
    assert "All that the archive lacks." in details
    assert "June 1, 2023 · ▲ 12" in details


async def test_a_stored_paper_is_shown_and_cited_however_much_the_person_has_asked(
    world: World, source: KnownPapers, clock: HandClock
) -> None:
    async with world.service.store.transaction() as tx:
        await editions.save_papers(tx, [paper(7, abstract="")], clock())
    for number in range(ASKED_A_MINUTE):
        await world.member.slash(world.channel, "paper", query=f"2401.{number + 1:05}")
    source.asked.clear()
    result = await world.member.slash(world.channel, "paper", query="2404.00007")
    assert shown(result).embeds[0].title == "Paper number 7"
    assert not result.deferred
    assert source.asked == []
    assert "@misc" in shown(await world.member.slash(world.channel, "cite", query="2404.00007")).content


async def test_an_archived_paper_of_which_nobody_knows_more_is_asked_for_once(
    world: World, source: KnownPapers, clock: HandClock
) -> None:
    async with world.service.store.transaction() as tx:
        await editions.save_papers(tx, [paper(7, abstract="")], clock())
    for _ in range(12):
        result = await world.member.slash(world.channel, "paper", query="2404.00007")
        assert shown(result).embeds[0].title == "Paper number 7"
    assert source.asked.count("2404.00007") == 1


async def test_a_public_answer_is_seen_by_everybody_in_the_language_of_the_channel(world: World) -> None:
    await world.service.channels.subscribe(
        channel(world.channel.id, guild_id=world.guild.id, language="ko"), configured_by=None
    )
    result = await world.member.slash(world.channel, "paper", query="2404.00001", public=True)
    assert not shown(result).ephemeral
    assert "초록" in (shown(result).embeds[1].description or "")


async def test_a_paper_is_found_in_direct_messages_too(world: World) -> None:
    result = await world.member.user.slash("paper", query="2404.00002")
    assert shown(result).embeds[0].title == "Paper number 2"


async def test_what_is_no_id_is_answered_with_what_to_type(world: World) -> None:
    for query in ("attention is all you need", "2404.00001 and 2404.00002", "2413.00001"):
        result = await world.member.slash(world.channel, "paper", query=query)
        assert shown(result).ephemeral, query
        assert "`2404.02078`" in shown(result).content, query


@pytest.mark.parametrize("command", ["paper", "cite"])
async def test_korean_words_are_sent_to_the_search(world: World, command: str) -> None:
    korean = shown(await world.member.slash(world.channel, command, query="언어 모델"))
    assert "</search:" in korean.content
    english = shown(await world.member.slash(world.channel, command, query="attention is all you need"))
    assert "/search" not in english.content


async def test_a_paper_that_was_fetched_can_be_shown_to_everybody(world: World, source: KnownPapers) -> None:
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
    world: World, source: KnownPapers, arxiv: KnownRecords, public: bool
) -> None:
    arxiv.problem = SourceError("arxiv-failing", status=503)
    source.problem = SourceError("source-not-papers", found="<@1> *oops*")
    result = await world.member.slash(world.channel, "paper", query="2401.99999", public=public)
    assert shown(result).ephemeral
    assert r"\<@1> \*oops\*" in shown(result).content
    assert "arXiv has a problem of its own (HTTP 503)" in shown(result).content


async def test_words_of_a_title_show_the_only_paper_that_comes_near(
    world: World, source: KnownPapers
) -> None:
    source.days[WEDNESDAY] = (paper(1, title="Walrus networks"), paper(2, title="Pelican trees"))
    await world.service.collector.collect_day(WEDNESDAY)
    result = await world.member.slash(world.channel, "paper", query="walrs network")
    assert shown(result).embeds[0].title == "Walrus networks"


@pytest.mark.parametrize("query", ["foo bar baz", "fog bat"])
async def test_a_title_that_only_begins_alike_is_not_near(
    world: World, source: KnownPapers, query: str
) -> None:
    source.days[WEDNESDAY] = (paper(1, title="Foundations of Balanced Finery"),)
    await world.service.collector.collect_day(WEDNESDAY)
    result = shown(await world.member.slash(world.channel, "paper", query=query))
    assert "No title here comes near" in result.content
    assert not result.embeds


@pytest.mark.parametrize("query", ["walrus cooking recipe", "every walrus network"])
async def test_a_title_that_is_only_near_is_offered_and_not_opened(
    world: World, source: KnownPapers, query: str
) -> None:
    source.days[WEDNESDAY] = (paper(1, title="Walrus networks that cook"), paper(2, title="Pelican trees"))
    await world.service.collector.collect_day(WEDNESDAY)
    result = shown(await world.member.slash(world.channel, "paper", query=query))
    assert result.content == "One title comes near. Did you mean this paper?"
    assert not result.embeds
    opened = await world.member.select(result, ["2404.00001"])
    assert shown(opened).embeds[0].title == "Walrus networks that cook"
    cited = shown(await world.member.slash(world.channel, "cite", query=query))
    assert "does not say which paper is meant" in cited.content


async def test_a_whole_title_opens_its_paper_though_others_are_near(
    world: World, source: KnownPapers
) -> None:
    source.days[WEDNESDAY] = (paper(1, title="Café Trees"), paper(2, title="Café Trees, Again"))
    await world.service.collector.collect_day(WEDNESDAY)
    result = await world.member.slash(world.channel, "paper", query="cafe trees!")
    assert shown(result).embeds[0].title == "Café Trees"


async def test_what_has_no_word_gets_one_sentence(world: World) -> None:
    for command, query in product(("paper", "cite"), ("🔥", "?!", "— …", "👍🏽 🇰🇷")):
        result = shown(await world.member.slash(world.channel, command, query=query))
        assert result.content.startswith("There is no word in this to look for"), (command, query)
        offered = await world.member.autocomplete(world.channel, command, "query", query)
        assert offered == [], (command, query)


async def test_words_that_fit_several_titles_give_a_choice(world: World) -> None:
    result = shown(await world.member.slash(world.channel, "paper", query="paper nmber"))
    assert "3 titles come near" in result.content
    opened = await world.member.select(result, ["2404.00003"])
    assert shown(opened).embeds[0].title == "Paper number 3"


@pytest.mark.parametrize("command", ["paper", "cite"])
async def test_titles_are_offered_while_they_are_typed(world: World, command: str) -> None:
    offered = await world.member.autocomplete(world.channel, command, "query", "papr numb")
    assert [(choice["name"], choice["value"]) for choice in offered] == [
        (f"Paper number {number}", f"2404.{number:05}") for number in range(1, 4)
    ]
    assert await world.member.autocomplete(world.channel, command, "query", "https://arxiv.org/abs/24") == []


async def test_a_reference_that_is_none_is_not_taken_for_a_title(world: World) -> None:
    elsewhere = "https://arxiv.org.evil.example/abs/2404.00001"
    for query in (elsewhere, "12404.000015", "arxiv:2413.00001", "123/4"):
        result = await world.member.slash(world.channel, "paper", query=query)
        assert "not the id or link" in shown(result).content, query


async def test_too_many_new_papers_are_slowed_down(world: World) -> None:
    for number in range(ASKED_A_MINUTE):
        await world.member.slash(world.channel, "paper", query=f"2401.{number + 1:05}")
    result = await world.member.slash(world.channel, "paper", query="2401.00099")
    assert "Please wait" in shown(result).content
    stored = await world.member.slash(world.channel, "paper", query="2404.00001")
    assert shown(stored).embeds


async def test_a_paper_is_cited_with_arxivs_category(world: World, arxiv: KnownRecords) -> None:
    arxiv.records["2404.00001"] = record(1)
    for _ in range(2):
        result = shown(await world.member.slash(world.channel, "cite", query="2404.00001"))
        assert result.ephemeral
        assert result.content.startswith("```bibtex\n@misc{minji2024paper,")
        assert "primaryClass={cs.CL}" in result.content
    assert arxiv.asked == ["2404.00001"]


async def test_a_stored_paper_is_cited_while_arxiv_is_down(world: World, arxiv: KnownRecords) -> None:
    arxiv.problem = SourceError("arxiv-failing", status=503)
    result = shown(await world.member.slash(world.channel, "cite", query="2404.00001"))
    assert "eprint={2404.00001}" in result.content
    assert "primaryClass is missing" in result.content


async def test_a_very_long_citation_is_a_file(world: World, arxiv: KnownRecords) -> None:
    authors = tuple(f"Author{number} Name{number}" for number in range(300))
    arxiv.records["2401.00001"] = record(1, id="2401.00001", authors=authors)
    result = shown(await world.member.slash(world.channel, "cite", query="2401.00001"))
    (file,) = result.message.attachments
    assert file.filename == "2401.00001.bib"
    assert b"Author299 Name299" in await file.read()


async def test_an_unknown_paper_cannot_be_cited(world: World) -> None:
    result = await world.member.slash(world.channel, "cite", query="2401.99999")
    assert "There is no paper with the id 2401.99999" in shown(result).content


async def test_a_citation_of_several_titles_asks_to_choose(world: World) -> None:
    result = await world.member.slash(world.channel, "cite", query="paper number")
    assert "Choose one from the list" in shown(result).content
