from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.sources.http_session import open_session


async def test_the_session_says_who_asks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    async def tell(request: web.Request) -> web.Response:
        return web.Response(text=request.headers["User-Agent"])

    app = web.Application()
    app.router.add_get("/", tell)
    async with (
        TestServer(app) as server,
        open_session(user_agent="Paperboy/1.2 (+https://example.org)", timeout_seconds=5) as session,
        session.get(server.make_url("/")) as response,
    ):
        assert await response.text() == "Paperboy/1.2 (+https://example.org)"


async def test_the_session_takes_its_proxy_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    async def tell(request: web.Request) -> web.Response:
        return web.Response(text=f"proxy asked for {request.host}")

    app = web.Application()
    app.router.add_get("/{path:.*}", tell)
    async with TestServer(app) as proxy:
        monkeypatch.setenv("http_proxy", str(proxy.make_url("/")))
        monkeypatch.delenv("no_proxy", raising=False)
        async with (
            open_session(user_agent="Paperboy", timeout_seconds=5) as session,
            session.get("http://papers.invalid/") as response,
        ):
            assert await response.text() == "proxy asked for papers.invalid"


async def test_the_session_is_closed_at_the_end():
    async with open_session(user_agent="Paperboy", timeout_seconds=5) as session:
        assert not session.closed
    assert session.closed
