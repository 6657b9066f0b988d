"""`python -m bot COMMAND` as a fork of a process that has imported all commands: a tenth of a new one's time.

It is a process all the same, with a folder, an environment, streams, signals and an exit code of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from bot.cli.root import SHORT_HELPS, module, root
from tests.support.bot_process import ROOT

PRELOADED = [*map(module, SHORT_HELPS), "sqlalchemy.dialects.sqlite.aiosqlite", "openai"]
SECONDS = 60


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class ForkedCommand:
    """One that was started; its streams are files."""

    process: ForkServerProcess
    streams: Path

    def signal(self, number: int) -> None:
        assert self.process.pid is not None
        os.kill(self.process.pid, number)

    async def ended(self) -> Ended:
        """Waits for its end; after a minute it is killed, and TimeoutError raised."""
        await asyncio.to_thread(self.process.join, SECONDS)
        if self.process.exitcode is None:
            self.process.kill()
            raise TimeoutError
        return Ended(self.process.exitcode, self._said("out"), self._said("err"))

    def _said(self, name: str) -> str:
        return (self.streams / name).read_text(encoding="utf-8")


def start(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: str = ""
) -> ForkedCommand:
    """Start a command in a folder; its environment is what is given, and nothing else."""
    streams = Path(mkdtemp(prefix="streams-", dir=folder.parent))
    (streams / "in").write_text(stdin, encoding="utf-8")
    process = _server().Process(target=_become, args=(arguments, folder, environment, streams), daemon=True)
    process.start()
    return ForkedCommand(process, streams)


@cache
def _server() -> ForkServerContext:
    """Started once; it imports what lies where it is started."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    with contextlib.chdir(ROOT):
        forkserver.ensure_running()
    return context


def _become(arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: Path) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.stdin = (streams / "in").open(encoding="utf-8")
    sys.stdout = (streams / "out").open("w", encoding="utf-8")
    sys.stderr = (streams / "err").open("w", encoding="utf-8", buffering=1)
    for number, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        os.dup2(stream.fileno(), number)
    root(arguments, prog_name="python -m bot")
