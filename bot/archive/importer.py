"""From the files of a Markdown archive into the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from bot.archive import (
    ReadDay,
    Reading,
    Remark,
    edition_of,
    has_bullets_in,
    is_cut,
    read_archive,
    summaries_of,
)
from bot.errors import file_problem
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
    _given: dict[date, Path] = field(default_factory=dict[date, Path])

    async def take(self, paths: Sequence[Path]) -> list[FileReport]:
        """Import some files in one transaction; what cannot be read or imported is in their reports.

        Nothing that the source told of a paper or day is changed; it only gets what it lacks.
        """
        read = [(path, _read(path)) for path in paths]
        days = {read_day.day.day: read_day for _, reading in read for read_day in reading.days}
        async with self.store.transaction() as tx:
            before = await archives.archived_texts(tx, list(days), self.language)
            changed = [read_day for day, read_day in days.items() if before.get(day) != read_day.text]
            answered = await self._save(tx, changed)
            ids = [paper.paper_id for read_day in days.values() for paper in read_day.day.papers]
            known = await editions.papers_with_abstracts(tx, ids)
        unchanged = frozenset(days) - {read_day.day.day for read_day in changed}
        return [self._report(path, reading, unchanged, answered, known) for path, reading in read]

    async def _save(self, tx: Transaction, read: Sequence[ReadDay]) -> frozenset[date]:
        days = [read_day.day for read_day in read]
        found = [edition_of(day, self.now) for day in days]
        answered = await archives.add_days(tx, found, summaries_of(days, self.language))
        texts = {read_day.day.day: read_day.text for read_day in read}
        await archives.save_texts(tx, texts, self.language)
        return answered

    def _report(
        self,
        path: Path,
        reading: Reading,
        unchanged: frozenset[date],
        answered: frozenset[date],
        known: Mapping[str, Paper],
    ) -> FileReport:
        days = {read.day.day: len(read.day.papers) for read in reading.days}
        remarks = [*reading.remarks, *_given_before(reading, path, self._given)]
        remarks += [remark for read in reading.days for remark in self._doubtful(read, known)]
        return FileReport(
            path,
            days,
            unchanged & days.keys(),
            answered & days.keys(),
            reading.canonical,
            _cut(read.day for read in reading.days),
            tuple(sorted(remarks, key=lambda remark: remark.line)),
        )

    def _doubtful(self, read: ReadDay, known: Mapping[str, Paper]) -> Iterator[Remark]:
        """Bullets that are not shown; figures that the abstract does not bear out, where it is known."""
        for archived, lines in zip(read.day.papers, read.bullet_lines, strict=True):
            if any(archived.bullets) and not has_bullets_in(archived, self.language):
                yield Remark(lines[0], "archive-not-korean")
            elif paper := known.get(archived.paper_id):
                for bullet, line in zip(archived.bullets, lines, strict=True):
                    yield from _figures(bullet, line, paper)


def _read(path: Path) -> Reading:
    try:
        return read_archive(path.read_bytes().decode(), name=path.stem)
    except OSError as error:
        remark = Remark(1, "archive-unreadable", {"problem": file_problem(error)}, skipped=True)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        remark = Remark(line, "archive-not-utf8", skipped=True)
    return Reading((), (remark,), canonical=False)


def _given_before(reading: Reading, path: Path, given: dict[date, Path]) -> Iterator[Remark]:
    for day in (read.day.day for read in reading.days):
        if day in given:
            yield Remark(1, "archive-given-before", {"day": day, "path": given[day]})
        given[day] = path


def _figures(bullet: str, line: int, paper: Paper) -> Iterator[Remark]:
    for finding in unsupported_figures(bullet, abstract=paper.abstract, title=paper.title):
        if finding.probably:
            values = {"figure": finding.text, "probably": finding.probably}
            yield Remark(line, "archive-figure-probably", values)
        else:
            yield Remark(line, "archive-figure", {"figure": finding.text})


def _cut(days: Iterator[ArchivedDay]) -> int:
    return sum(is_cut(paper) for day in days for paper in day.papers)
