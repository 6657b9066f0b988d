"""How fast a search is among 200,000 papers, against LIKE over the same texts, and what the index costs.

Run: python -m tests.benchmarks.search

The papers have realistic lengths, and words spread by Zipf's law. The floor is what SQLite takes without an
index of words: each word LIKE '%word%' in title, bullets, abstract or authors, most voted first.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.models import Language, Paper, SearchQuery, Summary, SummaryOrigin
from bot.store import Reading, Store, Transaction, editions, fulltext, fulltext_index, open_store, schema
from bot.store.upsert import upsert
from tests.benchmarks.matching_material import ENGLISH, FAMILIES, KOREAN, PLAIN, SYLLABLES

Save = Callable[[Store, list[Paper], list[Summary]], Awaitable[None]]

PAPERS = 200_000
AIM = 20  # times faster at the median
PAGE = 10
DAY = 31  # papers of a usual day
DAYS = 40  # saved with and without the index
SEED = 5
_BATCH = 1_000
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_HANGUL = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누두루무부수"
_PARTICLES = ("", "", "을", "를", "은", "는", "의", "에서", "으로", "과", "모델을", "합니다")
_PLAIN = "CREATE TABLE plain (id TEXT, title TEXT, bullets TEXT, abstract TEXT, authors TEXT, votes INTEGER)"
_ADD_PLAIN = "INSERT INTO plain VALUES (:id, :title, :bullets, :abstract, :authors, :votes)"
_LIKE = "(title LIKE :{0} OR bullets LIKE :{0} OR abstract LIKE :{0} OR authors LIKE :{0})"


class Writer:
    """Writes papers whose words are spread by Zipf's law; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.english = [*PLAIN.split(), *ENGLISH.split(), *self._made(SYLLABLES.split(), 3, 20_000)]
        self.korean = [*KOREAN.split(), *self._made(_HANGUL, 2, 400), *self._made(_HANGUL, 3, 4_000)]
        self._english = list(accumulate(1 / (rank + 3) for rank in range(len(self.english))))
        # So the commonest noun is in half of the papers (of 5,488 real ones a third say 벤치마크).
        self._korean = list(accumulate(1 / (rank + 60) for rank in range(len(self.korean))))

    def paper(self, number: int) -> Paper:
        """Title 75, abstract 1,400 characters, six authors."""
        month, index = divmod(number, 20_000)
        return Paper(
            id=f"24{month + 1:02}.{index + 1:05}",
            title=self._sentence(11).title(),
            abstract=" ".join(self._sentence(21) for _ in range(9)),
            authors=tuple(self._name() for _ in range(6)),
            votes=int(self._random.paretovariate(1.2)),
        )

    def summaries(self, paper_id: str) -> list[Summary]:
        """Three bullets in each language: 690 characters in Korean, 600 in English."""
        korean = tuple(self._korean_sentence(48) for _ in range(3))
        english = tuple(self._sentence(28) for _ in range(3))
        return [_summary(paper_id, "ko", korean), _summary(paper_id, "en", english)]

    def queries(self) -> list[str]:
        """Words from common to rare, English and Korean, alone and in pairs."""
        english = [self.english[int(60 * 1.33**step)] for step in range(16)]
        korean = [word for word in KOREAN.split() if len(word) == 2][::4] + self.korean[60:460:50]
        pairs = [self._random.choices(self.english, cum_weights=self._english, k=2) for _ in range(8)]
        pairs += [self._random.choices(self.korean, cum_weights=self._korean, k=2) for _ in range(8)]
        pairs += [list(pair) for pair in zip(english[::4], korean[::4], strict=False)]
        return [*english, *korean, *(" ".join(pair) for pair in pairs)]

    def _made(self, syllables: Sequence[str], length: int, count: int) -> list[str]:
        words = ("".join(self._random.choices(syllables, k=length)) for _ in range(count))
        return list(dict.fromkeys(words))

    def _sentence(self, words: int) -> str:
        chosen = self._random.choices(self.english, cum_weights=self._english, k=words)
        return " ".join(chosen).capitalize() + "."

    def _korean_sentence(self, words: int) -> str:
        nouns = self._random.choices(self.korean, cum_weights=self._korean, k=words)
        endings = self._random.choices(_PARTICLES, k=words)
        return " ".join(map("".join, zip(nouns, endings, strict=True))) + "."

    def _name(self) -> str:
        return f"{self._random.choice(self.english).title()} {self._random.choice(FAMILIES.split())}"


def _summary(paper_id: str, language: Language, bullets: tuple[str, ...]) -> Summary:
    return Summary(paper_id=paper_id, language=language, bullets=bullets, origin=SummaryOrigin.SAMPLE)


