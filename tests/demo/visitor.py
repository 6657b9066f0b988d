"""A visitor of the demo's page without a browser: asks what the page's scripts ask."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession
from yarl import URL

from bot.demo.site import KEY_HEADER

DEADLINE = 60.0


class Visitor:
    """`session` has the page's key."""

    def __init__(self, session: ClientSession) -> None:
        self._session = session

    async def state(self) -> dict[str, Any]:
        async with self._session.get("/demo/state") as answer:
            return await answer.json()

    async def act(self, what: str, **said: str) -> dict[str, Any]:
        async with self._session.post(f"/demo/{what}", json=said) as answer:
            return await answer.json()

    async def shown(self) -> str:
        """What the frame of a browser that opens it now shows, as simcord's JSON."""
        headers = {"X-Simcord-Capability": URL((await self.state())["frame"]).fragment}
        async with self._session.post("/api/pages", json={}, headers=headers) as answer:
            return await answer.text()

    async def commands(self) -> dict[str, dict[str, Any]]:
        """The simulated Discord's list of commands, by their English names."""
        headers = {"X-Simcord-Capability": URL((await self.state())["frame"]).fragment}
        async with self._session.post("/api/pages", json={}, headers=headers) as answer:
            headers["X-Simcord-Context"] = (await answer.json())["context"]["id"]
        async with self._session.get("/api/commands", headers=headers) as answer:
            return {" ".join(entry["path"]): entry for entry in (await answer.json())["entries"]}

    async def until_shown(self, text: str) -> str:
        async with asyncio.timeout(DEADLINE):
            while text not in (shown := await self.shown()):
                await asyncio.sleep(0.05)
        return shown


@asynccontextmanager
async def visiting(url: str) -> AsyncGenerator[Visitor]:
    """The visitor who has opened this address."""
    address = URL(url)
    headers = {KEY_HEADER: address.fragment}
    async with ClientSession(address.origin(), headers=headers) as session:
        yield Visitor(session)
