"""The full-text index on a real SQLite."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import make_url, text

from bot.models import Language, Paper, Results, SearchQuery, Summary, SummaryOrigin
from bot.store import Store, archives, editions, open_store
from bot.store.fulltext import COUNTED_RESULTS, search
from tests.factories import WEDNESDAY, at, edition, paper
from tests.support.databases import Databases, Rows

pytestmark = pytest.mark.both_databases

# What differs after each row that is written into the index.
CHANGES = {
    "sqlite": "SELECT count(*), max(id) FROM paper_index_data",
    "postgresql": "SELECT xmin::text, ctid::text FROM paper_index",
}


async def save(store: Store, *papers: Paper) -> None:
    async with store.transaction() as tx:
        await editions.save_papers(tx, papers, at("2024-04-04 00:00"))


async def save_bullets(store: Store, paper_id: str, language: Language, *bullets: str) -> None:
    summary = Summary(paper_id=paper_id, language=language, bullets=bullets, origin=SummaryOrigin.SAMPLE)
    async with store.transaction() as tx:
        await editions.save_summaries(tx, [summary])


async def results(store: Store, words: str, *, start: int = 0, most: int = 10, **filters: Any) -> Results:
    async with store.reading() as view:
        wanted = SearchQuery.model_validate({"words": words} | filters)
        return await search(view, wanted, start=start, most=most)


async def found(store: Store, words: str, **filters: Any) -> list[str]:
    return [entry.paper_id for entry in (await results(store, words, **filters)).entries]


@pytest.mark.parametrize(
    "typed",
    [
        *("확산", "학습", "모델", "확산모델", "확산 모델", "확산을", "델", "모델을 학습", '"확산모델을 학"'),
        *("llm", "LLMs", "fine-tuning", "finetuned", "fine tuning", "gpt4", "GPT 4", "gpt-4", "C++", "cafe"),
        *("author of many", "minji kim 확산"),
    ],
)
async def test_a_paper_is_found_however_its_words_are_typed(store: Store, typed: str) -> None:
    await save(
        store,
        paper(1, title="Fine-tuned LLM in C++", abstract="GPT-4 at the café. An author, many of them."),
        paper(2, title="Another", abstract="Nothing of this."),
    )
    await save_bullets(store, paper(1).id, "ko", "확산모델을 학습합니다.")
    assert await found(store, typed) == [paper(1).id]


@pytest.mark.parametrize("typed", ["산확", "C#", "gpt5", "fine hats", '"llm in fine"', "?!", "NOT", "*"])
async def test_what_is_not_there_is_not_found(store: Store, typed: str) -> None:
    await save(store, paper(1, title="Fine-tuned LLM in C++ by GPT-4", abstract="확산모델을 학습합니다."))
    assert await found(store, typed) == []


async def test_the_title_counts_more_than_the_bullets_and_these_more_than_the_abstract(store: Store) -> None:
    await save(store, *(paper(n, title="Some title", abstract="Some words are here.") for n in (1, 2)))
    await save(store, paper(3, title="On diffusion", abstract="Some words are here."))
    await save(store, paper(4, title="Some title", abstract="Some diffusion is here."))
    await save_bullets(store, paper(1).id, "en", "It is diffusion.")
    assert await found(store, "diffusion") == [paper(3).id, paper(1).id, paper(4).id]


async def test_the_index_follows_what_is_saved_again(store: Store) -> None:
    await save(store, paper(1, title="Old words"))
    await save_bullets(store, paper(1).id, "ko", "옛날 말입니다.")
    await save(store, paper(1, title="New words", votes=500))
    await save_bullets(store, paper(1).id, "ko", "새로운 말입니다.")
    await save_bullets(store, paper(1).id, "en", "It speaks English too.")
    for gone in ("old", "옛날"):
        assert await found(store, gone) == []
    for there in ("new", "새로운", "english"):
        assert await found(store, there) == [paper(1).id]


@pytest.mark.sqlite
async def test_sqlites_own_comparison_of_index_and_texts_has_no_complaint(store: Store) -> None:
    for title in ("Old words", "New words"):
        await save(store, paper(1, title=title))
        await save_bullets(store, paper(1).id, "en", f"{title} are here.")
    async with store.transaction() as tx:
        check = "INSERT INTO paper_index (paper_index, rank) VALUES ('integrity-check', 1)"
        await tx.connection.execute(text(check))


async def test_what_has_not_changed_is_not_written_again(
    store: Store, store_url: str, databases: Databases
) -> None:
    async def changes() -> Rows:
        return databases.query(store_url, CHANGES[make_url(store_url).get_backend_name()])

    await save(store, paper(1))
    before = await changes()
    await save(store, paper(1, votes=500))
    assert await changes() == before
    await save(store, paper(1, title="Another"))
    assert await changes() != before


async def test_an_undone_transaction_leaves_nothing_in_the_index(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.transaction() as tx:
            await editions.save_papers(tx, [paper(1)], at("2024-04-04 00:00"))
            raise ZeroDivisionError
    assert await found(store, "paper") == []


class TestFilters:
    @pytest.fixture(autouse=True)
    async def papers(self, store: Store) -> None:
        listed = [paper(1, votes=50), paper(2, votes=5, authors=("Zoë O'Hara",))]
        async with store.transaction() as tx:
            await editions.save_edition(tx, edition(WEDNESDAY, listed), finished=True)
            await editions.save_edition(tx, edition(date(2024, 4, 10), [paper(3, votes=20)]), finished=True)
        await save(store, paper(4, votes=0, published_at=at("2024-04-05 12:00")))

    @pytest.mark.parametrize(
        ("filters", "numbers"),
        [
            ({}, {1, 2, 3, 4}),
            ({"min_votes": 20}, {1, 3}),
            ({"author": "zoe o'hara"}, {2}),
            ({"author": "Minji"}, {1, 3, 4}),
            ({"author": "question"}, set[int]()),
            ({"author": "!?"}, set[int]()),
            ({"since": "2024-04-04"}, {3, 4}),
            ({"since": "2024-04-04", "min_votes": 1, "author": "Ada"}, {3}),
        ],
    )
    async def test_only_what_passes_is_found(
        self, store: Store, filters: dict[str, Any], numbers: set[int]
    ) -> None:
        page = await results(store, "paper", **filters)
        assert {entry.paper_id for entry in page.entries} == {paper(n).id for n in numbers}
        assert page.total == len(numbers)

    async def test_an_entry_has_votes_and_the_day_of_its_listing_else_of_its_publication(
        self, store: Store
    ) -> None:
        entries = (await results(store, "paper")).entries
        assert {(e.paper_id[-1], e.votes, e.day) for e in entries} == {
            ("1", 50, WEDNESDAY),
            ("2", 5, WEDNESDAY),
            ("3", 20, date(2024, 4, 10)),
            ("4", 0, date(2024, 4, 5)),
        }


async def test_pages_follow_each_other_without_gaps(store: Store) -> None:
    await save(store, *(paper(n) for n in range(1, 8)))
    pages = [await results(store, "paper", start=start, most=3) for start in (0, 3, 6, 9)]
    ids = [entry.paper_id for page in pages for entry in page.entries]
    assert sorted(ids) == [paper(n).id for n in range(1, 8)]
    assert [page.total for page in pages] == [7] * 4


async def test_very_many_results_are_not_counted_to_the_end(store: Store) -> None:
    await save(store, *(paper(n) for n in range(1, COUNTED_RESULTS + 16)))
    page = await results(store, "paper", start=COUNTED_RESULTS + 10)
    assert (len(page.entries), page.total, page.uncounted) == (5, COUNTED_RESULTS, True)


LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z", "M"])
WORDS = st.text(st.sampled_from("abzé9가확산뇌을ЖΩ"), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[asyncio.Runner, Store]]:
    """A store for many examples, in a loop of its own."""
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('store') / 'paperboy.db'}"
    opening = open_store(url)
    with asyncio.Runner() as runner:
        store = runner.run(opening.__aenter__())
        yield runner, store
        runner.run(opening.__aexit__(None, None, None))


@given(typed=st.text(LETTERS | st.sampled_from("\"'()*^:-+{}\\AND OR NOT NEAR\0"), max_size=60))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_an_error(shared: tuple[asyncio.Runner, Store], typed: str) -> None:
    runner, store = shared
    assert runner.run(found(store, typed, author=typed)) == []


@given(words=st.lists(WORDS, min_size=1, max_size=6), data=st.data())
@settings(deadline=None)
def test_every_word_of_a_text_finds_it(
    shared: tuple[asyncio.Runner, Store], words: Sequence[str], data: st.DataObject
) -> None:
    runner, store = shared
    word = data.draw(st.sampled_from(words))
    runner.run(save(store, paper(1, title="x", abstract=" ".join(words))))
    assert runner.run(found(store, word)) == [paper(1).id]
    runner.run(save(store, paper(1, title="x", abstract="")))


async def test_imported_papers_and_bullets_are_found_too(store: Store) -> None:
    summary = Summary(
        paper_id=paper(2).id, language="ko", bullets=("확산모델",), origin=SummaryOrigin.ARCHIVE
    )
    async with store.transaction() as tx:
        await archives.add_days(tx, [edition(WEDNESDAY, 3)], [summary])
    assert await found(store, "확산 question") == [paper(2).id]
