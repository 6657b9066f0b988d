"""`collect`."""

from __future__ import annotations

import sys
from datetime import date

import click

from bot import due
from bot.app.service import Service
from bot.cli.days import read_day
from bot.cli.session import language, tell, with_service
from bot.errors import SourceError, UserError
from bot.texts import say


@click.command("collect")
@click.argument("day")
@click.option("--to", "last", metavar="DAY", help="The last of several days.")
@with_service
async def command(service: Service, day: str, last: str | None) -> int:
    """Fetch DAY, or all days from DAY on to another, into the store.

    DAY is a date such as 2024-04-03 (UTC), today, yesterday or latest.
    """
    first = await read_day(service, day)
    days = _days(first, await read_day(service, last) if last else first)
    papers, failed = 0, dict[date, SourceError]()
    with click.progressbar(days, label=say(language(), "cli-collecting"), file=sys.stderr) as bar:
        for each in bar:
            try:
                papers += len((await service.collector.collect_day(each)).papers)
            except SourceError as error:
                failed[each] = error
    if len(failed) < len(days):
        tell("cli-collected", days=len(days) - len(failed), papers=papers)
    for each, error in failed.items():
        tell("cli-not-collected", err=True, day=each, reason=error.text(language()))
    return 1 if failed else 0


def _days(first: date, last: date) -> list[date]:
    if last < first:
        raise UserError("cli-days-reversed", first=first, last=last)
    return [first + n * due.DAY for n in range((last - first).days + 1)]
