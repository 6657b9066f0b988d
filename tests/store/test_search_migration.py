"""A database from before the search is made searchable."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

import bot.store
from bot.models import SearchQuery, SummaryOrigin
from bot.store import open_store
from bot.store.fulltext import search
from bot.store.schema import papers, summaries
from tests.factories import at, paper


def upgrade_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(bot.store.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def test_papers_and_bullets_that_were_there_before_are_found(tmp_path: Path) -> None:
    file = tmp_path / "paperboy.db"
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        upgrade_to(connection, "0001_start")
        rows = [paper(n).model_dump() | {"fetched_at": at("2024-04-04 00:00")} for n in range(1, 1_203)]
        connection.execute(papers.insert(), rows)
        origin = SummaryOrigin.SAMPLE
        bullets = [("ko", ("확산모델을 학습합니다.",)), ("en", ("It diffuses.",))]
        said = [
            {"paper_id": paper(2).id, "language": lang, "bullets": b, "origin": origin} for lang, b in bullets
        ]
        connection.execute(summaries.insert(), said)
    engine.dispose()
    async with open_store(f"sqlite+aiosqlite:///{file}") as store, store.reading() as view:
        (found,) = (await search(view, SearchQuery(words="확산 diffuse"), start=0, most=5)).entries
        assert found.paper_id == paper(2).id
        last = await search(view, SearchQuery(words="1202"), start=0, most=5)
        assert [entry.paper_id for entry in last.entries] == [paper(1202).id]
        count = await view.connection.execute(text("SELECT count(*) FROM paper_texts"))
        assert count.scalar() == 1_202
