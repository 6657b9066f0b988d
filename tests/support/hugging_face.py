"""A loopback Hugging Face that lists what it is told, in the API's shape."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

Listing = list[dict[str, Any]]


def listed(number: int, **changes: Any) -> dict[str, Any]:
    """One entry of a day's list."""
    paper = {
        "id": f"2404.{number:05}",
        "title": f"Paper number {number}",
        "summary": f"We study question {number}. An answer is found. It holds on many data sets.",
        "authors": [{"name": "Kim Minji", "hidden": False}, {"name": "Ada Example", "hidden": False}],
        "upvotes": 1000 - number,
    }
    return {"title": paper["title"], "numComments": 1, "paper": paper | changes}


@dataclass
class LoopbackHub:
    """`days` are the lists; a day without one is empty. While `down`, everything is answered with 503, while
    there is `retry_after`, with 429.
    """

    days: dict[date, Listing] = field(default_factory=dict[date, Listing])
    down: bool = False
    retry_after: str = ""
    asked: list[str] = field(default_factory=list[str])
    url: str = ""

    async def list_day(self, request: web.Request) -> web.Response:
        if refusal := self._refusal(request):
            return refusal
        return web.json_response(self.days.get(date.fromisoformat(request.query["date"]), []))

    async def one_paper(self, request: web.Request) -> web.Response:
        if refusal := self._refusal(request):
            return refusal
        papers = {entry["paper"]["id"]: entry["paper"] for day in self.days.values() for entry in day}
        paper = papers.get(request.match_info["id"])
        return web.json_response(paper) if paper else web.json_response({"error": "?"}, status=404)

    def _refusal(self, request: web.Request) -> web.Response | None:
        self.asked.append(request.path_qs)
        if self.retry_after:
            return web.Response(status=429, headers={"Retry-After": self.retry_after})
        return web.Response(status=503) if self.down else None


@asynccontextmanager
async def loopback_hub(days: Mapping[date, Listing]) -> AsyncGenerator[LoopbackHub]:
    """The site, for as long as the context lasts."""
    hub = LoopbackHub(dict(days))
    site = web.Application()
    site.router.add_get("/api/daily_papers", hub.list_day)
    site.router.add_get("/api/papers/{id}", hub.one_paper)
    async with TestServer(site) as server:
        hub.url = str(server.make_url("")).rstrip("/")
        yield hub
