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

STANDARD_STREAM = "-"  # instead of a file: stdin or stdout


@click.group("channels")
def command() -> None:
    """List and change the configured channels: the same settings as with /channel."""


@command.command("list")
@click.option("--json", "as_list", is_flag=True, help="As JSON, times in UTC.")
@with_service
async def list_channels(service: Service, *, as_list: bool) -> None:
    """List the configured channels."""
    configured = list((await _configured(service)).values())
    if as_list:
        click.echo(json.dumps([_described(subscription) for subscription in configured], indent=2))
        return
    if not configured:
        tell("cli-no-channels")
    for subscription in configured:
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
    options_by_name = {name: value for name, value in options.items() if value is not None}
    earlier = (await _configured(service)).get(read_channel_id(str(options_by_name["channel_id"])))
    settings = read_settings(options_by_name, earlier.settings if earlier else None)
    tell("cli-channel-kept", line=_line(await _subscribe(service, settings, earlier)))


@command.command("remove")
@click.option("--channel", metavar="ID", required=True, help="The channel's id.")
@with_service
async def remove_channel(service: Service, channel: str) -> None:
    """Post in a channel no more. What it has had is remembered."""
    if not await service.channels.unsubscribe(read_channel_id(channel)):
        raise UserError("cli-not-configured", channel=channel)
    tell("cli-channel-removed", channel=channel)


@command.command("export")
@click.argument("file")
@with_service
async def export_channels(service: Service, file: str) -> None:
    """Write all channels to FILE as JSON; “-” is stdout."""
    configured = (await _configured(service)).values()
    text = write_entries(subscription.settings for subscription in configured) + "\n"
    if file == STANDARD_STREAM:
        click.echo(text, nl=False)
    else:
        _write(file, text)
        tell("cli-exported", channels=len(configured), path=file)


@command.command("import")
@click.argument("file")
@with_service
async def import_channels(service: Service, file: str) -> None:
    """Add and change channels as FILE says, which `export` wrote; “-” is stdin.

    Nothing is changed unless all of it is right. Channels that FILE does not name stay as they are.
    """
    entries, configured = read_entries(_read(file)), await _configured(service)
    earlier = [configured.get(int(entry["channel_id"])) for entry in entries]
    imported = [
        read_settings(entry, subscription and subscription.settings)
        for entry, subscription in zip(entries, earlier, strict=True)
    ]
    done = Counter([await _keep(service, *change) for change in zip(imported, earlier, strict=True)])
    tell("cli-imported", added=done["added"], changed=done["changed"], unchanged=done["unchanged"])


async def _keep(service: Service, settings: ChannelSettings, earlier: Subscription | None) -> str:
    if earlier and earlier.settings == settings:
        return "unchanged"
    await _subscribe(service, settings, earlier)
    return "changed" if earlier else "added"


async def _subscribe(
    service: Service, settings: ChannelSettings, earlier: Subscription | None
) -> Subscription:
    return await service.channels.subscribe(
        settings, configured_by=earlier.configured_by if earlier else None
    )


async def _configured(service: Service) -> dict[int, Subscription]:
    async with service.store.reading() as view:
        return {
            subscription.settings.channel_id: subscription for subscription in await subscriptions.every(view)
        }


def _read(file: str) -> str:
    try:
        return (_stdin() if file == STANDARD_STREAM else Path(file).read_bytes()).decode("utf-8-sig")
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
