"""Texts that were stored as TeX by an earlier release."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine

from bot.models import SearchQuery, SummaryOrigin
from bot.store import editions, open_store
from bot.store.fulltext import search
from bot.store.schema import papers, summaries
from tests.factories import at, paper
from tests.store.test_search_migration import upgrade_to

OLD = paper(
    1,
    title=r"\textsc{S-Agent} and the Fr\'echet colour of $x_{1}$",
    abstract=r"It gains 12\%.",
    authors=("{Kimi Team}", ":", r"{\L}ukasz Ash"),
    ai_summary=r"12\% more",
    ai_keywords=(r"na\"ive agents",),
)
PLAIN = OLD.model_copy(
    update={
        "title": "S-Agent and the Fréchet colour of $x_{1}$",
        "abstract": "It gains 12%.",
        "authors": ("Kimi Team", "Łukasz Ash"),
        "ai_summary": "12% more",
        "ai_keywords": ("naïve agents",),
    }
)
BULLETS = [("ko", (r"Fr\'echet 거리를 줄입니다.",)), ("en", (r"It gains 12\%.", "Fine."))]


async def test_they_become_characters_and_are_found(tmp_path: Path) -> None:
    file = tmp_path / "paperboy.db"
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        upgrade_to(connection, "0007_plain_search")
        rows = [one.model_dump() | {"fetched_at": at("2024-04-04 00:00")} for one in (OLD, paper(2))]
        connection.execute(papers.insert(), rows)
        origin = SummaryOrigin.MODEL
        said = [{"paper_id": OLD.id, "language": lang, "bullets": b, "origin": origin} for lang, b in BULLETS]
        connection.execute(summaries.insert(), said)
    engine.dispose()
    async with open_store(f"sqlite+aiosqlite:///{file}") as store, store.reading() as view:
        assert await editions.paper(view, OLD.id) == PLAIN
        assert await editions.paper(view, paper(2).id) == paper(2)
        english = (await editions.stored_summaries(view, [OLD.id], "en"))[OLD.id]
        assert english.bullets == ("It gains 12%.", "Fine.")
        for typed in ("frechet color", "lukasz", "naive"):
            results = await search(view, SearchQuery(words=typed), start=0, most=5)
            assert [entry.paper_id for entry in results.entries] == ([] if typed == "naive" else [OLD.id])
