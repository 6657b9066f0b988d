"""`run`."""

from __future__ import annotations

import click

from bot.app import run
from bot.cli.logs import start_log
from bot.cli.session import with_settings
from bot.settings import Settings


@click.command("run")
@with_settings
async def command(settings: Settings) -> None:
    """Be the bot until SIGINT or SIGTERM: collect, post what is due, answer commands."""
    start_log(settings)
    await run.run(settings)
