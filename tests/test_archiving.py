"""Importing an archive into the store: what it fills, what it leaves alone, and that nothing comes due."""

from __future__ import annotations

import asyncio
import shutil
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.archive import write_day
from bot.archiving import FileReport, Import
from bot.channels import subscribe
from bot.collecting import collect_day, collect_due, collected_day
from bot.errors import SourceError
from bot.lookup import Lookups, find_paper
from bot.models import ArchivedDay, Language, Paper, Summary, SummaryOrigin
from bot.planning import plan_due
from bot.rendering.messages import paper_message
from bot.settings import Settings
from bot.store import Store, archives, deliveries, editions, open_store, subscriptions
from bot.store.schema import metadata
from tests.archive.files import CANONICAL, FIRST, SECOND, days, file_of
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, channel, edition, paper
from tests.support.known_records import KnownRecords

SETTINGS = Settings()
SUMMARY = SETTINGS.summary
IMPORTED = at("2024-05-01 00:00")


@dataclass
class Shelf:
    """Files of an archive, and their import."""

    folder: Path
    store: Store

    async def take(
        self, *texts: str, language: Language = "ko", now: datetime = IMPORTED
    ) -> list[FileReport]:
        paths = [self.folder / f"{number}.md" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text.encode())
        return await Import(self.store, language, now).take(paths)

    async def exported(self, day: date = WEDNESDAY, language: Language = "ko") -> str:
        async with self.store.reading() as view:
            return (await archives.archived_texts(view, [day], language))[day]

    async def bullets(self, paper_id: str = "2404.00002", language: Language = "ko") -> tuple[str, ...]:
        async with self.store.reading() as view:
            return (await editions.stored_summaries(view, [paper_id], language))[paper_id].bullets

    async def everything(self) -> Mapping[str, list[tuple[Any, ...]]]:
        async with self.store.reading() as view:
            return {
                table.name: [tuple(row) for row in await view.connection.execute(select(table))]
                for table in metadata.sorted_tables
            }


@dataclass
class OneSource:
    """A Source with one day and the papers it is told; `down` it has none."""

    papers: dict[str, Paper] = field(default_factory=dict[str, Paper])
    down: bool = False
    asked: list[object] = field(default_factory=list[object])

    async def fetch_day(self, day: date) -> tuple[Paper, ...]:
        self._ask(day)
        return tuple(self.papers.values())

    async def fetch_paper(self, paper_id: str) -> Paper | None:
        self._ask(paper_id)
        return self.papers.get(paper_id)

    def _ask(self, what: object) -> None:
        self.asked.append(what)
        if self.down:
            raise SourceError("source-html")


def lookups(store: Store, source: OneSource) -> Lookups:
    problem = SourceError("source-html") if source.down else None
    return Lookups(store, source, KnownRecords(problem=problem), lambda: IMPORTED)


@pytest.fixture
def shelf(tmp_path: Path, store: Store) -> Shelf:
    return Shelf(tmp_path, store)


async def test_an_import_fills_papers_votes_listing_days_and_bullets(shelf: Shelf, store: Store) -> None:
    (report,) = await shelf.take(CANONICAL)
    assert (report.days, report.cut, report.canonical) == ({WEDNESDAY: 2}, 1, True)
    async with store.reading() as view:
        found = await editions.edition(view, WEDNESDAY)
        listings = await editions.listing_days(view, "2404.00002")
    assert found
    assert [(p.id, p.votes, p.authors[-1]) for p in found.papers] == [
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
    known = paper(1, authors=("Ada Kim", "Ben Lee", "Eve Han", "Cho Yuna"), votes=99)
    async with store.transaction() as tx:
        await editions.save_papers(tx, [known], at("2024-04-20 00:00"))
    await shelf.take(CANONICAL)
    async with store.reading() as view:
        assert await editions.paper(view, known.id) == known
        assert await editions.listing_days(view, known.id) == [(WEDNESDAY, 28)]
    assert len(await shelf.bullets(known.id)) == 2


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
    own = Summary(paper_id="2404.00002", language="ko", bullets=("우리 것.",), origin=SummaryOrigin.SAMPLE)
    async with store.transaction() as tx:
        await editions.save_papers(tx, [paper(2)], IMPORTED)
        await editions.save_summaries(tx, [own])
    await shelf.take(CANONICAL)
    assert await shelf.bullets() == ("우리 것.",)


async def test_each_language_has_its_own_archive(shelf: Shelf) -> None:
    english = file_of(SECOND.replace("괄호를 다룹니다.", "About brackets."))
    await shelf.take(CANONICAL)
    await shelf.take(english, language="en")
    assert (await shelf.exported(), await shelf.exported(language="en")) == (CANONICAL, english)
    assert await shelf.bullets(language="en") == ("About brackets.",)


async def test_what_the_source_tells_later_replaces_the_list_but_not_the_archive(
    shelf: Shelf, store: Store
) -> None:
    await shelf.take(CANONICAL)
    source = OneSource({"2404.00001": paper(1, votes=300)})
    await collect_day(store, source, SETTINGS.schedule, WEDNESDAY, IMPORTED)
    async with store.reading() as view:
        found = await editions.edition(view, WEDNESDAY)
    assert found
    assert [(p.id, p.votes) for p in found.papers] == [("2404.00001", 300)]
    assert await shelf.exported() == CANONICAL


async def test_an_imported_day_is_history_for_which_nobody_is_asked(shelf: Shelf, store: Store) -> None:
    await shelf.take(CANONICAL)
    source = OneSource(down=True)
    found = await collected_day(store, source, SETTINGS.schedule, WEDNESDAY, IMPORTED)
    assert (len(found.papers), source.asked) == (2, [])


async def test_importing_hundreds_of_days_posts_nothing_and_skips_nothing(
    shelf: Shelf, store: Store, clock: HandClock
) -> None:
    long_ago = clock() - timedelta(days=100)
    subscription = await subscribe(store, SETTINGS.schedule, channel(), long_ago)
    first = WEDNESDAY - timedelta(days=300)
    await shelf.take(*(file_of(FIRST, day=first + timedelta(days=n)) for n in range(301)))
    assert await plan_due(store, SETTINGS, clock()) == 0
    async with store.reading() as view:
        assert await deliveries.since(view, first) == []
        after = await subscriptions.of_channel(view, 100)
    assert after
    assert after.settled_day == subscription.settled_day


async def test_what_is_owed_is_what_it_would_be_without_the_import(
    shelf: Shelf, store: Store, clock: HandClock, tmp_path: Path
) -> None:
    """A due channel gets the same days, and the same are asked for."""
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}") as without:
        rows: list[list[Any]] = []
        asked: list[list[object]] = []
        await shelf.take(*(file_of(SECOND, day=WEDNESDAY - timedelta(days=n)) for n in range(60)))
        for each in (store, without):
            source = OneSource({p.id: p for p in edition().papers})
            await subscribe(each, SETTINGS.schedule, channel(), clock() - timedelta(days=40))
            await collect_due(each, source, SETTINGS.schedule, clock())
            await plan_due(each, SETTINGS, clock())
            async with each.reading() as view:
                found = await deliveries.since(view, date(2024, 1, 1))
            rows.append([(row.day, row.state, row.part) for row in found])
            asked.append(source.asked)
    assert rows[0]
    assert (rows[0], asked[0]) == (rows[1], asked[1])


