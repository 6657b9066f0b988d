"""From the files of a Markdown archive into the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from bot.archive import (
    ArchiveFile,
    ReadDay,
    Remark,
    edition_of,
    has_bullets_in,
    is_cut,
    read_archive,
    summaries_of,
)
from bot.errors.files import file_problem
from bot.models import ArchivedDay, Language, Paper
from bot.store import Store, Transaction, archives, editions
from bot.summaries.figures import unsupported_figures


@dataclass(frozen=True)
class FileReport:
    """What became of one file; `days` are those that it gave, with their numbers of papers.

    Of them, `unchanged` were imported before just so, and `answered` keep the list that the source gave.
    `canonical` is whether an export writes the same bytes again, `cut` counts the author lists that are cut.
    """

    path: Path
    days: Mapping[date, int]
    unchanged: frozenset[date]
    answered: frozenset[date]
    canonical: bool
    cut: int
    remarks: tuple[Remark, ...]


@dataclass
class Import:
    """One import: remembers which file gave which day, because the last one wins."""

    store: Store
    language: Language
    now: datetime
    _files_of_days: dict[date, Path] = field(default_factory=dict[date, Path])

    async def take(self, paths: Sequence[Path]) -> list[FileReport]:
        """Import some files in one transaction; what cannot be read or imported is in their reports.

        Nothing that the source told of a paper or day is changed; it only gets what it lacks.
        """
        files = [(path, _read(path)) for path in paths]
        days = {read_day.day.day: read_day for _, file in files for read_day in file.days}
        async with self.store.transaction() as tx:
            before = await archives.archived_texts(tx, list(days), self.language)
            changed = [read_day for day, read_day in days.items() if before.get(day) != read_day.text]
            answered = await self._save(tx, changed)
            ids = [paper.paper_id for read_day in days.values() for paper in read_day.day.papers]
            papers_by_id = await editions.papers_with_abstracts(tx, ids)
        unchanged = frozenset(days) - {read_day.day.day for read_day in changed}
        return [self._report(path, file, unchanged, answered, papers_by_id) for path, file in files]

    async def _save(self, tx: Transaction, read: Sequence[ReadDay]) -> frozenset[date]:
        days = [read_day.day for read_day in read]
        imported = [edition_of(day, self.now) for day in days]
        answered = await archives.add_days(tx, imported, summaries_of(days, self.language))
        texts = {read_day.day.day: read_day.text for read_day in read}
        await archives.save_texts(tx, texts, self.language)
        return answered

    def _report(
        self,
        path: Path,
        file: ArchiveFile,
        unchanged: frozenset[date],
        answered: frozenset[date],
        papers_by_id: Mapping[str, Paper],
    ) -> FileReport:
        days = {read.day.day: len(read.day.papers) for read in file.days}
        remarks = [*file.remarks, *_repeated_days(file, path, self._files_of_days)]
        remarks += [remark for read in file.days for remark in self._doubtful(read, papers_by_id)]
        return FileReport(
            path,
            days,
            unchanged & days.keys(),
            answered & days.keys(),
            file.canonical,
            _cut(read.day for read in file.days),
            tuple(sorted(remarks, key=lambda remark: remark.line)),
        )

    def _doubtful(self, read: ReadDay, papers_by_id: Mapping[str, Paper]) -> Iterator[Remark]:
        """Bullets that are not shown; figures that the abstract does not bear out, where it is known."""
        for archived, lines in zip(read.day.papers, read.bullet_lines, strict=True):
            if any(archived.bullets) and not has_bullets_in(archived, self.language):
                yield Remark(lines[0], "archive-not-korean")
            elif paper := papers_by_id.get(archived.paper_id):
                for bullet, line in zip(archived.bullets, lines, strict=True):
                    yield from _figures(bullet, line, paper)


def _read(path: Path) -> ArchiveFile:
    try:
        return read_archive(path.read_bytes().decode(), name=path.stem)
    except OSError as error:
        remark = Remark(1, "archive-unreadable", {"problem": file_problem(error)}, skipped=True)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        remark = Remark(line, "archive-not-utf8", skipped=True)
    return ArchiveFile((), (remark,), canonical=False)


def _repeated_days(file: ArchiveFile, path: Path, files_of_days: dict[date, Path]) -> Iterator[Remark]:
    for day in (read.day.day for read in file.days):
        if day in files_of_days:
            yield Remark(1, "archive-given-before", {"day": day, "path": files_of_days[day]})
        files_of_days[day] = path


def _figures(bullet: str, line: int, paper: Paper) -> Iterator[Remark]:
    for finding in unsupported_figures(bullet, abstract=paper.abstract, title=paper.title):
        if finding.probably:
            values = {"figure": finding.text, "probably": finding.probably}
            yield Remark(line, "archive-figure-probably", values)
        else:
            yield Remark(line, "archive-figure", {"figure": finding.text})


def _cut(days: Iterator[ArchivedDay]) -> int:
    return sum(is_cut(paper) for day in days for paper in day.papers)
