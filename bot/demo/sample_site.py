"""The sample days as a web site on this machine, so that the demo fetches them as it would real ones."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from typing import Any

from aiohttp import web

from bot.demo.sample_days import OPENING_DAY, sample_days, sample_papers
from bot.models.clock import Clock

LISTED_AT = time(12, tzinfo=UTC)  # of its day: the real list fills from early in the morning on
DAILY_GROWTH = 0.3  # of a new paper's votes; in real lists they double within a week
GROWING_DAYS = 4


@asynccontextmanager
async def open_sample_site(clock: Clock) -> AsyncGenerator[str]:
    """Serves the two questions of the Hugging Face API that the bot asks; yields the address to ask at.

    A day without samples, or before its list, is an empty list; a paper without one is 404, as there. Votes
    of the newest days grow from day to day.
    """
    runner = web.AppRunner(_application(clock), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


def _application(clock: Clock) -> web.Application:
    days: dict[date, list[dict[str, Any]]] = {day: json.loads(body) for day, body in sample_days().items()}
    listed_on = {listed["paper"]["id"]: day for day, papers in days.items() for listed in papers}
    papers = sample_papers()

    def grown(paper: dict[str, Any]) -> dict[str, Any]:
        day = listed_on.get(paper["id"])
        return paper | {"upvotes": grown_votes(paper["upvotes"], day, clock())} if day else paper

    async def list_day(request: web.Request) -> web.Response:
        day = date.fromisoformat(request.query["date"])
        listed = days.get(day, []) if clock() >= datetime.combine(day, LISTED_AT) else []
        return web.json_response([each | {"paper": grown(each["paper"])} for each in listed])

    async def show_paper(request: web.Request) -> web.Response:
        paper = papers.get(request.match_info["id"])
        if paper is None:
            return web.json_response({"error": "Paper not found"}, status=404)
        return web.json_response(grown(paper))

    application = web.Application()
    application.router.add_get("/api/daily_papers", list_day)
    application.router.add_get("/api/papers/{id}", show_paper)
    return application


def grown_votes(votes: int, day: date, now: datetime) -> int:
    """The votes now of a paper that had so many at the end of its day; those of old days have settled."""
    if day < OPENING_DAY:
        return votes
    ages = (now.date() - day).days - 1
    return round(votes * (1 + DAILY_GROWTH * min(max(ages, 0), GROWING_DAYS)))
