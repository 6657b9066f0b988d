"""`/healthz`, `/readyz` and `/metrics` over HTTP, for whoever watches over the bot."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.errors import ConfigError
from bot.errors.files import file_problem
from bot.models import Language
from bot.operation.exposition import Exposition
from bot.operation.readiness import Check, Readiness
from bot.settings import HttpSettings
from bot.texts import say

UNAVAILABLE = 503


@asynccontextmanager
async def serving(http: HttpSettings, readiness: Readiness) -> AsyncGenerator[int]:
    """Answers as long as this lasts, on the port that it gives; ConfigError if that cannot be had."""
    exposition = Exposition(readiness.store, readiness, readiness.clock)

    async def healthz(_: web.Request) -> web.Response:
        """Whoever gets this knows that the event loop lives."""
        return web.Response(text="ok\n")

    async def readyz(request: web.Request) -> web.Response:
        language, checks = _language(request), await readiness.checks()
        lines = [f"{check.part}: {_state(check, language)}\n" for check in checks]
        if role := readiness.presence.role(language):
            lines.append(f"role: {role}\n")
        status = UNAVAILABLE if any(check.problem for check in checks) else web.HTTPOk.status_code
        return web.Response(text="".join(lines), status=status)

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=await exposition.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, http.host, http.port)
        await _start(site, http)
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def _start(site: web.TCPSite, http: HttpSettings) -> None:
    try:
        await site.start()
    except OSError as error:
        raise ConfigError(
            "config-port", host=http.host, port=str(http.port), problem=file_problem(error)
        ) from error


def _state(check: Check, language: Language) -> str:
    return check.problem.text(language) if check.problem else say(language, "ready-good")


def _language(request: web.Request) -> Language:
    """The first language that the reader names, if it is ours."""
    return "ko" if request.headers.get("Accept-Language", "").strip().lower().startswith("ko") else "en"
