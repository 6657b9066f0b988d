"""How many of the five papers that are nearest to a paper *More like this* names.

Run: python -m tests.benchmarks.likeness --days DIR

DIR holds a `YYYY-MM-DD.json` each, as Hugging Face answers. All papers of the days are stored, their terms
counted and learned; then for some of them the five nearest of a full scan are compared with what is named.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.foryou.for_you import ForYou
from bot.foryou.learning import learn
from bot.models import Edition
from bot.ranking.nearest import LIKE_PAPERS
from bot.ranking.vectors import Vector, dot
from bot.settings import ScheduleSettings
from bot.store import Store, editions, open_store
from bot.vectors.at_hand import Vectors
from bot.vectors.counting import count_terms
from tests.benchmarks.foryou import Days, read_days

SAMPLES, SEED = 200, 1
AIM = 0.9
_NOW = datetime(2026, 9, 1, tzinfo=UTC)


async def main() -> None:
    """Store, compare and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--days", type=Path, required=True)
    days = read_days(arguments.parse_args().days)
    ids = sorted({paper.id for papers in days.values() for paper in papers})
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(f"sqlite+aiosqlite:///{Path(folder) / 'likeness.db'}") as store:
            await _fill(store, days)
            recall = await _recall(store, ids)
    print(f"{len(ids):,} papers: {recall:.3f} of the five nearest are named (aim: {AIM})")


async def _fill(store: Store, days: Days) -> None:
    for day, papers in days.items():
        async with store.transaction() as tx:
            edition = Edition(day=day, papers=tuple(papers), fetched_at=_NOW)
            await editions.save_edition(tx, edition, finished=True)
    await count_terms(store)
    await learn(store, _NOW)
    await ForYou(store, ScheduleSettings(), lambda: _NOW).weigh()


async def _recall(store: Store, ids: Sequence[str]) -> float:
    for_you = ForYou(store, ScheduleSettings(), lambda: _NOW)
    async with store.reading() as view:
        vectors = await Vectors().of(view, ids)
    named = 0
    for paper_id in random.Random(SEED).sample(ids, SAMPLES):
        papers = await for_you.more_like(paper_id) or ()
        named += len({each.paper.id for each in papers} & set(_nearest(vectors, paper_id)))
    return named / (SAMPLES * LIKE_PAPERS)


def _nearest(vectors: Mapping[str, Vector], paper_id: str) -> list[str]:
    candidates = (each for each in vectors if each != paper_id)
    return sorted(candidates, key=lambda each: (-dot(vectors[paper_id], vectors[each]), each))[:LIKE_PAPERS]


if __name__ == "__main__":
    asyncio.run(main())
