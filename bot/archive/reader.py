"""Files of the archive format into days. Nothing that a file may contain is an error: it is a remark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from bot.archive import remarks
from bot.archive.paper_lines import PaperLines, begin
from bot.archive.remarks import Remark
from bot.archive.writer import write_day
from bot.models import ArchivedDay

_DAY = re.compile(r"## Daily Papers \((\d{4}-\d\d-\d\d)\)\s*", re.ASCII)
_NO_DATE = "archive-no-date"
_BYTE_ORDER_MARK = "\ufeff"


class ReadDay(NamedTuple):
    """A day, its file in canonical form, and for each paper the line (from 1) of each of its bullets."""

    day: ArchivedDay
    text: str
    bullet_lines: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class ArchiveFile:
    """What one file says: its days, and what is odd about it, by line.

    `canonical` is whether the file has one day, which `write_day` writes again character for character.
    """

    days: tuple[ReadDay, ...]
    remarks: tuple[Remark, ...]
    canonical: bool


def read_archive(text: str, *, name: str = "") -> ArchiveFile:
    """The days of one file, decoded from UTF-8 with its line breaks as they are.

    `name` is the file's name without its ending: if it is a date, a header with another one is odd.
    """
    clean = text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n")
    lines = _Lines(name)
    for number, line in enumerate(clean.split("\n"), start=1):
        lines.take(number, line)
    days = tuple(lines.read_days())
    written = "".join(read.text for read in days)
    in_file = [*lines.remarks, *remarks.of_text(text, clean, written)] if days else _of_no_day(lines.remarks)
    by_line = sorted(in_file, key=lambda remark: remark.line)
    return ArchiveFile(days, tuple(by_line), canonical=len(days) == 1 and written == text)


@dataclass
class _Lines:
    """Goes through the lines of a file: of which day and which paper is this one?"""

    name: str
    remarks: list[Remark] = field(default_factory=list[Remark])
    _days: dict[date, list[PaperLines]] = field(default_factory=dict[date, list[PaperLines]])
    _headers: dict[date, int] = field(default_factory=dict[date, int])
    _day: date | None = None
    _paper: PaperLines | None = None

    def take(self, number: int, line: str) -> None:
        if line.startswith("## "):
            self._begin_day(number, line)
        elif line.startswith("### "):
            self._begin_paper(number, line)
        elif self._paper:
            self._paper.take(number, line)

    def read_days(self) -> Iterator[ReadDay]:
        for day, papers in self._days.items():
            if papers:
                self.remarks += remarks.of_day(papers)
                archived = ArchivedDay(day=day, papers=tuple(paper.paper() for paper in papers))
                yield ReadDay(
                    archived, write_day(archived), tuple(tuple(paper.bullet_lines) for paper in papers)
                )
            else:
                self.remarks.append(Remark(self._headers[day], "archive-empty", {"day": day}, skipped=True))

    def _begin_day(self, number: int, line: str) -> None:
        self._paper, self._day = None, _day(line)
        if self._day is None:
            self.remarks.append(_no_day(number, line))
            return
        self.remarks += remarks.of_header(number, self._day, self.name, first=not self._days)
        self._days.setdefault(self._day, [])
        self._headers.setdefault(self._day, number)

    def _begin_paper(self, number: int, line: str) -> None:
        self._paper = begin(number, line) if self._day else None
        if self._day and self._paper:
            self._days[self._day].append(self._paper)
        else:
            key = "archive-bad-title" if self._day else "archive-no-header"
            self.remarks.append(Remark(number, key, skipped=True))


def _day(line: str) -> date | None:
    match = _DAY.fullmatch(line)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _no_day(number: int, line: str) -> Remark:
    if match := _DAY.fullmatch(line):
        return Remark(number, _NO_DATE, {"text": match[1]}, skipped=True)
    return Remark(number, "archive-bad-header", skipped=True)


def _of_no_day(of_headers: Iterable[Remark]) -> list[Remark]:
    """Of a file without a day: it is some other text, unless a header has a date that is none."""
    bad_dates = [remark for remark in of_headers if remark.key == _NO_DATE]
    return bad_dates or [Remark(1, "archive-no-day", skipped=True)]
