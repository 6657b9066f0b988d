"""A visitor of the demo's page without a browser: asks what the page's scripts ask."""

from __future__ import annotations

import asyncio
import json
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

    async def act(self, what: str, **fields: str) -> dict[str, Any]:
        async with self._session.post(f"/demo/{what}", json=fields) as answer:
            return await answer.json()

    async def shown(self) -> str:
        """What the frame of a browser that opens it now shows, as simcord's JSON."""
        headers = {"X-Simcord-Capability": URL((await self.state())["frame"]).fragment}
        async with self._session.post("/api/pages", json={}, headers=headers) as answer:
            text = await answer.text()
        if answer.ok:
            await self._close(headers, json.loads(text)["context"]["id"])
        return text

    async def _close(self, headers: dict[str, str], context_id: str) -> None:
        """As a browser does: simcord has sixteen pages open at most."""
        headers = headers | {"X-Simcord-Context": context_id}
        async with self._session.delete(f"/api/pages/{context_id}", headers=headers):
            pass

    async def commands(self) -> dict[str, dict[str, Any]]:
        """The simulated Discord's list of commands, by their English names."""
        headers, _ = await self.open_page()
        async with self._session.get("/api/commands", headers=headers) as answer:
            return {" ".join(entry["path"]): entry for entry in (await answer.json())["entries"]}

    async def send(self, text: str, *, revisions_late: int) -> dict[str, Any]:
        """Write a message on a page that has not yet heard of so many changes; the receipt."""
        headers, page = await self.open_page()
        page["publishedRevision"] -= revisions_late
        return await self.act_on(headers, page, 1, kind="send_message", content=text)

    async def run(
        self, headers: dict[str, str], page: dict[str, Any], number: int, entry: dict[str, Any]
    ) -> dict[str, Any]:
        """Send a command of the list, without options, as the page's act of this number; the receipt."""
        command: dict[str, Any] = {
            "command_id": entry["commandId"],
            "path": entry["path"],
            "schema_fingerprint": entry["schemaFingerprint"],
            "options": {},
        }
        return await self.act_on(headers, page, number, kind="run_command", **command)

    async def act_on(
        self, headers: dict[str, str], page: dict[str, Any], number: int, **what: Any
    ) -> dict[str, Any]:
        act = {
            "protocol_version": 3,
            "sequence": number,
            "request_id": f"act {number}",
            "generation": page["context"]["generation"],
            "bot_generation": page["botGeneration"],
            "published_revision": page["publishedRevision"],
            **what,
        }
        async with self._session.post("/api/action", json=act, headers=headers) as answer:
            return await answer.json()

    async def picture_sizes(self) -> list[tuple[str | None, str | None]]:
        """Width and height that are told of each picture on the page."""
        headers, page = await self.open_page()
        sizes: list[tuple[str | None, str | None]] = []
        for asset_id in (asset["id"] for asset in page["assets"].values() if asset["available"]):
            async with self._session.get(f"/api/assets/{asset_id}", headers=headers) as answer:
                sizes.append((answer.headers.get("X-Display-Width"), answer.headers.get("X-Display-Height")))
        return sizes

    async def until_told(self, headers: dict[str, str], text: str) -> None:
        """Until a page that is open hears of the text."""
        async with asyncio.timeout(DEADLINE):
            state = ""
            while text not in state:
                async with self._session.get("/api/state", headers=headers) as answer:
                    state = await answer.text()
                await asyncio.sleep(0.05)

    async def open_page(self) -> tuple[dict[str, str], dict[str, Any]]:
        """What a newly opened page sends along, and what it shows."""
        headers = {"X-Simcord-Capability": URL((await self.state())["frame"]).fragment}
        async with self._session.post("/api/pages", json={}, headers=headers) as answer:
            page = await answer.json()
        return headers | {"X-Simcord-Context": page["context"]["id"]}, page

    async def until_shown(self, text: str) -> str:
        async with asyncio.timeout(DEADLINE):
            while text not in (state := await self.shown()):
                await asyncio.sleep(0.05)
        return state


@asynccontextmanager
async def visiting(url: str) -> AsyncGenerator[Visitor]:
    """The visitor who has opened this address."""
    address = URL(url)
    headers = {KEY_HEADER: address.fragment}
    async with ClientSession(address.origin(), headers=headers) as session:
        yield Visitor(session)
