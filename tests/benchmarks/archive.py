"""How long the import of an archive takes, beside parsing its files: from bytes to editions and summaries.

Run by hand: ``python -m tests.benchmarks.archive [--days 400] [--papers 25]``. The days are generated.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.archive import edition_of, read_archive, summaries_of, write_day
from bot.archive.importer import Import
from bot.cli.import_ import FILES_PER_TRANSACTION
from bot.models import ArchivedDay, ArchivedPaper, Edition, Summary
from bot.store import open_store

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = date(2023, 5, 4)
ROUNDS = 3
MOST = 3.0  # times the parsing
BULLETS = 6
# 684 characters is the median of a paper's Korean bullets.
BULLET = "이 연구는 {n}번째 방법을 제안하고, 여러 데이터셋에서 그 방법이 기존 방법보다 안정적임을 보입니다. "


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=400)
    parser.add_argument("--papers", type=int, default=25)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        files = _write(Path(folder), chosen.days, chosen.papers)
        # In turns, and the best of each: another process then disturbs both or neither.
        times = [(_parse(files), asyncio.run(_import(files, _url(folder, n)))) for n in range(ROUNDS)]
    parsing, importing = (min(of_one) for of_one in zip(*times, strict=True))
    print(f"{chosen.days} days of {chosen.papers} papers")
    print(f"import {importing:.2f} s, parsing alone (floor) {parsing:.2f} s")
    print(f"ratio {importing / parsing:.2f}, at most {MOST:.0f}")


def _write(folder: Path, days: int, papers: int) -> list[Path]:
    files: list[Path] = []
    for n in range(days):
        day = FIRST + timedelta(days=n)
        papers_of_day = tuple(_paper(n * papers + m, papers - m) for m in range(papers))
        files.append(folder / f"{day}.md")
        files[-1].write_text(write_day(ArchivedDay(day=day, papers=papers_of_day)), encoding="utf-8")
    return files


def _paper(number: int, votes: int) -> ArchivedPaper:
    paper_id = f"{2301 + number // 90000 % 12}.{number % 90000 + 1:05}"
    return ArchivedPaper(
        paper_id=paper_id,
        title=f"Paper number {number}: a generated title of the usual length for such a paper",
        link=f"https://arxiv.org/abs/{paper_id}",
        media=f"![](https://cdn.example/{paper_id}.png)",
        votes=str(votes),
        authors=", ".join(f"Author Number{number + n}" for n in range(6)),
        bullets=tuple(BULLET.format(n=n) * 2 for n in range(BULLETS)),
    )


def _parse(files: list[Path]) -> float:
    start = time.perf_counter()
    read = [_parse_file(file) for file in files]
    took = time.perf_counter() - start
    assert len(read) == len(files)
    return took


def _parse_file(file: Path) -> tuple[Edition, list[Summary]]:
    day = read_archive(file.read_bytes().decode(), name=file.stem).days[0].day
    return edition_of(day, NOW), summaries_of([day], "ko")


def _url(folder: str, number: int) -> str:
    return f"sqlite+aiosqlite:///{folder}/{number}.db"


async def _import(files: list[Path], url: str) -> float:
    async with open_store(url) as store:
        start = time.perf_counter()
        work = Import(store, "ko", NOW)
        for first in range(0, len(files), FILES_PER_TRANSACTION):
            await work.take(files[first : first + FILES_PER_TRANSACTION])
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
