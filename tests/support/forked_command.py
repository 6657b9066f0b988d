"""`python -m bot COMMAND` as a fork of a process that has imported all commands: a tenth of a new one's time.

It is a process all the same, with a folder, an environment, streams, signals and an exit code of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
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

ROOT = Path(__file__).parents[2]
# What the commands import only when they need it.
LATE = ["sqlalchemy.dialects.sqlite.aiosqlite", "apscheduler.schedulers.asyncio", "openai", "bot.demo.server"]
COGS = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in ROOT.glob("cogs/**/[a-z]*.py")]
PRELOADED = [*map(module, SHORT_HELPS), *LATE, *sorted(COGS), "tests.support.primed"]
SECONDS = 60


class Ended(NamedTuple):
    code: int
    out: str
    err: str


class Streams(NamedTuple):
    """Files; two may be one."""

    stdin: Path
    stdout: Path
    stderr: Path


@dataclass(frozen=True)
class ForkedProcess:
    """What tests ask of a process, as asyncio's own has it."""

    process: ForkServerProcess

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    @property
    def returncode(self) -> int | None:
        return self.process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self.process.kill()

    async def wait(self) -> int:
        """Its exit code, once it has ended; negative for the signal that ended it."""
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self.process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self.process.sentinel)
        self.process.join()
        assert self.returncode is not None
        return self.returncode


@dataclass(frozen=True)
class ForkedCommand:
    """One that was started; its streams are files."""

    process: ForkedProcess
    streams: Streams

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    async def ended(self) -> Ended:
        """Waits for its end; after a minute it is killed, and TimeoutError raised."""
        try:
            async with asyncio.timeout(SECONDS):
                code = await self.process.wait()
        except TimeoutError:
            self.process.kill()
            raise
        return Ended(code, *(path.read_text(encoding="utf-8") for path in self.streams[1:]))


def start(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: str = ""
) -> ForkedCommand:
    """Start a command in a folder; its environment is what is given, and nothing else."""
    streams = Path(mkdtemp(prefix="streams-", dir=folder.parent))
    (streams / "in").write_text(stdin, encoding="utf-8")
    files = Streams(streams / "in", streams / "out", streams / "err")
    return ForkedCommand(fork(arguments, folder, environment, files), files)


def fork(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: Streams
) -> ForkedProcess:
    """The same; what it writes is added to files that may be there already."""
    streams.stdout.touch()
    process = _server().Process(target=_become, args=(arguments, folder, environment, streams), daemon=True)
    process.start()
    return ForkedProcess(process)


@cache
def _server() -> ForkServerContext:
    """Started once; it imports what lies where it is started."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    with contextlib.chdir(ROOT):
        forkserver.ensure_running()
    return context


def _become(arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: Streams) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where pytest runs in the background
    sys.stdin = streams.stdin.open(encoding="utf-8")
    sys.stdout = streams.stdout.open("a", encoding="utf-8")
    sys.stderr = streams.stderr.open("a", encoding="utf-8", buffering=1)
    for number, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        os.dup2(stream.fileno(), number)
    root(arguments, prog_name="python -m bot")
