"""`restore`."""

from __future__ import annotations

from pathlib import Path

import click

from bot.app.restore import restore
from bot.cli.erasures import tell_erasures
from bot.cli.pages_bar import pages_bar
from bot.cli.session import moment, tell, with_settings
from bot.models.clock import utc_now
from bot.settings import Settings


@click.command("restore")
@click.argument("file")
@with_settings
async def command(settings: Settings, file: str) -> None:
    """Put the backup FILE in the place of the database, which is kept beside it; the bot must not run.

    What went out since the backup is looked for in Discord before it is sent. Who had their data erased since
    is erased again, if the database until now knows of it.
    """
    with pages_bar() as progress:
        restored = await restore(settings, Path(file), utc_now, progress)
    tell("restore-done", file=file, at=moment(restored.taken_at))
    tell_erasures(restored.erased)
    if restored.replaced_file:
        tell("restore-kept", file=restored.replaced_file)
