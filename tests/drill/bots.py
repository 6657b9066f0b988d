"""The bot's processes: `python -m bot run`, as it is, on a machine with the drill's time."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.drill.database import Database
from tests.support.bot_process import bare_environment

PROCESSES = 2
_READY = "ready as"
PATIENCE_SECONDS = 60.0  # on a busy machine


@dataclass
class Bots:
    """Those that run, by their numbers; `frozen` has the numbers of those that stand still for now."""

    environment: Mapping[str, str]
    folder: Path
    database: Database
    running: dict[int, Process] = field(default_factory=dict[int, Process])
    frozen: set[int] = field(default_factory=set[int])

    def log(self, number: int) -> str:
        """What a process wrote so far, in all of its lives."""
        return self._log(number).read_text(encoding="utf-8")

    async def start(self, number: int) -> None:
        """Start a process; it is ready when this returns."""
        begun = self.log(number).count(_READY) if self._log(number).exists() else 0
        await self.spawn(number)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self.log(number).count(_READY) == begun:
                await asyncio.sleep(0.1)

    async def spawn(self, number: int) -> None:
        """Start a process, and wait for nothing."""
        process_setting = {"PAPERBOY_DISCORD__PROCESS": f"{number}/{PROCESSES}"}
        environment = {**bare_environment(), **self.environment, **process_setting}
        command = (sys.executable, "-m", "bot", "run")
        with self._log(number).open("a", encoding="utf-8") as log:
            self.running[number] = await asyncio.create_subprocess_exec(
                *command, cwd=self.folder, env=environment, stdin=DEVNULL, stdout=log, stderr=log
            )

    async def kill(self, number: int) -> None:
        """End a process without a word."""
        process = self.running.pop(number)
        process.kill()
        assert await process.wait() == -signal.SIGKILL

    def freeze(self, number: int) -> None:
        """Let a process stand still."""
        self.running[number].send_signal(signal.SIGSTOP)
        self.frozen.add(number)

    def wake(self, number: int) -> None:
        """Let it go on."""
        self.frozen.discard(number)
        self.running[number].send_signal(signal.SIGCONT)

    async def leader(self) -> int:
        """The number of the process that leads, once one does that can."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                numbers = self._awake()
                if (pid := await self.database.leader(numbers.keys())) is not None:
                    return numbers[pid]
                await asyncio.sleep(0.1)

    @property
    def awake_pids(self) -> list[int]:
        """Those that would renew their leases."""
        return list(self._awake())

    def ended(self) -> dict[int, int]:
        """The exit codes of those that ended by themselves, by their numbers."""
        return {
            n: process.returncode for n, process in self.running.items() if process.returncode is not None
        }

    async def end(self) -> None:
        """Kill all that run."""
        for number in list(self.running):
            if self.running[number].returncode is None:
                await self.kill(number)

    def _awake(self) -> dict[int, int]:
        alive = {n: process for n, process in self.running.items() if process.returncode is None}
        return {process.pid: n for n, process in alive.items() if n not in self.frozen}

    def _log(self, number: int) -> Path:
        return self.folder / f"bot-{number}.log"
