"""How fast a day is ranked for a person, and papers like one are named, among 200,000 stored papers.

Run: python -m tests.benchmarks.foryou_speed [--papers N]

Against the same day's `/digest`, unranked, and the median `/search`, all without Discord. Memory is what
Python has allocated more after the first ranked day, with all that was learned. To compare so many papers
takes hours; so that they can be named, each is taken to be nearest to those that follow it.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.digests.composer import Composer, Kind
from bot.foryou.for_you import ForYou
from bot.foryou.learning import learn
from bot.models import Edition, SearchQuery
from bot.ranking.nearest import LIKE_PAPERS, NearestPapers
from bot.rendering.digest_message import paper_counts, render_part
from bot.rendering.ranked_papers import ranked_embed
from bot.settings import ScheduleSettings, Settings
from bot.store import Store, editions, fulltext, fulltext_index, likeness, open_store, schema
from bot.store.upsert import upsert
from bot.vectors.at_hand import Vectors
from bot.vectors.counting import count_terms, terms_of
from tests.benchmarks.search import PAGE, SEED, Writer

PAPERS = 200_000
LARGEST_DAY = 100  # papers: the API's limit
USUAL_DAY = 30
SAVED_PAPERS = 30
READER = 1
ROUNDS = 15
DAY_AIM, LIKE_AIM, MEMORY_AIM = 1.5, 3.0, 30.0  # × /digest, × /search, MB
_BATCH = 1_000
_LAST = date(2026, 1, 1)
_NOW = datetime(2026, 1, 2, tzinfo=UTC)

Question = Callable[[], Awaitable[object]]


async def main() -> None:
    """Fill, measure and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--papers", type=int, default=PAPERS)
    papers = arguments.parse_args().papers
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(f"sqlite+aiosqlite:///{Path(folder) / 'foryou.db'}") as store:
            writer = Writer(SEED)
            await _fill(store, writer, papers)
            started = time.perf_counter()
            await count_terms(store)
            print(f"terms of {papers:,} papers counted in {time.perf_counter() - started:.0f} s, paced")
            started = time.perf_counter()
            await learn(store, _NOW)
            print(f"{papers:,} papers; terms learned in {time.perf_counter() - started:.1f} s, paced")
            await _take_next_for_nearest(store, papers)
            await _measure(store, writer, papers)


async def _take_next_for_nearest(store: Store, papers: int) -> None:
    vectors = Vectors()
    for first in range(0, papers, _BATCH):
        ids = [writer_id(number) for number in range(first, min(first + _BATCH, papers))]
        async with store.reading() as view:
            counts = await vectors.counts(view)
            paper_vectors = counts.vectors(await terms_of(view, ids))
        nearest = NearestPapers(paper_vectors, {})
        for number, paper_id in enumerate(ids):
            for near_id in ids[number + 1 : number + 1 + LIKE_PAPERS]:
                nearest.compare(paper_id, near_id)
        async with store.transaction() as tx:
            await likeness.keep_telling(tx, papers, {each: {} for each in ids})
            await likeness.keep_nearest(tx, nearest.changed)


async def _measure(store: Store, writer: Writer, papers: int) -> None:
    for_you = ForYou(store, ScheduleSettings(), lambda: _NOW)
    cold, megabytes = await _first(store, for_you)
    digest = await _median(ROUNDS, lambda: _digest(store))
    day = await _median(ROUNDS, lambda: _ranked(for_you))
    print(
        f"the largest day, {LARGEST_DAY} papers: ranked {day * 1000:.1f} ms "
        f"(the first time {cold * 1000:.0f} ms), "
        f"/digest {digest * 1000:.1f} ms: × {day / digest:.2f} (aim: {DAY_AIM}), "
        f"memory {megabytes:.1f} MB more (aim: {MEMORY_AIM:.0f})"
    )
    ids = iter([writer_id(number) for number in range(17, papers, papers // 40)])
    like = await _median(39, lambda: for_you.more_like(next(ids)))
    queries = iter(writer.queries())
    search = await _median(len(writer.queries()), lambda: _search(store, next(queries)))
    print(
        f"more like this: median {like * 1000:.1f} ms, /search {search * 1000:.1f} ms: "
        f"× {like / search:.2f} (aim: {LIKE_AIM:.0f})"
    )


def writer_id(number: int) -> str:
    """The id of the paper that `Writer` writes under this number."""
    month, index = divmod(number, 20_000)
    return f"24{month + 1:02}.{index + 1:05}"


async def _first(store: Store, for_you: ForYou) -> tuple[float, float]:
    """Seconds of the first ranked day, and megabytes that stay; measured apart, since tracing is slow."""
    started = time.perf_counter()
    await _ranked(for_you)
    seconds = time.perf_counter() - started
    traced = ForYou(store, ScheduleSettings(), lambda: _NOW)
    tracemalloc.start()
    await _ranked(traced)
    megabytes = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return seconds, megabytes


async def _ranked(for_you: ForYou) -> None:
    ranked = await for_you.ranked(READER, _LAST, _LAST, most=PAGE)
    assert ranked
    ranked_embed(ranked, "en")


async def _digest(store: Store) -> None:
    kind = Kind(_LAST, "en", PAGE, 0, frozenset(), partial=False)
    async with store.reading() as view:
        digest = await Composer(Settings()).compose(view, kind)
    assert digest
    render_part(digest, paper_counts(digest), 1)


async def _search(store: Store, words: str) -> None:
    async with store.reading() as view:
        await fulltext.search(view, SearchQuery(words=words), start=0, most=PAGE)


async def _median(rounds: int, question: Question) -> float:
    taken: list[float] = []
    for _ in range(rounds):
        started = time.perf_counter()
        await question()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


async def _fill(store: Store, writer: Writer, papers: int) -> None:
    """The newest papers are the largest day's; usual days before it list the rest."""
    day, listed = _LAST, LARGEST_DAY
    for first in range(0, papers, _BATCH):
        batch = [writer.paper(number) for number in range(papers - first - _BATCH, papers - first)]
        async with store.transaction() as tx:
            await upsert(tx, schema.papers, [paper.model_dump() | {"fetched_at": _NOW} for paper in batch])
            await fulltext_index.index_papers(tx, [paper.id for paper in batch])
            while batch:
                edition = Edition(day=day, papers=tuple(batch[:listed]), fetched_at=_NOW)
                await upsert(tx, schema.listings, editions.listing_rows(edition))
                row = {"day": day, "fetched_at": _NOW, "finished": True, "papers": len(edition.papers)}
                await upsert(tx, schema.editions, [row])
                batch, day, listed = batch[listed:], day - timedelta(days=1), USUAL_DAY
            if first == 0:
                ids = [writer_id(papers - 150 - 9 * n) for n in range(SAVED_PAPERS)]
                saved_rows = [{"user_id": READER, "paper_id": paper_id} for paper_id in ids]
                await upsert(tx, schema.saved, [row | {"saved_at": _NOW} for row in saved_rows])


if __name__ == "__main__":
    asyncio.run(main())
