"""`db`: the database as a whole, where it is more than a file."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from pydantic import SecretStr, ValidationError

from bot.app.transfer import copy_store, mark_restored
from bot.cli.erasures import tell_erasures
from bot.cli.pages_bar import pages_bar
from bot.cli.session import moment, tell, with_settings
from bot.errors import UserError
from bot.models.clock import utc_now
from bot.settings import Settings, StoreSettings
from bot.store import database_name


@click.group("db")
def command() -> None:
    """Move the database to another one, or say that it was put back."""


@command.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="[TO]", required=False)
@with_settings
async def copy(settings: Settings, source: str, target: str | None) -> None:
    """Put all that is in the database FROM into the empty database TO; no bot may run.

    Both are named as in store.url, which is TO if that is left out. All rows are compared in the end; if the
    command is ended before, TO stays empty, and FROM stays as it is in any case.
    """
    source_url, target_url = _address(source), _address(target) if target else settings.store.address
    with pages_bar() as progress:
        copied = await copy_store(source_url, target_url, utc_now, progress, _tell_wait)
    key = "transfer-done" if copied.is_new else "transfer-was-done"
    tell(key, rows=copied.rows, tables=copied.tables, target=database_name(target_url))


@command.command("restored")
@click.option("--taken-at", metavar="MOMENT", help="When the backup was taken, as 2026-04-03T04:00 (UTC).")
@with_settings
async def restored(settings: Settings, taken_at: str | None) -> None:
    """Say that the database was put back by other tools, such as pg_restore; no bot may run.

    What went out since the backup is looked for in Discord before it is sent, and who had their data erased
    since is erased again. Without a moment it counts as of the last thing that it remembers.
    """
    since = _moment(taken_at) if taken_at else None
    marked = await mark_restored(settings.store.address, since, utc_now, _tell_wait)
    tell("restored-done", at=moment(marked.taken_at))
    tell_erasures(marked.erased)


def _tell_wait(holder: str) -> None:
    tell("transfer-waits", holder=holder)


def _address(typed: str) -> str:
    try:
        return StoreSettings(url=SecretStr(typed)).address
    except ValidationError:
        raise UserError("transfer-no-database") from None


def _moment(typed: str) -> datetime:
    try:
        parsed = datetime.fromisoformat(typed)
    except ValueError:
        raise UserError("restored-no-moment") from None
    return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
