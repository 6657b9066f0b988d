"""The demo's web site on 127.0.0.1: our page with the guide, and the simulated Discord in a frame of it.

::

    browser → / (our page) → /demo/… what the guide's buttons do
                           → /discord, /api/… → proxy → the simulated Discord's own page

Its address ends with a key, without which nothing can be read or done; names of other hosts are refused, so
that no web page elsewhere can ask under them.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from html import escape
from importlib.resources import files
from string import Template

from aiohttp import ClientSession, web
from yarl import URL

from bot.demo.proxy import FRAME, proxy_routes
from bot.demo.visit import Visit
from bot.errors import UserError

KEY_HEADER = "X-Demo-Key"
_FILES = {
    "/": ("index.html", "text/html"),
    "/page.css": ("page.css", "text/css"),
    "/page.js": ("page.js", "text/javascript"),
    "/discord.css": ("discord.css", "text/css"),
    "/newest_in_sight.js": ("newest_in_sight.js", "text/javascript"),
    "/discord_signs.js": ("discord_signs.js", "text/javascript"),
}
_SECURITY = {
    "Content-Security-Policy": "default-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def open_site(visit: Visit, port: int | None) -> AsyncGenerator[URL]:
    """The page's address with its key, at any free port if none is named; UserError if that one is taken."""
    key = secrets.token_urlsafe(32)
    async with ClientSession(auto_decompress=True) as session:
        runner = web.AppRunner(_application(visit, session, key), access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await _listen(runner, port)
            yield URL.build(
                scheme="http", host="127.0.0.1", port=int(runner.addresses[0][1]), path="/", fragment=key
            )
        finally:
            await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int | None) -> None:
    try:
        await web.TCPSite(runner, "127.0.0.1", port or 0).start()
    except OSError as error:
        raise UserError("demo-port-taken", port=str(port)) from error


def _application(visit: Visit, session: ClientSession, key: str) -> web.Application:
    application = web.Application(client_max_size=64 * 1024**2, middlewares=[_only_from_here])
    texts = {"locked": escape(visit.locked_text)}
    application.add_routes([web.get(path, _file_handler(*file, texts)) for path, file in _FILES.items()])
    application.add_routes(_control_routes(visit, key))
    application.add_routes(proxy_routes(session, visit.window, visit.translated))
    return application


@web.middleware
async def _only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    hosts = {"127.0.0.1", "localhost"}
    origin = request.headers.get("Origin")
    if URL(f"http://{request.host}").host not in hosts or (origin and URL(origin).authority != request.host):
        raise web.HTTPForbidden
    answer = await handler(request)
    answer.headers.setdefault("Cache-Control", "no-cache")  # files: asked for again, seldom sent again
    return answer


def _file_handler(name: str, content_type: str, texts: Mapping[str, str]) -> Handler:
    text = files("bot.demo").joinpath("page_files", name).read_text(encoding="utf-8")
    if name.endswith(".html"):
        text = Template(text).substitute(texts)

    async def show(_: web.Request) -> web.Response:
        return web.Response(text=text, content_type=content_type, headers=_SECURITY)

    return show


def _control_routes(visit: Visit, key: str) -> list[web.RouteDef]:
    def keyed(act: Callable[[dict[str, str]], Awaitable[None]]) -> Handler:
        async def handle(request: web.Request) -> web.Response:
            if not secrets.compare_digest(request.headers.get(KEY_HEADER, "").encode(), key.encode()):
                raise web.HTTPUnauthorized
            try:
                await act(await request.json() if request.can_read_body else {})
            except TimeoutError:
                return web.json_response({"problem": "busy"})
            frame = f"{FRAME}#{visit.window.url.fragment}"
            return web.json_response(visit.state() | {"frame": frame}, headers=_SECURITY)

        return handle

    async def nothing(_: dict[str, str]) -> None:
        return

    return [
        web.get("/demo/state", keyed(nothing)),
        web.post("/demo/show", keyed(lambda asked: visit.show(asked["room"], asked["person"]))),
        web.post("/demo/try", keyed(lambda asked: visit.try_out(asked["name"]))),
        web.post("/demo/morning", keyed(lambda _: visit.next_morning())),
    ]
