"""`channels`: what the slash commands change, for infrastructure as code."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, cast

import click

from bot.app.service import Service
from bot.cli.channel_settings import as_json, read_channel_id, read_entries, read_settings, write_entries
from bot.cli.channel_status import problem
from bot.cli.session import language, tell, with_service
from bot.errors import UserError, file_problem
from bot.models import ChannelSettings, Subscription
from bot.store import subscriptions
from bot.texts import say

STREAM = "-"  # instead of a file: stdin or stdout


@click.group("channels")
def command() -> None:
    """List and change the configured channels: the same settings as with /channel."""


@command.command("list")
@click.option("--json", "as_list", is_flag=True, help="As JSON, times in UTC.")
@with_service
async def list_channels(service: Service, *, as_list: bool) -> None:
    """List the configured channels."""
    known = list((await _known(service)).values())
    if as_list:
        click.echo(json.dumps([_described(subscription) for subscription in known], indent=2))
        return
    if not known:
        tell("cli-no-channels")
    for subscription in known:
        click.echo(_line(subscription))
        if trouble := problem(subscription):
            click.echo(f"  {trouble}")
        if subscription.paused_at:
            tell("cli-channel-paused", reason=subscription.paused_reason or "")


@command.command("add")
@click.option("--guild", "guild_id", metavar="ID", required=True, help="The server's id.")
@click.option("--channel", "channel_id", metavar="ID", required=True, help="The channel's id.")
@click.option("--time", "due_time", metavar="HH:MM", help="When to post, in the zone; 09:00 if never given.")
@click.option("--zone", metavar="IANA", help="Time zone or city; Asia/Seoul if never given.")
@click.option("--language", metavar="ko|en", help="Of the posts; ko if never given.")
@click.option("--papers", metavar="N", help="At most so many a day, 1 to 100; 10 if never given.")
@click.option("--min-votes", metavar="N", help="Only papers with so many votes; 0 if never given.")
@click.option(
    "--edit-late/--no-edit-late",
    default=None,
    help="Put bullets that come within 6 hours after a post into it; no if never given.",
)
@with_service
async def add_channel(service: Service, **options: str | bool | None) -> None:
    """Configure a channel, or change a configured one: what is not named stays as it is."""
    given = {name: value for name, value in options.items() if value is not None}
    known = (await _known(service)).get(read_channel_id(str(given["channel_id"])))
    settings = read_settings(given, known.settings if known else None)
    tell("cli-channel-kept", line=_line(await _subscribe(service, settings, known)))


@command.command("remove")
@click.option("--channel", metavar="ID", required=True, help="The channel's id.")
@with_service
async def remove_channel(service: Service, channel: str) -> None:
    """Post in a channel no more. What it has had is remembered."""
    if not await service.unsubscribe(read_channel_id(channel)):
        raise UserError("cli-not-configured", channel=channel)
    tell("cli-channel-removed", channel=channel)


@command.command("export")
@click.argument("file")
@with_service
async def export_channels(service: Service, file: str) -> None:
    """Write all channels to FILE as JSON; “-” is stdout."""
    known = (await _known(service)).values()
    text = write_entries(subscription.settings for subscription in known) + "\n"
    if file == STREAM:
        click.echo(text, nl=False)
    else:
        _write(file, text)
        tell("cli-exported", channels=len(known), path=file)


@command.command("import")
@click.argument("file")
@with_service
async def import_channels(service: Service, file: str) -> None:
    """Add and change channels as FILE says, which `export` wrote; “-” is stdin.

    Nothing is changed unless all of it is right. Channels that FILE does not name stay as they are.
    """
    entries, known = read_entries(_read(file)), await _known(service)
    before = [known.get(int(entry["channel_id"])) for entry in entries]
    wanted = [read_settings(entry, b and b.settings) for entry, b in zip(entries, before, strict=True)]
    done = Counter([await _keep(service, *change) for change in zip(wanted, before, strict=True)])
    tell("cli-imported", added=done["added"], changed=done["changed"], unchanged=done["unchanged"])


async def _keep(service: Service, settings: ChannelSettings, before: Subscription | None) -> str:
    if before and before.settings == settings:
        return "unchanged"
    await _subscribe(service, settings, before)
    return "changed" if before else "added"


async def _subscribe(service: Service, settings: ChannelSettings, known: Subscription | None) -> Subscription:
    return await service.subscribe(settings, configured_by=known.configured_by if known else None)


async def _known(service: Service) -> dict[int, Subscription]:
    async with service.store.reading() as view:
        return {found.settings.channel_id: found for found in await subscriptions.every(view)}


def _read(file: str) -> str:
    try:
        return (_stdin() if file == STREAM else Path(file).read_bytes()).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("cli-import-unreadable", path=file, problem=file_problem(error)) from None


def _stdin() -> bytes:
    """All of it, whatever the terminal's encoding; nothing if it was closed at the start."""
    return sys.stdin.buffer.read() if cast("object", sys.stdin) else b""


def _write(file: str, text: str) -> None:
    try:
        Path(file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError("cli-export-unwritable", path=file, problem=file_problem(error)) from None


def _described(subscription: Subscription) -> dict[str, Any]:
    place = subscription.model_dump(
        mode="json", include={"settled_day", "next_due_at", "paused_at", "paused_reason"}
    )
    return as_json(subscription.settings) | place | {"problem": problem(subscription)}


def _line(subscription: Subscription) -> str:
    chosen = subscription.settings
    return say(
        language(),
        "cli-channel",
        channel=str(chosen.channel_id),
        guild=str(chosen.guild_id),
        time=f"{chosen.due_time:%H:%M}",
        zone=chosen.zone,
        posts=chosen.language,
        papers=chosen.papers,
        votes=chosen.min_votes,
        next=f"{subscription.next_due_at:%Y-%m-%d %H:%M}",
    )
