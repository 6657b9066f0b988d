"""Importing an archive into the store: what it fills, and what it leaves alone."""

from __future__ import annotations

import asyncio
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.archive import write_day
from bot.archive.importer import Import
from bot.models import ArchivedDay, Summary, SummaryOrigin
from bot.store import Store, editions, open_store, records
from tests.archive.files import CANONICAL, FIRST, SECOND, days, file_of
from tests.archive.importer.conftest import IMPORTED, Shelf
from tests.factories import WEDNESDAY, at, edition, paper, record


async def test_an_import_fills_papers_votes_listing_days_and_bullets(shelf: Shelf, store: Store) -> None:
    (report,) = await shelf.take(CANONICAL)
    assert (report.days, report.cut, report.canonical) == ({WEDNESDAY: 2}, 1, True)
    async with store.reading() as view:
        day_edition = await editions.edition(view, WEDNESDAY)
        listings = await editions.listing_days(view, "2404.00002")
    assert day_edition
    assert [(p.id, p.votes, p.authors[-1]) for p in day_edition.papers] == [
        ("2404.00001", 28, "Cho Yuna"),
        ("2404.00002", 5, "Dana Park"),
    ]
    assert listings == [(WEDNESDAY, 5)]
    assert await shelf.bullets() == ("괄호를 다룹니다.",)


async def test_importing_again_changes_nothing_at_all(shelf: Shelf) -> None:
    files = (CANONICAL, file_of(SECOND, day=date(2024, 4, 4)))
    await shelf.take(*files)
    before = await shelf.everything()
    reports = await shelf.take(*files, now=IMPORTED + timedelta(days=1))
    assert await shelf.everything() == before
    assert [report.unchanged for report in reports] == [frozenset(report.days) for report in reports]


async def test_a_corrected_file_replaces_what_was_imported_before(shelf: Shelf, store: Store) -> None:
    await shelf.take(CANONICAL)
    corrected = file_of(SECOND.replace("괄호를", "대괄호를"))
    await shelf.take(corrected)
    assert (await shelf.bullets(), await shelf.exported()) == (("대괄호를 다룹니다.",), corrected)
    async with store.reading() as view:
        assert await editions.listing_days(view, "2404.00001") == []


async def test_of_two_files_with_one_day_the_last_wins(shelf: Shelf) -> None:
    first, second = await shelf.take(file_of(FIRST), file_of(SECOND))
    assert await shelf.exported() == file_of(SECOND)
    assert (first.remarks, [remark.key for remark in second.remarks]) == ((), ["archive-given-before"])


async def test_a_paper_that_the_source_told_of_stays_and_gets_what_it_lacks(
    shelf: Shelf, store: Store
) -> None:
    source_paper = paper(1, authors=("Ada Kim", "Ben Lee", "Eve Han", "Cho Yuna"), votes=99)
    async with store.transaction() as tx:
        await editions.save_papers(tx, [source_paper], at("2024-04-20 00:00"))
    await shelf.take(CANONICAL)
    async with store.reading() as view:
        assert await editions.paper(view, source_paper.id) == source_paper
        assert await editions.listing_days(view, source_paper.id) == [(WEDNESDAY, 28)]
    assert len(await shelf.bullets(source_paper.id)) == 2


async def test_a_day_that_the_source_told_of_keeps_its_list_and_votes(shelf: Shelf, store: Store) -> None:
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(papers=1), finished=True)
        before = await editions.edition(tx, WEDNESDAY)
    (report,) = await shelf.take(CANONICAL)
    assert report.answered == {WEDNESDAY}
    async with store.reading() as view:
        assert await editions.edition(view, WEDNESDAY) == before
    assert await shelf.exported() == CANONICAL


async def test_bullets_that_are_there_stay(shelf: Shelf, store: Store) -> None:
    summary = Summary(
        paper_id="2404.00002", language="ko", bullets=("우리 것.",), origin=SummaryOrigin.SAMPLE
    )
    async with store.transaction() as tx:
        await editions.save_papers(tx, [paper(2)], IMPORTED)
        await editions.save_summaries(tx, [summary])
    await shelf.take(CANONICAL)
    assert await shelf.bullets() == ("우리 것.",)


async def test_each_language_has_its_own_archive(shelf: Shelf) -> None:
    english = file_of(SECOND.replace("괄호를 다룹니다.", "About brackets."))
    await shelf.take(CANONICAL)
    await shelf.take(english, language="en")
    assert (await shelf.exported(), await shelf.exported(language="en")) == (CANONICAL, english)
    assert await shelf.bullets(language="en") == ("About brackets.",)


async def test_a_file_that_cannot_be_read_costs_only_itself(shelf: Shelf) -> None:
    (shelf.folder / "bad.md").write_bytes(b"## Daily Papers (2024-04-03)\n\n\n" + b"\xff")
    (shelf.folder / "good.md").write_bytes(CANONICAL.encode())
    paths = [shelf.folder / name for name in ("bad.md", "gone.md", "good.md")]
    reports = await Import(shelf.store, "ko", IMPORTED).take(paths)
    assert [[(r.line, r.key) for r in report.remarks] for report in reports] == [
        [(4, "archive-not-utf8")],
        [(1, "archive-unreadable")],
        [],
    ]
    assert await shelf.exported() == CANONICAL


@settings(max_examples=30)
@given(archive=st.lists(days, min_size=1, max_size=4, unique_by=lambda day: day.day))
def test_generated_days_come_out_of_the_store_as_they_went_in(
    migrated_file: Path, archive: list[ArchivedDay]
) -> None:
    asyncio.run(_round_trip(migrated_file, archive))


async def _round_trip(migrated_file: Path, archive: list[ArchivedDay]) -> None:
    with TemporaryDirectory() as folder:
        shutil.copy(migrated_file, Path(folder) / "paperboy.db")
        async with open_store(f"sqlite+aiosqlite:///{folder}/paperboy.db") as store:
            shelf = Shelf(Path(folder), store)
            texts = [write_day(day) for day in archive]
            await shelf.take(*texts)
            before = await shelf.everything()
            await shelf.take(*texts, now=datetime(2026, 1, 2, tzinfo=UTC))
            assert await shelf.everything() == before
            assert [await shelf.exported(day.day) for day in archive] == texts


@pytest.mark.parametrize("is_imported_first", [True, False])
async def test_the_order_of_authors_is_arxivs(shelf: Shelf, store: Store, is_imported_first: bool) -> None:
    order = ("Cho Yuna", "Ada Kim", "Dan Oh", "Ben Lee")
    if is_imported_first:
        await shelf.take(CANONICAL)
    async with store.transaction() as tx:
        await records.save_record(tx, record(1, authors=order), at("2024-04-05 00:00"))
    if not is_imported_first:
        await shelf.take(CANONICAL)
    async with store.reading() as view:
        stored_paper = await editions.paper(view, "2404.00001")
    assert stored_paper
    assert stored_paper.authors == order
