"""How far the copy of a database is, for whoever waits for it."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager

import click

from bot.cli.session import language
from bot.store.copies import Progress
from bot.texts import say


@contextmanager
def pages_bar() -> Generator[Progress]:
    """A bar on stderr, shown if that is a terminal; it is told the pages that are left, and all of them."""
    with click.progressbar(length=1, label=say(language(), "backup-copying"), file=sys.stderr) as bar:

        def progress(left: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(total - left - bar.pos)

        yield progress
