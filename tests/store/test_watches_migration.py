"""People with saved papers from before papers could be watched."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.models import Paper
from bot.privacy import Privacy
from bot.saved.saved_papers import SavedPapers
from bot.settings import ScheduleSettings
from bot.store import editions, looks, open_store, records, saved, watches
from bot.store.upgrade import revisions
from tests.conftest import HandClock
from tests.factories import paper
from tests.store.test_search_migration import upgrade_to

# Before, nobody could save anything.
EARLIER = revisions()[revisions().index("0003_lookups") : revisions().index("0016_watches")]
READER = 42
PAPER = """
INSERT INTO papers (id, title, abstract, authors, votes, comments, thumbnail, ai_keywords, fetched_at)
VALUES ('2404.00001', 'Trees grow', 'They do.', '[]', 7, 0, 'https://example.com/1.png', '[]',
    '2024-04-03 00:00:00.000000')
"""
SAVED = (
    "INSERT INTO saved (user_id, paper_id, saved_at) VALUES (42, '2404.00001', '2024-04-03 00:00:00.000000')"
)
RECORD = """
INSERT INTO arxiv_records (paper_id, primary_class, withdrawn, fetched_at)
VALUES ('2404.00001', 'cs.CL', 1, '2024-04-03 00:00:00.000000')
"""


def old_database(file: Path, revision: str) -> None:
    """A person saved a paper, of which arXiv told in the meantime that it is withdrawn."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        upgrade_to(connection, revision)
        for statement in (PAPER, SAVED, RECORD):
            connection.execute(text(statement))
    engine.dispose()


@pytest.mark.parametrize("revision", EARLIER)
async def test_what_was_saved_stays_and_is_not_watched(
    tmp_path: Path, revision: str, clock: HandClock
) -> None:
    old_database(tmp_path / "old.db", revision)
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'old.db'}") as store, store.reading() as view:
        assert [each.id for each in await saved.of_user(view, READER)] == ["2404.00001"]
        assert await watches.of_user(view, READER) == []
        assert await looks.due(view, "hub", clock(), 9) == []
        record = await records.stored_record(view, "2404.00001")
        assert record
        assert (record.withdrawn, record.version, record.updated_at) == (True, None, None)


async def test_what_is_saved_from_then_on_is_watched_from_what_is_known(
    tmp_path: Path, clock: HandClock
) -> None:
    old_database(tmp_path / "old.db", EARLIER[-1])
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'old.db'}") as store:
        list_of_saved = SavedPapers(store, ScheduleSettings(), clock)
        await list_of_saved.remove(READER, "2404.00001")
        assert await list_of_saved.save(READER, "2404.00001", "en")
        async with store.reading() as view:
            (watched,) = await watches.of_user(view, READER)
        assert (watched.baseline_votes, watched.baseline_code, watched.baseline_withdrawn) == (7, False, True)
        assert watched.changes == ()


async def test_all_of_it_is_shown_and_erased(tmp_path: Path, clock: HandClock) -> None:
    old_database(tmp_path / "old.db", EARLIER[-1])
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'old.db'}") as store:
        await save_another(SavedPapers(store, ScheduleSettings(), clock), paper(2))
        privacy = Privacy(store, clock)
        everything = await privacy.everything_about(READER)
        assert [row["paper_id"] for row in everything["watches"]] == [paper(2).id]
        await privacy.erase(READER)
        everything = await privacy.everything_about(READER)
        assert {kind for kind, rows in everything.items() if rows} == {"erasures"}


async def save_another(list_of_saved: SavedPapers, new: Paper) -> None:
    async with list_of_saved.store.transaction() as tx:
        await editions.save_papers(tx, [new], list_of_saved.clock())
    await list_of_saved.save(READER, new.id, "en")
