"""A local Discord in a process of its own, so that it shares no event loop with the client under test."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

_ROOT = Path(__file__).parents[3]


@dataclass(slots=True)
class RemoteDiscord:
    """Starts `python -m tests.support.local_discord` with `arguments` for as long as the context lasts.

    `call("guilds.add", channels=2)` reaches every method of `guilds`, `trouble`, `users` and `record` that a
    LocalDiscord offers; results are plain JSON, in whose objects ids that are keys are texts.
    """

    arguments: tuple[str, ...] = ()
    api_url: str = ""
    gateway_url: str = ""
    token: str = ""
    _control_url: str = ""
    _process: asyncio.subprocess.Process | None = None
    _session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        command = (sys.executable, "-m", "tests.support.local_discord", "--with-parent", *self.arguments)
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*command, cwd=_ROOT, stdin=pipe, stdout=pipe)
        self._process = process
        assert process.stdout is not None
        places = json.loads(await process.stdout.readline())
        self.api_url, self.gateway_url = places["api_url"], places["gateway_url"]
        self.token, self._control_url = places["token"], places["control_url"]
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))
        return self

    async def call(self, method: str, **arguments: Any) -> Any:
        """Calls a control; RuntimeError with its message if it refuses."""
        assert self._session is not None
        async with self._session.post(f"{self._control_url}/{method}", json=arguments) as response:
            result = await response.json()
        if response.status != 200:
            raise RuntimeError(f"{method}: {result['error']}")
        return result

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._session is not None
        assert self._process is not None
        await self._session.close()
        self._process.terminate()
        await self._process.wait()
