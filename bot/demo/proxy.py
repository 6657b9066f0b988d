"""The way to the simulated Discord's page: everything passes through, and a script of ours is added.

The page refuses to serve under another address than its own, so host and origin are put right on the way.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files

from aiohttp import ClientSession, web
from multidict import CIMultiDict
from yarl import URL

from bot.errors import UserError

SCRIPT = "/newest-in-sight.js"
_TAG = f'<script type="module" src="{SCRIPT}"></script></body>'
# They describe one connection, or a body that was unpacked here.
_HOP_HEADERS = ("Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Content-Encoding")


@asynccontextmanager
async def open_proxy(page: URL, port: int | None) -> AsyncGenerator[URL]:
    """The page's address behind the proxy, at any free port if none is named; UserError if that is taken."""
    async with ClientSession(auto_decompress=True) as session:
        runner = web.AppRunner(_application(session, page.origin()), access_log=None)
        await runner.setup()
        try:
            await _listen(runner, port)
            yield page.with_port(int(runner.addresses[0][1]))
        finally:
            await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int | None) -> None:
    try:
        await web.TCPSite(runner, "127.0.0.1", port or 0).start()
    except OSError as error:
        raise UserError("demo-port-taken", port=str(port)) from error


def _application(session: ClientSession, origin: URL) -> web.Application:
    script = files("bot.demo").joinpath("newest_in_sight.js").read_text(encoding="utf-8")

    async def show_page(request: web.Request) -> web.Response:
        answer = await _passed_on(session, origin, request)
        body = (answer.text or "").replace("</body>", _TAG)
        return web.Response(text=body, headers=_passing(answer.headers), status=answer.status)

    async def show_script(_: web.Request) -> web.Response:
        return web.Response(text=script, content_type="text/javascript")

    async def pass_on(request: web.Request) -> web.Response:
        return await _passed_on(session, origin, request)

    application = web.Application(client_max_size=64 * 1024**2)
    application.router.add_get("/", show_page)
    application.router.add_get(SCRIPT, show_script)
    application.router.add_route("*", "/{path:.+}", pass_on)
    return application


async def _passed_on(session: ClientSession, origin: URL, request: web.Request) -> web.Response:
    headers = _passing(request.headers)
    headers["Host"] = origin.authority
    if "Origin" in headers:
        headers["Origin"] = str(origin)
    url, body = origin.join(request.rel_url), await request.read()
    async with session.request(request.method, url, headers=headers, data=body) as answer:
        return web.Response(body=await answer.read(), status=answer.status, headers=_passing(answer.headers))


def _passing(headers: Mapping[str, str]) -> CIMultiDict[str]:
    passing = CIMultiDict(headers)
    for name in _HOP_HEADERS:
        passing.popall(name, None)
    return passing
