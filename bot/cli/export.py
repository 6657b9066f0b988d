"""`export`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from bot.app.service import Service
from bot.cli.days import read_day
from bot.cli.languages import LanguageChoice
from bot.cli.session import language as terminal_language
from bot.cli.session import tell, with_service
from bot.cli.show import Format, formatted
from bot.errors import UserError
from bot.errors.files import file_problem
from bot.models import Language
from bot.texts import say


@click.command("export")
@click.argument("day", required=False)
@click.option("--from", "first", metavar="DAY", help="The first of several days; else the store's first.")
@click.option("--to", "last", metavar="DAY", help="The last of several days; else the store's last.")
@click.option("--out", metavar="DIR", required=True, help="Where to: one file a day, named by the day.")
@click.option(
    "--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True
)
@click.option("--language", type=LanguageChoice(), default="ko", show_default=True, help="Of the bullets.")
@with_service
async def command(
    service: Service,
    day: str | None,
    first: str | None,
    last: str | None,
    out: str,
    form: Format,
    language: Language,
) -> int:
    """Write DAY, or the stored days --from one --to another, as one file each.

    DAY is a date such as 2024-04-03 (UTC), today, yesterday or latest; a single one is fetched if the store
    lacks it. A day that was imported in the language is written as Markdown just as its archive had it.
    The exit code is 1 if there was nothing to write.
    """
    days, written = await _days(service, day, first, last), 0
    with click.progressbar(days, label=say(terminal_language(), "archive-exporting"), file=sys.stderr) as bar:
        for each in bar:
            if text := await _text(service, each, form, language):
                _write(Path(out) / f"{each}.{'md' if form == 'markdown' else 'json'}", text)
                written += 1
    tell("archive-exported", days=written, path=out)
    if written:
        return 0
    if days:
        tell("cli-empty-day", err=True, day=days[0])
    else:
        tell("archive-none-stored", err=True)
    return 1


async def _days(service: Service, day: str | None, first: str | None, last: str | None) -> list[date]:
    if (day is None) == (first is None and last is None):
        raise UserError("archive-which-days")
    if day is not None:
        chosen = await read_day(service, day)
        is_stored = chosen in await service.exports.days(chosen, chosen)
        return [chosen if is_stored else (await service.collector.readable_day(chosen)).day]
    start = await read_day(service, first) if first else None
    end = await read_day(service, last) if last else None
    if start and end and end < start:
        raise UserError("cli-days-reversed", first=start, last=end)
    return await service.exports.days(start, end)


async def _text(service: Service, day: date, form: Format, language: Language) -> str | None:
    archived, edition = await service.exports.day(day, language)
    if archived and form == "markdown":
        return archived
    digest = edition and await service.digests.digest(day, language, papers=len(edition.papers))
    return formatted(digest, form) if digest else None


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    except OSError as error:
        raise UserError("cli-export-unwritable", path=path, problem=file_problem(error)) from None
