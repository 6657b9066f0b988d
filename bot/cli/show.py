"""`show`."""

from __future__ import annotations

from typing import Literal

import click

from bot.app.service import Service
from bot.archive import digest_markdown
from bot.cli.days import read_day
from bot.cli.languages import LanguageChoice
from bot.cli.session import tell, with_service
from bot.models import Digest, Language

Format = Literal["markdown", "json"]


@click.command("show")
@click.argument("day")
@click.option(
    "--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True
)
@click.option("--language", type=LanguageChoice(), default="ko", show_default=True, help="Of the bullets.")
@click.option("--papers", metavar="N", type=click.IntRange(1), help="How many at most; else all of the day.")
@with_service
async def command(service: Service, day: str, form: Format, language: Language, papers: int | None) -> int:
    """Print the digest of DAY, which is fetched if the store lacks it.

    DAY is a date such as 2024-04-03 (UTC), today, yesterday or latest. The exit code is 1 if it lists no
    papers: there is nothing to print.
    """
    edition = await service.collector.readable_day(await read_day(service, day))
    digest = await service.digests.digest(edition.day, language, papers=papers or len(edition.papers))
    if digest is None:
        tell("cli-empty-day", err=True, day=edition.day)
        return 1
    click.echo(formatted(digest, form), nl=False)
    if stand_ins := english_stand_ins(digest):
        tell("cli-show-stand-ins", err=True, papers=stand_ins)
    return 0


def english_stand_ins(digest: Digest) -> int:
    """How many papers of a digest in another language show English, since they have no bullets yet.

    In the file each has a note, as JSON its `origin`.
    """
    if digest.language == "en":
        return 0
    return sum(paper.summary.is_stand_in for paper in digest.papers)


def formatted(digest: Digest, form: Format) -> str:
    """The digest as a file."""
    return digest_markdown(digest) if form == "markdown" else digest.model_dump_json(indent=2) + "\n"
