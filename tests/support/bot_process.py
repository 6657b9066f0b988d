"""`python -m bot run` as a process of its own."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.support.forked_command import ROOT, ForkedProcess, Streams, fork

# PYTHON: with PYTHONDONTWRITEBYTECODE each of some hundred processes would compile the whole bot anew.
FOREIGN = ("PAPERBOY_", "PYTHON", "LC_", "LANG")


def bare_environment() -> dict[str, str]:
    """An environment without what a developer may have set for himself."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return environment | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@asynccontextmanager
async def bot_process(environment: Mapping[str, str], log: Path) -> AsyncGenerator[ForkedProcess]:
    """Started in the log's folder, so that no configuration of the developer's is read; killed in the end."""
    streams = Streams(Path(os.devnull), log, log)
    process = fork(["run"], log.parent, {**bare_environment(), **environment}, streams)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait for `condition()` to be true; TimeoutError after `seconds`."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)
