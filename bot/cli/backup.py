"""`backup`."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.cli.pages_bar import pages_bar
from bot.cli.session import moment, tell, with_settings
from bot.models.clock import utc_now
from bot.settings import Settings
from bot.store import database_file
from bot.store.copies import back_up


@click.command("backup")
@click.argument("file")
@with_settings
async def command(settings: Settings, file: str) -> None:
    """Copy the database into FILE, while the bot runs.

    An earlier backup of that name is replaced once the new one is whole.
    """
    now, source = utc_now(), database_file(settings.store.address)
    with pages_bar() as progress:
        size = await asyncio.to_thread(back_up, source, Path(file), now, progress)
    tell("backup-done", file=file, megabytes=f"{size / 1e6:.1f}", at=moment(now))
