"""What every command does around its work: configuration, log, event loop, and errors as one sentence."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

import click

from bot.app.resources import open_service
from bot.app.service import Service
from bot.cli.locale import language
from bot.cli.logs import start_log
from bot.errors import ConfigError, PaperboyError, UserError
from bot.settings import Settings, load_settings, service_links
from bot.texts import say

P = ParamSpec("P")


class _Misused(click.ClickException):
    exit_code = 2


def tell(key: str, *, err: bool = False, **values: object) -> None:
    """Print a text of the catalogue. Numbers are grouped by thousands: give ids as text."""
    click.echo(say(language(), key, **values), err=err)


def program() -> str:
    """What was typed to call the command line: `paperboy` or `python -m bot`."""
    return click.get_current_context().find_root().info_name or "paperboy"


def moment(at: datetime) -> str:
    """A moment (UTC) as the command line writes it."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


@contextmanager
def errors_as_sentences() -> Generator[None]:
    """Turn an error into its sentence and exit code: 2 if the input or the configuration is wrong, else 1."""
    try:
        yield
    except PaperboyError as error:
        kind = _Misused if isinstance(error, UserError | ConfigError) else click.ClickException
        raise kind(error.text(language())) from error


def settings_of(context: click.Context) -> Settings:
    """The settings that `--config` names; ConfigError says what is wrong with them."""
    named: str | None = context.find_root().obj
    settings = load_settings(Path(named) if named else None)
    if links := service_links(os.environ):
        tell("config-service-links", err=True, names=", ".join(links))
    return settings


def with_settings(
    work: Callable[Concatenate[Settings, P], Coroutine[Any, Any, int | None]],
) -> Callable[P, None]:
    """Make a command of a coroutine function; what it returns is the exit code."""

    @wraps(work)
    def command(*args: P.args, **options: P.kwargs) -> None:
        context = click.get_current_context()
        with errors_as_sentences():
            settings = settings_of(context)
            start_log(settings, logging.WARNING)
            code = asyncio.run(work(settings, *args, **options))
        context.exit(code or 0)

    return command


def with_service(work: Callable[Concatenate[Service, P], Awaitable[int | None]]) -> Callable[P, None]:
    """The same for work on a service, which is closed afterwards."""

    @wraps(work)
    async def on_service(settings: Settings, *args: P.args, **options: P.kwargs) -> int | None:
        async with open_service(settings) as service:
            return await work(service, *args, **options)

    return with_settings(on_service)
