"""`demo`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

import click

from bot.cli.languages import LanguageChoice
from bot.cli.session import errors_as_sentences
from bot.cli.session import language as terminal_language
from bot.errors import UserError
from bot.models import Language


class _RunDemo(Protocol):
    def __call__(self, *, port: int | None, language: Language) -> Coroutine[None, None, None]: ...


@click.command("demo")
@click.option(
    "--port", metavar="N", type=click.IntRange(1, 65535), help="Of the page on 127.0.0.1; else any free one."
)
@click.option(
    "--language", type=LanguageChoice(), help="The visitor's, and the channel's; else that of LANG."
)
def command(port: int | None, language: Language | None) -> None:
    """See the real bot in a simulated Discord: no token, no account, no network."""
    logging.basicConfig(level=logging.WARNING)
    # The simulated Discord makes trial clients, whose warnings would stand above the address; and with each
    # next morning its clock leaps, which is a clock set back to the bot.
    logging.getLogger("discord").setLevel(logging.ERROR)
    logging.getLogger("bot.app.scheduler").setLevel(logging.ERROR)
    with errors_as_sentences():
        asyncio.run(_run_demo()(port=port, language=language or terminal_language()))


def _run_demo() -> _RunDemo:
    if find_spec("simcord") is None:
        raise UserError("cli-demo-not-installed")
    return cast(_RunDemo, import_module("bot.demo.server").run_demo)
