"""`summarize`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

import click

from bot.app.service import Service
from bot.cli.days import read_day
from bot.cli.languages import LanguageChoice
from bot.cli.session import language as reader_language
from bot.cli.session import moment, tell, with_service
from bot.errors import ConfigError
from bot.models import Language, Paper, Purpose, Tokens
from bot.settings import SummarySettings
from bot.summaries.prompt import read_prompt
from bot.summaries.rounds import Round
from bot.summaries.token_counts import estimated, price
from bot.texts import say


class _Work(NamedTuple):
    """A day's papers that are to have bullets in a language."""

    day: date
    language: Language
    papers: Sequence[Paper]


@click.command("summarize")
@click.argument("day")
@click.option("--language", type=LanguageChoice(), default="ko", show_default=True, help="Of the bullets.")
@click.option("--dry-run", is_flag=True, help="Estimate tokens and price; ask no model.")
@with_service
async def command(service: Service, day: str, *, language: Language, dry_run: bool) -> int:
    """Have the papers of DAY that channels show in a language summed up, and tell what each took.

    Without a channel in that language it is as many papers as a new channel would show. Papers that have
    bullets are not summed up again; a paper that failed lately is tried at once.

    DAY is a date such as 2024-04-03 (UTC), today, yesterday or latest. The exit code is 1 if it lists no
    papers: there is nothing to sum up.
    """
    edition = await service.collector.readable_day(await read_day(service, day))
    work = _Work(edition.day, language, await service.day_summaries.papers(edition.day, language))
    if not work.papers:
        tell("cli-empty-day", err=True, day=edition.day)
        return 1
    if dry_run:
        await _estimate(service, work)
        return 0
    return await _summarise(service, work)


async def _estimate(service: Service, work: _Work) -> None:
    settings, sum_of_all = service.settings.summary, Tokens()
    prompt = read_prompt(work.language, settings.politeness)
    makings = await service.day_summaries.makings(work.papers, work.language)
    for paper in work.papers:
        if paper.id not in makings:
            tokens = estimated(prompt.opening(paper))
            sum_of_all += tokens
            _tell_paper("cli-would-summarise", paper, tokens, settings)
    _tell_day(work, len(work.papers) - len(makings), sum_of_all, settings)


async def _summarise(service: Service, work: _Work) -> int:
    if service.summariser is None:
        raise ConfigError("summary-no-model")
    with click.progressbar(
        length=len(work.papers), label=say(reader_language(), "cli-summarising"), file=sys.stderr
    ) as bar:
        run = Round(service.summariser, Purpose.DIGEST, patient=False, tell=lambda _: bar.update(1))
        await run.run((paper, work.language) for paper in work.papers)
    settings, day_summaries = service.settings.summary, service.day_summaries
    makings = await day_summaries.makings(work.papers, work.language)
    claims, holder = await day_summaries.claims(work.papers, work.language)
    for paper in work.papers:
        if paper.id in makings:
            _tell_paper("cli-summarised", paper, makings[paper.id].tokens, settings)
        elif paper.id in claims:
            _tell_claim(paper, claims[paper.id], holder)
        else:
            tell("cli-not-summarised", id=paper.id, title=paper.title)
    _tell_day(work, len(makings), sum((making.tokens for making in makings.values()), Tokens()), settings)
    if run.problem:
        click.echo(run.problem.text(reader_language()), err=True)
    return 1 if run.problem or claims else 0


def _tell_claim(paper: Paper, until: datetime, holder: str | None) -> None:
    if holder:
        tell("cli-summary-held-by-bot", id=paper.id, until=moment(until), holder=holder)
    else:
        tell("cli-summary-held", id=paper.id, until=moment(until))


def _tell_paper(key: str, paper: Paper, tokens: Tokens, settings: SummarySettings) -> None:
    price_text = f"{price(tokens, settings):.4f}"
    tell(key, id=paper.id, tokens=tokens.total, price=price_text, title=paper.title)


def _tell_day(work: _Work, papers: int, tokens: Tokens, settings: SummarySettings) -> None:
    tell(
        "cli-summarised-day",
        day=work.day,
        written=work.language,
        papers=papers,
        tokens=tokens.total,
        price=f"{price(tokens, settings):.4f}",
    )
