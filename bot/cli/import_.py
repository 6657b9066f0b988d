"""`import`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from bot.app.service import Service
from bot.archive import Remark
from bot.archive.importer import FileReport, Import
from bot.cli.languages import LanguageChoice
from bot.cli.session import language as terminal_language
from bot.cli.session import tell, with_service
from bot.errors import UserError
from bot.models import Language
from bot.texts import say

FILES_PER_TRANSACTION = 100  # a running bot waits for it some tenths of a second


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--language", type=LanguageChoice(), default="ko", show_default=True, help="Of the bullets.")
@with_service
async def command(service: Service, paths: Sequence[str], language: Language) -> int:
    """Read days from the files of a Markdown archive; of a folder, all that end in .md.

    Nothing is posted. What the source has told of a paper or a day is kept, and importing again changes
    nothing. The report says what was odd or skipped, and in which line.
    """
    files = _files(paths)
    work, reports = Import(service.store, language, service.clock()), list[FileReport]()
    with click.progressbar(
        length=len(files), label=say(terminal_language(), "archive-importing"), file=sys.stderr
    ) as bar:
        for start in range(0, len(files), FILES_PER_TRANSACTION):
            batch = files[start : start + FILES_PER_TRANSACTION]
            reports += await work.take(batch)
            bar.update(len(batch))
    _tell(reports)
    return 0 if any(report.days for report in reports) and not any(map(_failed, reports)) else 1


def _files(paths: Iterable[str]) -> list[Path]:
    files: list[Path] = []
    for path in map(Path, paths):
        if not path.exists():
            raise UserError("archive-no-path", path=path)
        files += sorted(path.rglob("*.md")) if path.is_dir() else [path]
    return list(dict.fromkeys(files))


def _failed(report: FileReport) -> bool:
    return any(remark.key in ("archive-unreadable", "archive-not-utf8") for remark in report.remarks)


def _tell(reports: Sequence[FileReport]) -> None:
    days = {day: papers for report in reports for day, papers in report.days.items()}
    tell("archive-imported", days=len(days), papers=sum(days.values()))
    counts = {
        "archive-unchanged": len({day for report in reports for day in report.unchanged}),
        "archive-answered": len({day for report in reports for day in report.answered}),
        "archive-cut": sum(report.cut for report in reports),
        "archive-not-canonical": sum(bool(report.days) and not report.canonical for report in reports),
    }
    for key, count in counts.items():
        if count:
            tell(key, count=count)
    _tell_remarks("archive-odd", reports, skipped=False)
    _tell_remarks("archive-skipped", reports, skipped=True)


def _tell_remarks(title: str, reports: Iterable[FileReport], *, skipped: bool) -> None:
    located_remarks = [(r.path, remark) for r in reports for remark in r.remarks if remark.skipped is skipped]
    if located_remarks:
        tell(title, count=len(located_remarks))
    for path, remark in located_remarks:
        click.echo(f"  {path}:{remark.line}: {_sentence(remark)}")


def _sentence(remark: Remark) -> str:
    return UserError(remark.key, **remark.values).text(terminal_language())
