"""Search by the grammar of alerts, on a real SQLite."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.lookup import search
from bot.lookup.search import Search
from bot.matching.clauses import KeywordError
from bot.models import Results, SearchOrder, SearchQuery, Summary, SummaryOrigin
from bot.store import Store, editions
from tests.factories import WEDNESDAY, at, edition, paper


@pytest.fixture
async def searching(store: Store) -> Search:
    """Four papers of two days; the fourth says diffusion in Korean alone."""
    first = [
        paper(1, title="Diffusion for medical video", votes=50, organization="NVIDIA Research"),
        paper(2, title="Diffusion of video", votes=5, authors=("Yann LeCun",)),
        paper(3, title="Universal video", votes=20, authors=("Y. LeCun", "Ada Example")),
    ]
    korean = Summary(
        paper_id=paper(4).id, language="ko", bullets=("확산 모델을 다룹니다.",), origin=SummaryOrigin.SAMPLE
    )
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY, first), finished=True)
        await editions.save_edition(tx, edition(date(2024, 4, 10), [paper(4, votes=8)]), finished=True)
        await editions.save_summaries(tx, [korean])
        # Only looked up, and without an abstract.
        await editions.save_papers(tx, [paper(5, title="Bare title", abstract="")], at("2024-04-04 00:00"))
    return Search(store)


async def results(searching: Search, words: str, *, start: int = 0, most: int = 10, **more: Any) -> Results:
    query = SearchQuery.model_validate({"words": words} | more)
    return await searching.results(query, start=start, most=most)


async def numbers(searching: Search, words: str, **more: Any) -> list[int]:
    return [int(entry.paper_id[-1]) for entry in (await results(searching, words, **more)).entries]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("diffusion video", {1, 2}),
        ("diffusion -medical", {2}),
        ('"diffusion of video"', {2}),
        ('"video diffusion"', set[int]()),
        ("~diffusion", {1, 2, 4}),
        ("~diffusion -video", {4}),
        ('author:"Yann LeCun"', {2, 3}),
        ('video author:"Yann LeCun" -diffusion', {3}),
        ("org:nvidia", {1}),
        ("org:nvidia -video", set[int]()),
        ("video votes:20", {1, 3}),
        ("bare title", {5}),
        ("2404.00003, https://arxiv.org/abs/2404.00001 2404.99999", {3, 1}),
    ],
)
async def test_a_search_means_what_a_keyword_means(searching: Search, words: str, expected: set[int]) -> None:
    page = await results(searching, words)
    assert {int(entry.paper_id[-1]) for entry in page.entries} == expected
    assert (page.total, page.uncounted, page.estimated) == (len(expected), False, False)


async def test_the_matcher_decides_and_not_the_stems_of_the_index(searching: Search) -> None:
    assert await numbers(searching, "universe") == []
    assert await numbers(searching, "universal") == [3]


@pytest.mark.parametrize(
    ("order", "expected"), [("votes", [1, 3, 2]), ("date", [1, 3, 2]), ("relevance", None)]
)
async def test_papers_are_sorted(searching: Search, order: SearchOrder, expected: list[int] | None) -> None:
    paper_numbers = await numbers(searching, "video", order=order)
    assert paper_numbers == expected if expected else sorted(paper_numbers) == [1, 2, 3]


async def test_the_newest_day_comes_first_by_date_and_most_votes_by_votes(searching: Search) -> None:
    assert await numbers(searching, "~diffusion", order="date") == [4, 1, 2]
    assert await numbers(searching, "~diffusion", order="votes") == [1, 4, 2]


async def test_filters_and_clauses_hold_together(searching: Search) -> None:
    assert await numbers(searching, "video votes:10", min_votes=30) == [1]
    assert await numbers(searching, "universal", author="Ada") == [3]
    assert await numbers(searching, "~diffusion", since="2024-04-05") == [4]


@pytest.mark.parametrize("words", ["-medical", '"open', "color:red", "a OR b", "x", "votes:many diffusion"])
async def test_what_no_keyword_can_be_is_no_search_either(searching: Search, words: str) -> None:
    with pytest.raises(KeywordError):
        await results(searching, words)


async def test_pages_follow_each_other_though_the_matcher_leaves_papers_out(store: Store) -> None:
    papers = [paper(n, title="Odd video" if n % 2 else "Even video") for n in range(1, 41)]
    async with store.transaction() as tx:
        await editions.save_papers(tx, papers, at("2024-04-04 00:00"))
    searching = Search(store)
    pages = [await results(searching, "video -odd", start=start, most=8) for start in (0, 8, 16, 24)]
    ids = [entry.paper_id for page in pages for entry in page.entries]
    assert sorted(ids) == [even_paper.id for even_paper in papers[1::2]]
    assert (pages[2].total, pages[2].estimated) == (20, False)


async def test_a_search_that_leaves_everything_out_ends(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_REJECTED", 10)
    papers = [paper(n, title="Some video") for n in range(1, 101)]
    async with store.transaction() as tx:
        await editions.save_papers(tx, papers, at("2024-04-04 00:00"))
    page = await results(Search(store), "video -some", most=8)
    assert (page.entries, page.estimated) == ((), True)
