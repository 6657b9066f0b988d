"""The sample days as a web site on this machine, so that the demo fetches them as it would real ones."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

from aiohttp import web

from bot.demo.sample_days import sample_days


@asynccontextmanager
async def open_sample_site() -> AsyncGenerator[str]:
    """Serves the two questions of the Hugging Face API that the bot asks; yields the address to ask at.

    A day without samples is an empty list, a paper without one is 404, as there.
    """
    runner = web.AppRunner(_application(sample_days()), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


def _application(days: Mapping[date, bytes]) -> web.Application:
    papers = _by_id(days)

    async def list_day(request: web.Request) -> web.Response:
        body = days.get(date.fromisoformat(request.query["date"]), b"[]")
        return web.Response(body=body, content_type="application/json")

    async def show_paper(request: web.Request) -> web.Response:
        paper = papers.get(request.match_info["id"])
        return web.json_response(paper or {"error": "Paper not found"}, status=200 if paper else 404)

    application = web.Application()
    application.router.add_get("/api/daily_papers", list_day)
    application.router.add_get("/api/papers/{id}", show_paper)
    return application


def _by_id(days: Mapping[date, bytes]) -> dict[str, Any]:
    return {listed["paper"]["id"]: listed["paper"] for body in days.values() for listed in json.loads(body)}
