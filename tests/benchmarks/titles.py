"""How long a keystroke of the title autocomplete takes, from the store to the choices."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from bot.lookup.papers import Lookups
from bot.models import Paper
from bot.store import editions, open_store
from tests.conftest import HandClock
from tests.factories import at, paper
from tests.support.known_papers import KnownPapers
from tests.support.known_records import KnownRecords

TITLES, KEYSTROKES, BATCH = 20_000, 300, 50
SYLLABLES = [
    "con",
    "tra",
    "ing",
    "lar",
    "ge",
    "lan",
    "gua",
    "mo",
    "del",
    "dif",
    "fu",
    "sion",
    "re",
    "in",
    "vi",
]
COMMON = ["language", "models", "diffusion", "reasoning", "large", "learning", "video", "with", "of", "언어"]


def titles(random: Random) -> Iterator[str]:
    """Ten words each, of which two thirds are those that half of all titles have."""
    while True:
        yield " ".join(_word(random) for _ in range(10))


def _word(random: Random) -> str:
    if random.random() < 0.66:
        return random.choice(COMMON)
    return "".join(random.choices(SYLLABLES, k=random.randint(2, 4)))


def typed(random: Random, title: str) -> str:
    """A beginning of the title, with two letters swapped."""
    end = random.randint(1, len(title))
    at_letter = random.randrange(end)
    return title[:at_letter] + title[at_letter : at_letter + 2][::-1] + title[at_letter + 2 : end]


def papers(random: Random) -> list[Paper]:
    start = at("2023-05-04 00:00")
    return [
        paper(
            1,
            id=f"{2305 + number // 10_000}.{number % 10_000 + 1:05}",
            title=title,
            votes=number % 300,
            published_at=start + timedelta(hours=number),
        )
        for number, title in zip(range(TITLES), titles(random), strict=False)
    ]


async def measure(url: str) -> None:
    random, clock = Random(7), HandClock(at("2024-04-04 00:00"))
    stored_papers = papers(random)
    async with open_store(url) as store:
        for first in range(0, TITLES, BATCH):
            async with store.transaction() as tx:
                await editions.save_papers(tx, stored_papers[first : first + BATCH], clock.forward(minutes=1))
        lookups = Lookups(store, KnownPapers(), KnownRecords(), clock)
        start = time.perf_counter()
        await lookups.suggest("", 25)
        print(f"{TITLES:,} titles read in: {time.perf_counter() - start:.2f} s, once after a start")
        queries = [typed(random, random.choice(stored_papers).title) for _ in range(KEYSTROKES)]
        seconds = [await _keystroke(lookups, text) for text in queries]
    tail = quantiles(seconds, n=20)[-1]
    print(
        f"a keystroke: median {1000 * median(seconds):.1f} ms, p95 {1000 * tail:.1f} ms, "
        f"most {1000 * max(seconds):.1f} ms"
    )


async def _keystroke(lookups: Lookups, text: str) -> float:
    start = time.perf_counter()
    await lookups.suggest(text, 25)
    return time.perf_counter() - start


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        asyncio.run(measure(f"sqlite+aiosqlite:///{Path(folder) / 'titles.db'}"))
