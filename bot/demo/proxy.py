"""The way to the simulated Discord's page, which refuses to be framed and to serve under another address than
its own: everything passes through, with host and origin put right, and with a script and a style of ours.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import ClientError, ClientSession, web
from multidict import CIMultiDict
from yarl import URL

FRAME = "/discord"
_STYLE = '<link rel="stylesheet" href="/discord.css"></head>'
_SCRIPTS = "".join(
    f'<script type="module" src="/{name}.js"></script>' for name in ("newest_in_sight", "small_lines")
)
_POLICY = "Content-Security-Policy"
_UNCHANGING = ("/fonts/", "/vendor/")  # ten megabytes that would come anew with each room
# They describe one connection, or a body that was unpacked here.
_HOP_HEADERS = ("Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Content-Encoding")

Catalog = dict[str, Any]


def proxy_routes(
    session: ClientSession,
    page: Callable[[], URL],
    translated: Callable[[Catalog], Catalog],
    turn: asyncio.Lock,
) -> list[web.RouteDef]:
    """The simulated Discord's page at `FRAME`, and below the root what it asks for.

    `page` tells where it is now, `translated` puts its list of commands into the reader's language, and what
    is done there waits for its `turn`.
    """

    async def show_frame(request: web.Request) -> web.Response:
        answer = await _passed_on(session, page().with_path("/"), request)
        headers = _passing(answer.headers)
        headers["X-Frame-Options"] = "SAMEORIGIN"
        policy = headers.get(_POLICY, "")
        headers[_POLICY] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
        body = (answer.text or "").replace("</head>", _STYLE).replace("</body>", f"{_SCRIPTS}</body>")
        return web.Response(text=body, headers=headers, status=answer.status)

    async def show_commands(request: web.Request) -> web.Response:
        answer = await _passed_on(session, page().join(request.rel_url), request)
        if answer.status != HTTPStatus.OK:
            return answer
        catalog = translated(json.loads(answer.text or ""))
        return web.json_response(catalog, headers={"Cache-Control": "no-store"})

    async def act(request: web.Request) -> web.Response:
        async with turn:
            return await _passed_on(session, page().join(request.rel_url), request)

    async def pass_on(request: web.Request) -> web.Response:
        answer = await _passed_on(session, page().join(request.rel_url), request)
        if request.path.startswith(_UNCHANGING):
            answer.headers["Cache-Control"] = "max-age=86400"
            answer.headers.popall("Pragma", None)
        return answer

    return [
        web.get(FRAME, show_frame),
        web.get("/api/commands", show_commands),
        web.post("/api/action", act),
        web.route("*", "/{path:.+}", pass_on),
    ]


async def _passed_on(session: ClientSession, url: URL, request: web.Request) -> web.Response:
    headers = _passing(request.headers)
    headers["Host"] = url.authority
    if "Origin" in headers:
        headers["Origin"] = str(url.origin())
    body = await request.read()
    try:
        async with session.request(request.method, url, headers=headers, data=body) as answer:
            return web.Response(
                body=await answer.read(), status=answer.status, headers=_passing(answer.headers)
            )
    except ClientError:  # it was closed meanwhile, to look at another room
        return web.Response(status=HTTPStatus.GONE)


def _passing(headers: Mapping[str, str]) -> CIMultiDict[str]:
    passing = CIMultiDict(headers)
    for name in _HOP_HEADERS:
        passing.popall(name, None)
    return passing
