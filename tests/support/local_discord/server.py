"""The local Discord as a server on a loopback port."""

from __future__ import annotations

import inspect
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, is_dataclass
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from .evidence import Evidence
from .gate import Route
from .guilds import Guilds
from .interaction_routes import InteractionRoutes
from .messages import MessageRoutes
from .parts import Parts
from .routes import LookUps, api_routes
from .threads import ThreadRoutes
from .trouble import Trouble
from .users import Users
from .world import Clock

TOKEN = "local-discord-token"
_BODY_LIMIT = 25 * 1024 * 1024


class LocalDiscord:
    """A Discord of one's own, while the context lasts: drive it by `guilds`, `trouble` and `users`, and ask
    `record` what happened.

    `port` 0 takes a free one. `clock` answers Unix seconds and rules limits, nonces and times; latency is
    real time. `seed` decides every draw of faults and jitter.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str = TOKEN,
        shards: int = 1,
        max_concurrency: int = 1,
        seed: int = 0,
        clock: Clock = time.time,
    ) -> None:
        self._parts = parts = Parts(token=token, clock=clock, seed=seed, max_concurrency=max_concurrency)
        self.guilds, self.trouble = Guilds(parts), Trouble(parts)
        self.users, self.record = Users(parts), Evidence(parts)
        self.port = port
        self.token = token
        self._shards = shards
        self._max_concurrency = max_concurrency
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)

    @property
    def api_url(self) -> str:
        """The base of the REST API, in place of https://discord.com/api/v10."""
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        """The gateway, in place of wss://gateway.discord.gg/."""
        return f"ws://127.0.0.1:{self.port}/"

    @property
    def control_url(self) -> str:
        """Where other processes drive it: POST {control_url}/guilds.add and so on, the arguments as JSON."""
        return f"http://127.0.0.1:{self.port}/control"

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, backlog=1_024)
        await site.start()
        self.port = int(self._runner.addresses[0][1])
        self._parts.gateway.url = self.gateway_url
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._parts.gate.closing.set()
        await self._parts.gateway.close()
        await self._runner.cleanup()

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=_BODY_LIMIT)
        application.on_response_prepare.append(self._parts.dates.mark)
        application.router.add_get("/", self._parts.gateway.serve)
        for name, control in self._controls().items():
            application.router.add_post(f"/control/{name}", _remote(control))
        for route in self._routes():
            application.router.add_route(route.method, f"/api/v10{route.path}", self._parts.gate.serve(route))
        return application

    def _controls(self) -> dict[str, Callable[..., Any]]:
        groups = {"guilds": self.guilds, "trouble": self.trouble, "users": self.users, "record": self.record}
        return {
            f"{group}.{name}": getattr(controls, name)
            for group, controls in groups.items()
            for name, value in vars(type(controls)).items()
            if inspect.isfunction(value) and not name.startswith("_")
        }

    def _routes(self) -> list[Route]:
        parts = self._parts
        look_ups = LookUps(
            parts.world,
            lambda: self.gateway_url,
            self._shards,
            self._max_concurrency,
            lambda: parts.gateway.starts_left,
        )
        messages = MessageRoutes(parts.world, parts.nonces, parts.clock, parts.sessions.dispatch)
        threads = ThreadRoutes(parts.world, parts.clock, parts.sessions.dispatch)
        interactions = InteractionRoutes(parts.world, parts.interactions)
        return api_routes(look_ups, messages, threads, parts.commands, interactions)


def _remote(control: Callable[..., Any]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        arguments: dict[str, Any] = await request.json() if request.can_read_body else {}
        try:
            result = control(**arguments)
            result = await result if inspect.isawaitable(result) else result
        except (LookupError, TypeError, ValueError, TimeoutError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response(result, dumps=_dumps)

    return handle


def _dumps(value: Any) -> str:
    return json.dumps(value, default=_plain)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
