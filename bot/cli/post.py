"""`post`."""

from __future__ import annotations

from collections import Counter

import click

from bot.app.service import Service
from bot.cli.days import read_day
from bot.cli.session import tell, with_service
from bot.digests.channel_settings import read_channel_id, read_name
from bot.errors import UserError
from bot.manual_post.post import ManualPost, PostPreview, prepare
from bot.manual_post.results import Fate, Result
from bot.rendering.headline import header


@click.command("post")
@click.argument("day")
@click.option("--channel", metavar="ID", help="Only this one of the configured channels.")
@click.option("--name", metavar="NAME", help="Only its subscription of this name; without: all of them.")
@click.option("--dry-run", is_flag=True, help="Say what would be posted, change nothing.")
@click.option("--partial", is_flag=True, help="Post even a day that is not finished.")
@with_service
async def command(
    service: Service, day: str, channel: str | None, name: str | None, *, dry_run: bool, partial: bool
) -> int:
    """Post DAY now to all configured channels, never twice to one.

    DAY is a date such as 2024-04-03 (UTC), today, yesterday or latest; it is fetched if the store lacks it.
    The last line is “posted N, already had N, failed N”, counting channels; one for which no paper is left
    (too few votes, or all posted before) has a line of its own and is in none of the three. The exit code
    is 1 if any failed: what is not refused for good is tried again by a running bot, or by the next post.
    It is 2 if no channel is configured, and 0 for a day that lists no papers, such as a Saturday.
    """
    if not dry_run:
        service.settings.token()  # before anything is fetched
    if name is not None and not channel:
        raise UserError("cli-name-without-channel")
    channel_id = read_channel_id(channel) if channel else None
    read = None if name is None else read_name(name)
    chosen = await read_day(service, day)
    posting = await prepare(service, chosen, channel_id=channel_id, name=read, partial=partial)
    if not posting.edition.papers:
        tell("cli-empty-day", day=chosen)
    if dry_run:
        return await _preview(posting)
    results = await posting.send(lambda holder: tell("cli-post-waits", err=True, holder=holder))
    return _report(results)


async def _preview(posting: ManualPost) -> int:
    for preview in await posting.preview():
        _show(preview)
    tell("cli-dry-run")
    return 0


def _show(preview: PostPreview) -> None:
    channel = preview.address
    if preview.is_posted:
        tell("cli-would-have-had", channel=channel)
    elif preview.digest is None:
        tell("cli-post-filtered", channel=channel)
    else:
        tell("cli-would-post", channel=channel, messages=preview.messages)
        click.echo(f"  {header(preview.digest)}".replace("**", ""))
        for number, digest_paper in enumerate(preview.digest.papers, start=1):
            click.echo(f"  {number:3}. {digest_paper.paper.title}")


def _report(results: list[Result]) -> int:
    for result in results:
        if result.fate is Fate.FILTERED:
            tell("cli-post-filtered", channel=result.address)
        elif result.fate is Fate.FAILED:
            _tell_failure(result)
    counts = Counter(result.fate for result in results)
    posted, already_there, failed = (
        str(counts[fate]) for fate in (Fate.POSTED, Fate.POSTED_EARLIER, Fate.FAILED)
    )
    tell("cli-post-counts", posted=posted, had=already_there, failed=failed)
    return 1 if counts[Fate.FAILED] else 0


def _tell_failure(result: Result) -> None:
    channel = result.address
    if result.reason:
        tell("cli-post-failed", channel=channel, reason=result.reason)
    else:
        tell("cli-post-still-waits", channel=channel)
