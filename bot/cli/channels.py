"""`channels`: what the slash commands change, for infrastructure as code."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, cast

import click

from bot.app.service import Service
from bot.cli.channel_lines import details, line, preview_lines
from bot.cli.channel_settings import as_json, read_entries, write_entries
from bot.cli.channel_status import problem
from bot.cli.session import tell, with_service
from bot.digests.channel_settings import MOST_PAPERS, read_channel_id, read_name, read_settings
from bot.errors import UserError
from bot.errors.files import file_problem
from bot.models import ChannelSettings, Subscription
from bot.store import subscriptions

STANDARD_STREAM = "-"  # instead of a file: stdin or stdout

Places = dict[tuple[int, str], Subscription]  # by channel and name


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
        click.echo(line(subscription))
        click.echo("".join(details(subscription.settings)), nl=False)
        if trouble := problem(subscription):
            click.echo(f"  {trouble}")
        if subscription.paused_at:
            tell("cli-channel-paused", reason=subscription.paused_reason or "")


@command.command("add")
@click.option("--guild", "guild_id", metavar="ID", required=True, help="The server's id.")
@click.option("--channel", "channel_id", metavar="ID", required=True, help="The channel's id.")
@click.option(
    "--name", metavar="NAME", help="Of one of several subscriptions of the channel; none: the first."
)
@click.option("--time", "due_time", metavar="HH:MM", help="When to post, in the zone; 09:00 if never given.")
@click.option("--zone", metavar="IANA", help="Time zone or city; Asia/Seoul if never given.")
@click.option("--language", metavar="ko|en", help="Of the posts; ko if never given.")
@click.option("--papers", metavar="N", help=f"At most so many a day, 1 to {MOST_PAPERS}; 10 if never given.")
@click.option("--min-votes", metavar="N", help="Only papers with so many votes; 0 if never given.")
@click.option(
    "--edit-late/--no-edit-late",
    default=None,
    help="Put bullets that come within 6 hours after a post into it; no if never given.",
)
@click.option(
    "--live-votes/--no-live-votes",
    default=None,
    help="Edit posts hours later with the votes of then and late bullets; yes if never given.",
)
@click.option(
    "--topics", metavar="KEYWORDS", help="Only papers that fit one of them, as in /subscribe; “;” between."
)
@click.option("--exclude", "excluded_topics", metavar="KEYWORDS", help="No paper that fits one of them.")
@click.option(
    "--weekdays", metavar="DAYS", help="Local days of posting, such as mon-fri; every day if never given."
)
@click.option(
    "--layout",
    metavar="full|compact|thread|forum|posts",
    help="An embed a paper, one message, a thread, a forum post a day, or one a paper; full if never given.",
)
@click.option(
    "--publish/--no-publish",
    default=None,
    help="Publish posts of an announcement channel to those who follow it; no if never given.",
)
@click.option(
    "--order",
    metavar="votes|examples|both",
    help="Most voted first, most like the --like papers first, or the mean of both; votes if never given.",
)
@click.option(
    "--like",
    "examples",
    metavar="PAPERS",
    help="3 to 20 papers that describe a topic, by ids or links; “” for none.",
)
@click.option("--weekly", metavar="DAY", help="Local day of a weekly post, such as fri; none for none.")
@click.option("--weekly-time", metavar="HH:MM", help="When to post it, in the zone; 18:00 if never given.")
@click.option("--role", "role_id", metavar="ID", help="Mentioned once a post; “” for none.")
@click.option("--role-topics", metavar="KEYWORDS", help="Mentioned only for a paper that fits one of them.")
@with_service
async def add_channel(service: Service, **options: str | bool | None) -> None:
    """Configure a channel, or change a configured one: what is not named stays as it is."""
    options_by_name = {name: value for name, value in options.items() if value is not None}
    configured = await _configured(service)
    earlier = await _earlier(service, **{name: options[name] for name in ("channel_id", "name")})
    settings = read_settings(options_by_name, earlier.settings if earlier else None)
    _check_server(settings, configured)
    await _check_examples(service, settings)
    subscription = await _subscribe(service, settings, earlier)
    tell("cli-channel-kept", line=line(subscription))
    click.echo(
        "".join([*details(settings), *preview_lines(await service.channels.preview(subscription))]), nl=False
    )


async def _check_examples(service: Service, settings: ChannelSettings) -> None:
    if unknown := await service.lookups.unknown(settings.examples):
        raise UserError("subscription-unknown-examples", papers=", ".join(unknown))


async def _earlier(service: Service, channel_id: Any, name: Any) -> Subscription | None:
    async with service.store.reading() as view:
        return await subscriptions.of_channel(
            view, read_channel_id(channel_id), None if name is None else read_name(name)
        )


@command.command("remove")
@click.option("--channel", metavar="ID", required=True, help="The channel's id.")
@click.option("--name", metavar="NAME", help="Of one of several subscriptions of the channel.")
@with_service
async def remove_channel(service: Service, channel: str, name: str | None) -> None:
    """Post in a channel no more. What it has had is remembered."""
    channel_id, read = read_channel_id(channel), None if name is None else read_name(name)
    address = f"{channel}/{read}" if read else channel
    if not await service.channels.unsubscribe(channel_id, name=read):
        raise UserError("cli-not-configured", channel=address)
    tell("cli-channel-removed", channel=address)


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
    changes = [_imported(entry, configured) for entry in entries]
    done = Counter([await _keep(service, *change) for change in changes])
    tell("cli-imported", added=done["added"], changed=done["changed"], unchanged=done["unchanged"])


def _imported(entry: dict[str, Any], configured: Places) -> tuple[ChannelSettings, Subscription | None]:
    place = int(entry["channel_id"]), read_name(str(entry.get("name", "")))
    earlier = configured.get(place)
    settings = read_settings(entry, earlier and earlier.settings, is_exported=True)
    _check_server(settings, configured)
    return settings, earlier


def _check_server(settings: ChannelSettings, configured: Places) -> None:
    """A channel stays in its server: Discord moves none, so another id is a mistake."""
    for (channel_id, _), subscription in configured.items():
        guild_id = subscription.settings.guild_id
        if channel_id == settings.channel_id and guild_id != settings.guild_id:
            places = {"channel": channel_id, "known": guild_id, "given": settings.guild_id}
            raise UserError("subscription-moves", **{name: str(value) for name, value in places.items()})


async def _keep(service: Service, settings: ChannelSettings, earlier: Subscription | None) -> str:
    if earlier and earlier.settings == settings:
        return "unchanged"
    await _subscribe(service, settings, earlier, limited=False)
    return "changed" if earlier else "added"


async def _subscribe(
    service: Service, settings: ChannelSettings, earlier: Subscription | None, *, limited: bool = True
) -> Subscription:
    configured_by = earlier.configured_by if earlier else None
    return await service.channels.subscribe(settings, configured_by=configured_by, limited=limited)


async def _configured(service: Service) -> Places:
    async with service.store.reading() as view:
        every = await subscriptions.every(view)
    return {(each.settings.channel_id, each.settings.name): each for each in every}


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