async def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        await _measure_saving(Path(folder))
        async with _store(Path(folder) / "search.db") as store:
            await _measure_search(store)


def _store(path: Path) -> AbstractAsyncContextManager[Store]:
    return open_store(f"sqlite+aiosqlite:///{path}")


async def _measure_saving(folder: Path) -> None:
    async with _store(folder / "with.db") as store:
        with_index = await _days(store, _save)
    async with _store(folder / "without.db") as store:
        without = await _days(store, _save_without)
    print(
        f"saving {DAY} new papers with their bullets: {with_index * 1000:.1f} ms, "
        f"without the index {without * 1000:.1f} ms: × {with_index / without:.1f}"
    )


async def _days(store: Store, save: Save) -> float:
    """Median seconds of saving a day's papers, then their bullets, each in a transaction as the bot does."""
    writer, taken = Writer(SEED), list[float]()
    for day in range(DAYS):
        papers = [writer.paper(day * DAY + number) for number in range(DAY)]
        summaries = [summary for paper in papers for summary in writer.summaries(paper.id)]
        started = time.perf_counter()
        await save(store, papers, summaries)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


async def _save(store: Store, papers: list[Paper], summaries: list[Summary]) -> None:
    async with store.transaction() as tx:
        await editions.save_papers(tx, papers, _NOW)
    async with store.transaction() as tx:
        await editions.save_summaries(tx, summaries)


async def _save_without(store: Store, papers: list[Paper], summaries: list[Summary]) -> None:
    async with store.transaction() as tx:
        await _save_rows(tx, papers, [])
    async with store.transaction() as tx:
        await _save_rows(tx, [], summaries)


async def _save_rows(tx: Transaction, papers: list[Paper], summaries: list[Summary]) -> None:
    await upsert(tx, schema.papers, [paper.model_dump() | {"fetched_at": _NOW} for paper in papers])
    await upsert(tx, schema.summaries, [summary.model_dump(exclude={"doubtful"}) for summary in summaries])


async def _measure_search(store: Store) -> None:
    writer = Writer(SEED)
    started = time.perf_counter()
    await _fill(store, writer)
    print(f"{PAPERS:,} papers filled in {time.perf_counter() - started:.0f} s")
    queries = writer.queries()
    async with store.reading() as view:
        ours = [await _seconds(_search(view, words)) for words in queries]
        floor = [await _seconds(_like(view, words)) for words in queries]
    for words, fast, slow in zip(queries, ours, floor, strict=True):
        print(f"  {words:<30} {fast * 1000:8.1f} ms   LIKE {slow * 1000:8.1f} ms")
    search, plain = statistics.median(ours), statistics.median(floor)
    print(
        f"median of {len(queries)} queries: {search * 1000:.1f} ms (slowest {max(ours) * 1000:.0f} ms), "
        f"floor LIKE {plain * 1000:.0f} ms, ratio {plain / search:.0f} × (aim: {AIM} ×)"
    )


async def _seconds(work: Awaitable[object]) -> float:
    started = time.perf_counter()
    await work
    return time.perf_counter() - started


async def _search(view: Reading, words: str) -> None:
    await fulltext.search(view, SearchQuery(words=words), start=0, most=PAGE)


async def _like(view: Reading, words: str) -> None:
    values = {f"word{n}": f"%{word}%" for n, word in enumerate(words.split())}
    where = " AND ".join(_LIKE.format(name) for name in values)
    query = f"SELECT id, title, votes FROM plain WHERE {where} ORDER BY votes DESC LIMIT {PAGE}"
    (await view.connection.execute(text(query), values)).all()


async def _fill(store: Store, writer: Writer) -> None:
    async with store.transaction() as tx:
        await tx.connection.execute(text(_PLAIN))
    for first in range(0, PAPERS, _BATCH):
        papers = [writer.paper(number) for number in range(first, first + _BATCH)]
        summaries = [summary for paper in papers for summary in writer.summaries(paper.id)]
        async with store.transaction() as tx:
            await _save_rows(tx, papers, summaries)
            await fulltext_index.index_papers(tx, [paper.id for paper in papers])
            await tx.connection.execute(text(_ADD_PLAIN), list(_plain(papers, summaries)))


def _plain(papers: list[Paper], summaries: list[Summary]) -> Iterator[dict[str, Any]]:
    """The same texts as people read them: JSON would hide Korean from LIKE."""
    bullets: defaultdict[str, list[str]] = defaultdict(list)
    for summary in summaries:
        bullets[summary.paper_id] += summary.bullets
    for paper in papers:
        texts = {"bullets": "\n".join(bullets[paper.id]), "authors": "\n".join(paper.authors)}
        yield paper.model_dump(include={"id", "title", "abstract", "votes"}) | texts


if __name__ == "__main__":
    asyncio.run(main())
