"""A shelf of archive files, and who knows more of their papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.archive.importer import FileReport, Import
from bot.lookup.papers import Lookups
from bot.models import Language
from bot.settings import Settings
from bot.store import Store, archives, editions
from bot.store.schema import metadata
from tests.factories import WEDNESDAY, at
from tests.support.known_papers import KnownPapers
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


def lookups(store: Store, source: KnownPapers) -> Lookups:
    return Lookups(store, source, KnownRecords(problem=source.problem), lambda: IMPORTED)


@pytest.fixture
def shelf(tmp_path: Path, store: Store) -> Shelf:
    return Shelf(tmp_path, store)
