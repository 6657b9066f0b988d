"""`/search`, as a user meets it."""

from __future__ import annotations

from typing import Any, cast

import pytest
from simcord import Env, ResponseMessage

from bot.app.client import Paperboy
from bot.app.service import Service
from bot.delivery.lease import Lease
from bot.models import Language, SearchQuery, Summary, SummaryOrigin
from bot.store import editions
from cogs.search.cog import CUSTOM_ID, SearchPage, custom_id
from tests.cogs.conftest import World, said, shown
from tests.factories import WEDNESDAY, paper
from tests.support.known_papers import KnownPapers


def lines(answer: ResponseMessage) -> list[str]:
    """The numbered lines of a page."""
    return (answer.embeds[0].description or "").splitlines()[2:]


@pytest.fixture
def source() -> KnownPapers:
    """Wednesday has 23 papers."""
    return KnownPapers(days={WEDNESDAY: tuple(paper(number) for number in range(1, 24))})


async def test_results_are_ranked_lines_with_link_votes_and_day(world: World) -> None:
    result = await world.member.slash(world.channel, "search", words="question 7")
    assert shown(result).ephemeral
    (embed,) = shown(result).embeds
    assert embed.description == (
        "**question 7** · 1 paper\n\n"
        "**1.** [Paper number 7](https://arxiv.org/abs/2404.00007) · ▲ 93 · 2024-04-03"
    )


async def test_korean_bullets_are_searched(world: World) -> None:
    bullets = ("확산모델을 학습합니다.",)
    summary = Summary(paper_id="2404.00002", language="ko", bullets=bullets, origin=SummaryOrigin.SAMPLE)
    async with world.service.store.transaction() as tx:
        await editions.save_summaries(tx, [summary])
    result = await world.member.slash(world.channel, "search", words="확산 학습")
    assert "Paper number 2" in lines(shown(result))[0]


async def test_every_result_is_on_one_of_the_pages(world: World) -> None:
    result = await world.member.slash(world.channel, "search", words="paper", author="minji", min_votes=78)
    page = shown(result)
    assert "**paper** · author minji · at least 78 votes · 22 papers" in (page.embeds[0].description or "")
    pages, footers = [lines(page)], [page.embeds[0].footer.text]
    for label in ("More ▶", "More ▶", "◀ Back"):
        page = shown(await world.member.click(page, label=label))
        pages.append(lines(page))
        footers.append(page.embeds[0].footer.text)
    titles = [line.split("]")[0].split("[")[1] for page in pages[:3] for line in page]
    assert sorted(titles) == sorted(f"Paper number {number}" for number in range(1, 23))
    assert [page[0].split()[0] for page in pages] == ["**1.**", "**11.**", "**21.**", "**11.**"]
    assert footers == [f"Page {n} of 3" for n in (1, 2, 3, 2)]
    assert pages[3] == pages[1]


async def test_the_buttons_work_after_a_restart(
    world: World, env: Env, service: Service, lease: Lease, reader_language: Language
) -> None:
    result = await world.member.slash(world.channel, "search", words='"paper number"', since="2024-04")
    await world.bot.close()
    await env.restart_bot(Paperboy(service, lease, reader_language=reader_language))
    turned = shown(await world.member.click(shown(result), label="More ▶"))
    assert lines(turned)[0].startswith("**11.**")
    assert "since 2024-04-01" in (turned.embeds[0].description or "")


async def test_a_result_opens_for_the_asker_alone(world: World) -> None:
    result = await world.member.slash(world.channel, "search", words="question 7")
    opened = shown(await world.member.select(shown(result), ["2404.00007"]))
    assert opened.ephemeral
    assert [embed.title for embed in opened.embeds] == ["Paper number 7", None]


@pytest.mark.parametrize("words", ["nothing of this kind", "확산"])
async def test_nothing_found_says_what_to_try(world: World, words: str) -> None:
    result = await world.member.slash(world.channel, "search", words=words)
    assert "Try fewer or other words" in said(result)


async def test_what_is_no_keyword_is_explained_as_for_alerts(world: World) -> None:
    assert "votes:" in said(await world.member.slash(world.channel, "search", words="color:red"))
    assert "never closed" in said(await world.member.slash(world.channel, "search", words='"open'))


async def test_an_order_is_chosen_and_said_and_goes_with_the_pages(world: World) -> None:
    result = await world.member.slash(world.channel, "search", words="paper -7", order="votes")
    page = shown(result)
    assert "most votes first" in (page.embeds[0].description or "")
    first = lines(page)
    turned = shown(await world.member.click(page, label="More ▶"))
    votes = [line.split("▲ ")[1].split(" ")[0] for line in first + lines(turned)]
    assert votes == sorted(votes, reverse=True)
    assert len(votes) == 20


async def test_what_was_typed_is_shown_literally(world: World) -> None:
    result = await world.member.slash(world.channel, "search", words="**x** @everyone", author="a:b")
    assert r"\*\*x\*\*" in said(result)
    assert "author a b" in said(result)


async def test_a_search_that_no_button_can_carry_is_refused_with_its_excess(world: World) -> None:
    fitting = "x" * (CUSTOM_ID - len("v1:search:9999::::"))
    assert "Nothing found" in said(await world.member.slash(world.channel, "search", words=fitting))
    refused = said(await world.member.slash(world.channel, "search", words=fitting + "xx"))
    assert refused == "That is 2 characters too long for a search. Use the few words that matter most."


async def test_a_filter_that_is_no_day_is_explained(world: World) -> None:
    result = await world.member.slash(world.channel, "search", words="paper", since="lately")
    assert "a month such as `2024-04`" in said(result)


async def test_a_page_that_is_gone_says_so(world: World) -> None:
    result = await world.member.slash(world.channel, "search", words="paper")
    async with world.service.store.transaction() as tx:
        again = [paper(n, title="Other", abstract="Other.") for n in range(1, 24)]
        await editions.save_papers(tx, again, world.service.clock())
    turned = await world.member.click(shown(result), label="More ▶")
    assert "last page" in shown(turned).content


@pytest.mark.parametrize(
    "query",
    [
        SearchQuery(words="C++: a: b", author="Ada"),
        SearchQuery(words="확산", since=WEDNESDAY, min_votes=9999),
        SearchQuery(words='"x y"', order="date"),
        SearchQuery(words="votes:3", min_votes=3, order="votes"),
    ],
)
async def test_a_search_survives_its_button(query: SearchQuery) -> None:
    template = SearchPage.__discord_ui_compiled_template__
    match = template.fullmatch(custom_id(query, 12))
    assert match is not None
    item = await SearchPage.from_custom_id(cast(Any, None), cast(Any, None), match)
    assert (item.query, item.page) == (query, 12)


async def test_a_time_before_all_papers_leaves_none_out(world: World) -> None:
    for since in ("0999", "0001-01-01", "0999-12", "20240403", "2024. 4. 3."):
        page = shown(await world.member.slash(world.channel, "search", words="paper", since=since))
        assert "· 23 papers" in (page.embeds[0].description or ""), since
        later = shown(await world.member.click(page, label="More ▶"))
        assert lines(later)[0].startswith("**11.**"), since


async def test_what_is_no_time_is_told(world: World) -> None:
    result = await world.member.slash(world.channel, "search", words="paper", since="1")
    assert said(result).startswith("I need a day")


async def test_a_time_after_all_papers_finds_nothing_and_says_so(world: World) -> None:
    for since in ("9999", "9999-12-31", "2024-04-04"):
        result = await world.member.slash(world.channel, "search", words="paper", since=since)
        assert "Nothing found" in said(result), since
