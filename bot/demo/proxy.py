"""The way to the simulated Discord's page, which refuses to be framed and to serve under another address than
its own: its files are served from here, and what it asks for passes through, with host and origin put right.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable, Mapping
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, web
from multidict import CIMultiDict
from yarl import URL

from bot.demo.window import Window

FRAME = "/discord"
# Not asked of the page itself, which is closed and opened anew whenever one looks elsewhere: a browser that
# lacks one of its scripts by then would show nothing at all.
_PAGE_FILES = Path(str(files("simcord.preview") / "static"))
# Scripts that neither of the demo's languages writes: 19 MB that a browser would read in each room.
_FOREIGN_FONT = re.compile(r"@font-face \{[^}]*/noto-sans-(?:sc|arabic|hebrew|devanagari)-[^}]*\}")
_STYLE = '<link rel="stylesheet" href="/discord.css"></head>'
_SCRIPTS = "".join(
    f'<script type="module" src="/{name}.js"></script>' for name in ("newest_in_sight", "discord_signs")
)
_FRAME_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; connect-src 'self' blob:; img-src 'self' blob:; media-src 'self' blob:; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
# They describe one connection, or a body that was unpacked here.
_HOP_HEADERS = ("Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Content-Encoding")
_STALE = "stale-revision"
_UNSETTLED = ("timeout", "failed")  # after which the page takes no other act until it is shown anew
_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
_PNG_SIZE = struct.Struct(f">{len(_PNG)}x2I")  # width and height, which follow

Catalog = dict[str, Any]


def proxy_routes(
    session: ClientSession, window: Window, translated: Callable[[Catalog], Catalog]
) -> list[web.AbstractRouteDef]:
    """The simulated Discord's page at `FRAME`, and below the root what it asks for.

    The `window` tells where it is now, and what is done there waits for its turn; `translated` puts its list
    of commands into the reader's language.
    """

    async def pass_on(request: web.Request, body: bytes | None = None) -> web.Response:
        return await _passed_on(session, window.url.join(request.rel_url), request, body)

    async def show_commands(request: web.Request) -> web.Response:
        answer = await pass_on(request)
        if answer.status != HTTPStatus.OK:
            return answer
        catalog = translated(json.loads(answer.text or ""))
        return web.json_response(catalog, headers={"Cache-Control": "no-store"})

    async def act(request: web.Request) -> web.Response:
        await window.catch_up()
        async with window.turn:
            answer = await pass_on(request)
            if again := await _on_the_newest_revision(request, answer):
                answer = await pass_on(request, again)
        window.is_behind |= _receipt(answer).get("settlement") in _UNSETTLED
        return answer

    async def show_picture(request: web.Request) -> web.Response:
        if not request.query:
            as_file = window.url.join(request.rel_url).update_query(download="1")
            if picture := _as_picture(await _passed_on(session, as_file, request, None)):
                return picture
        return await pass_on(request)

    return [
        web.get(FRAME, _show_frame),
        web.get("/preview.css", _show_style),
        web.get("/api/commands", show_commands),
        web.post("/api/action", act),
        web.get("/api/assets/{id}", show_picture),
        web.route("*", "/api/{path:.+}", pass_on),
        web.static("/", _PAGE_FILES),
    ]


async def _show_frame(_: web.Request) -> web.Response:
    body = (_PAGE_FILES / "index.html").read_text(encoding="utf-8")
    body = body.replace("</head>", _STYLE).replace("</body>", f"{_SCRIPTS}</body>")
    return web.Response(text=body, content_type="text/html", headers=_FRAME_HEADERS)


async def _show_style(_: web.Request) -> web.Response:
    style = (_PAGE_FILES / "preview.css").read_text(encoding="utf-8")
    return web.Response(text=_FOREIGN_FONT.sub("", style), content_type="text/css")


def _as_picture(file: web.Response) -> web.Response | None:
    """The downloaded file as what is shown, if it is a PNG. The simulated Discord would first have a new
    process look at each picture, one after the other, while whatever is clicked waits.
    """
    if not isinstance(file.body, bytes) or not file.body.startswith(_PNG):
        return None
    width, height = _PNG_SIZE.unpack_from(file.body)
    file.headers["Content-Disposition"] = "inline"
    file.headers["X-Display-Width"], file.headers["X-Display-Height"] = str(width), str(height)
    file.headers["X-Simcord-Media-Metadata"] = json.dumps({"mediaKind": "image"})
    return file


async def _on_the_newest_revision(request: web.Request, answer: web.Response) -> bytes | None:
    """The act once more, if it was refused only because the bot wrote something while it was clicked: what is
    clicked names its message, and is judged anew.
    """
    receipt = _receipt(answer)
    is_stale = any(item["code"] == _STALE for item in receipt.get("diagnostics", ()))
    if not is_stale or request.content_type != "application/json":
        return None
    return json.dumps(await request.json() | {"published_revision": receipt["revision"]}).encode()


def _receipt(answer: web.Response) -> dict[str, Any]:
    """What simcord says became of an act; nothing if its page was not there."""
    return json.loads(answer.text or "") if answer.status == HTTPStatus.OK else {}


async def _passed_on(
    session: ClientSession, url: URL, request: web.Request, body: bytes | None
) -> web.Response:
    headers = _passing(request.headers)
    headers["Host"] = url.authority
    if "Origin" in headers:
        headers["Origin"] = str(url.origin())
    data = await request.read() if body is None else body
    try:
        async with session.request(request.method, url, headers=headers, data=data) as answer:
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
