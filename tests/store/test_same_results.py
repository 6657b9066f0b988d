"""The demo's papers in SQLite and in PostgreSQL: whatever is asked, both give the same papers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from bot.alerts.keywords import meaning
from bot.demo.sample_days import sample_days, sample_summaries
from bot.models import Edition, SearchQuery
from bot.ranking.vectors import TermCounts
from bot.sources.parsing import parse_day
from bot.store import Store, alerts, browse, editions, hits, keywords, likeness, open_store, titles
from bot.store.fulltext import search
from bot.store.hits import PaperHits
from bot.vectors.counting import count_terms
from bot.vectors.weighing import weigh_terms
from tests.support.databases import Databases

NOW = datetime(2026, 2, 6, tzinfo=UTC)
QUERIES = [
    "diffusion", "models", "model", "large language model", "확산", "모델을", "언어 모델", "학습", "강화학습",
    "3D", "gpt-4", "gpt4", "fine-tuned", "finetuned", "c++", "video generation",
    '"language model"', "은", "technologies", "technology", "possibly", "is", "as", "running",
    "runs", "2.5", "state-of-the-art", "RLHF", "데이터", "benchmark", "benchmarks", "agents",
    "reasoning", "vision", "이미지 생성", "성능", "self-supervised", "x", "multi-modal multimodal",
    "long context", "AI's", "the", "of", "zzz", "?!", "optimisation", "methodology",
]  # fmt: skip
ORDERS: tuple[Literal["relevance", "votes", "date"], ...] = ("relevance", "votes", "date")


@pytest.fixture
async def stores(
    sqlite_databases: Databases, postgresql_databases: Databases, tmp_path: Path
) -> AsyncIterator[tuple[Store, Store]]:
    async with AsyncExitStack() as stack:
        urls = [each.migrated(tmp_path / "same.db") for each in (sqlite_databases, postgresql_databases)]
        opened = [await stack.enter_async_context(open_store(url)) for url in urls]
        for store in opened:
            await fill(store)
        yield opened[0], opened[1]
    postgresql_databases.tidy()


async def fill(store: Store) -> None:
    async with store.transaction() as tx:
        for day, body in sample_days().items():
            listed = Edition(day=day, papers=parse_day(body), fetched_at=NOW)
            await editions.save_edition(tx, listed, finished=True)
        ids = {row.paper_id for row in await titles.titles_since(tx, None)}
        await editions.save_summaries(tx, [each for each in sample_summaries() if each.paper_id in ids])


async def found(store: Store, query: SearchQuery) -> list[str]:
    async with store.reading() as view:
        results = await search(view, query, start=0, most=100)
    assert results.total == len(results.entries)
    return [entry.paper_id for entry in results.entries]


async def test_a_search_finds_the_same_papers(stores: tuple[Store, Store]) -> None:
    hits_of_all = 0
    for words in QUERIES:
        for order in ORDERS:
            query = SearchQuery(words=words, order=order)
            in_file, on_server = [await found(store, query) for store in stores]
            assert set(in_file) == set(on_server), words
            assert order == "relevance" or in_file == on_server, (words, order)
            hits_of_all += len(in_file)
    assert hits_of_all > 500


async def test_the_best_fit_is_most_often_the_same(stores: tuple[Store, Store]) -> None:
    pairs = [[await found(store, SearchQuery(words=words)) for store in stores] for words in QUERIES]
    several = [(one[:5], other[:5]) for one, other in pairs if len(one) > 5]
    assert len(several) > 10
    common = [len({*one} & {*other}) / 5 for one, other in several]
    assert sum(common) / len(common) > 0.6


async def test_authors_filters_and_papers_like_one_are_the_same(stores: tuple[Store, Store]) -> None:
    for query in (
        SearchQuery(words="model", min_votes=30, order="votes"),
        SearchQuery(words="model", since=NOW.date() - timedelta(days=3), order="date"),
        SearchQuery(words="", author="Wang", order="votes"),
        SearchQuery(author="Yang Li", words="model", order="votes"),
    ):
        in_file, on_server = [await found(store, query) for store in stores]
        assert in_file == on_server, query
    likes: list[list[str]] = []
    for store in stores:
        await count_terms(store)
        assert await weigh_terms(store, TermCounts(0, {})) > 30
        async with store.reading() as view:
            likes.append(sorted(await likeness.speaking_of(view, {"diffusionmodel": 400, "video": 300}, 80)))
    assert likes[0] == likes[1] != []


async def test_titles_and_lists_are_the_same(stores: tuple[Store, Store]) -> None:
    answers: list[object] = []
    for store in stores:
        async with store.reading() as view:
            everything = sorted(await titles.titles_since(view, None))
            top = await browse.most_voted(view, NOW.date() - timedelta(days=5), NOW.date(), start=0, most=50)
            days = [await editions.edition(view, day) for day in sample_days()]
            prints = await editions.fingerprints(view, list(sample_days()))
            first = await editions.first_votes(view, [title.paper_id for title in everything])
        answers.append([everything, top, days, first, prints.keys()])
    assert answers[0] == answers[1]
    assert repr(answers[0]).count("StoredTitle") > 30


async def test_alerts_are_the_same(stores: tuple[Store, Store]) -> None:
    answers: list[object] = []
    for store in stores:
        async with store.transaction() as tx:
            for user_id, typed in enumerate(("diffusion", "~agent", '"language model"', "확산"), start=1):
                form, key = meaning(typed)
                keyword_id = await keywords.id_of(tx, form, key)
                await alerts.add(tx, user_id, typed, keyword_id, NOW, NOW.date() - timedelta(days=9))
            paper_ids = [title.paper_id for title in await titles.titles_since(tx, None)][:3]
            await hits.add(tx, [PaperHits(NOW.date(), paper_id, [1, 2, 3]) for paper_id in sorted(paper_ids)])
            await hits.mark_notified(tx, 1, sorted(paper_ids)[:1])
            answers.append(
                [
                    sorted(await keywords.with_keys(tx, [meaning("diffusion")[1], "no such key"])),
                    await hits.counts(tx, [1, 2, 3, 4], NOW.date() - timedelta(days=1)),
                    [each._replace(paper_id="") for each in await hits.pending(tx, [1, 2, 3, 4])],
                ]
            )
    assert answers[0] == answers[1]
    assert "diffusion" in repr(answers[0])