DOUBTFUL = file_of(
    SECOND.replace("- 괄호를 다룹니다.\n", "- 괄호를 다룹니다.\n- 매개변수는 3.8억 개입니다.\n")
)
KNOWN = paper(2, abstract="We present a model with 3.8 billion parameters.")


async def test_a_figure_that_the_abstract_does_not_bear_out_is_reported_and_marked(
    shelf: Shelf, store: Store
) -> None:
    async with store.transaction() as tx:
        await editions.save_papers(tx, [KNOWN], IMPORTED)
    (report,) = await shelf.take(DOUBTFUL)
    (remark,) = report.remarks
    assert (remark.line, remark.key, remark.values["probably"]) == (10, "archive-figure-probably", "38억")
    found = await find_paper(store, lookups(store, OneSource()), SUMMARY, KNOWN.id, "ko")
    assert found
    lines = (paper_message(found.shown, "ko").embeds[0].description or "").splitlines()
    assert lines[:2] == ["• 괄호를 다룹니다.", "• ⚠ 매개변수는 3.8억 개입니다."]
    assert await shelf.exported() == DOUBTFUL


async def test_the_source_is_asked_for_the_rest_of_an_archived_paper(shelf: Shelf, store: Store) -> None:
    await shelf.take(DOUBTFUL)
    source = OneSource({KNOWN.id: KNOWN})
    for _ in range(2):
        found = await find_paper(store, lookups(store, source), SUMMARY, KNOWN.id, "ko")
        assert found
        assert (found.shown.paper, found.shown.summary.doubtful) == (KNOWN, (1,))
    assert source.asked == [KNOWN.id]


@pytest.mark.parametrize("down", [True, False])
async def test_an_archived_paper_is_shown_as_it_is_if_nobody_knows_more(
    shelf: Shelf, store: Store, down: bool
) -> None:
    await shelf.take(CANONICAL)
    found = await find_paper(store, lookups(store, OneSource(down=down)), SUMMARY, "2404.00002", "ko")
    assert found
    assert found.shown.summary.bullets == ("괄호를 다룹니다.",)
    assert found.listings == [(WEDNESDAY, 5)]


ENGLISH = SECOND.replace("괄호를 다룹니다.", "It handles brackets.\n- All of them.")


async def test_bullets_without_hangul_are_no_korean_summary_but_are_exported(
    shelf: Shelf, store: Store
) -> None:
    (report,) = await shelf.take(file_of(FIRST, ENGLISH))
    assert [(r.line, r.key, r.skipped) for r in report.remarks] == [(20, "archive-not-korean", False)]
    async with store.reading() as view:
        assert set(await editions.stored_summaries(view, ["2404.00001", "2404.00002"], "ko")) == {
            "2404.00001"
        }
    assert await shelf.exported() == file_of(FIRST, ENGLISH)


async def test_english_bullets_are_an_english_summary(shelf: Shelf) -> None:
    (report,) = await shelf.take(file_of(ENGLISH), language="en")
    assert report.remarks == ()
    assert await shelf.bullets(language="en") == ("It handles brackets.", "All of them.")


@pytest.mark.parametrize("bullet", ["Transformer를 씁니다.", unicodedata.normalize("NFD", "괄호")])
async def test_one_bullet_with_hangul_makes_them_korean(shelf: Shelf, bullet: str) -> None:
    (report,) = await shelf.take(file_of(SECOND.replace("괄호를 다룹니다.", f"SOTA, 90%\n- {bullet}")))
    assert (report.remarks, await shelf.bullets()) == ((), ("SOTA, 90%", bullet))


async def test_a_later_day_in_english_leaves_the_korean_bullets_of_an_earlier_one(shelf: Shelf) -> None:
    await shelf.take(CANONICAL, file_of(ENGLISH, day=WEDNESDAY + timedelta(days=1)))
    assert await shelf.bullets() == ("괄호를 다룹니다.",)


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
