"""What every REST request goes through: latency, ban, token, limits, faults, the handler, the record."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from .calls import Answer, Call, Handler, read_call
from .errors import ApiError, plain_refusal
from .faults import Fault, Faults, Latency
from .limits import VIA, Headers, Limits, TooMany
from .record import Record, Request
from .transport import cut
from .world import Clock

_BAN_PAGE = "<html><body><h1>Error 1015</h1>You are being rate limited</body></html>"


@dataclass(frozen=True, slots=True)
class Route:
    """One row of the API: `kind` names it for limits, faults, latency and the record.

    `token` False: an interaction's route, with no Authorization header and outside all limits.
    """

    kind: str
    method: str
    path: str
    handler: Handler
    token: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a request comes to. Without `answer` the connection is cut or hangs, as `fault` says."""

    answer: Answer | None
    headers: Headers
    fault: Fault | None = None
    took_effect: bool = False
    scope: str | None = None

    @property
    def status(self) -> int:
        """0 when there is no answer."""
        return 0 if self.answer is None else self.answer.status


@dataclass(slots=True)
class Gate:
    """Carries out requests. The effect happens after half of the latency."""

    clock: Clock
    limits: Limits
    faults: Faults
    latency: Latency
    record: Record
    token_is_good: Callable[[str], bool]
    banned_until: float = 0.0
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def serve(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """The aiohttp handler for a route."""

        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                call = await read_call(request)
            except ApiError as error:
                return _response(Answer(error.status, error.body), VIA)
            half = self.latency.draw(route.kind) / 2
            await asyncio.sleep(half)
            verdict = self._judge(route, call, request.headers.get("Authorization", ""))
            self._note(route, request, verdict)
            await asyncio.sleep(half)
            return await self._deliver(request, verdict)

        return handle

    def _judge(self, route: Route, call: Call, authorization: str) -> Verdict:
        fault = self.faults.strike("before", route.kind, call.channel_id)
        if fault is not None:
            return _spoiled(fault, took_effect=False)
        ban = self.banned_until - self.clock()
        if ban > 0:
            return _spoiled(Fault("cloudflare", retry_after=int(ban) + 1), took_effect=False)
        if route.token and not self.token_is_good(authorization.removeprefix("Bot ")):
            return Verdict(_answer_of(plain_refusal(401)), VIA)
        admitted = self.limits.admit(route.kind, call.channel_id, self.clock()) if route.token else Headers()
        if isinstance(admitted, TooMany):
            answer = Answer(429, admitted.body)
            return Verdict(answer, admitted.headers | VIA, scope=admitted.headers["X-RateLimit-Scope"])
        return self._carry_out(route, call, admitted)

    def _carry_out(self, route: Route, call: Call, headers: Headers) -> Verdict:
        try:
            answer = route.handler(call)
        except ApiError as error:
            return Verdict(_answer_of(error), headers | VIA)
        fault = self.faults.strike("after", route.kind, call.channel_id)
        return (
            Verdict(answer, headers | VIA, took_effect=True)
            if fault is None
            else _spoiled(fault, took_effect=True)
        )

    def _note(self, route: Route, request: web.Request, verdict: Verdict) -> None:
        fate = (verdict.status, route.token, verdict.scope, verdict.took_effect)
        self.record.requests.append(Request(self.clock(), request.method, route.kind, request.path, *fate))

    async def _deliver(self, request: web.Request, verdict: Verdict) -> web.StreamResponse:
        if verdict.answer is not None:
            return _response(verdict.answer, verdict.headers)
        if verdict.fault is not None and verdict.fault.name == "hang":
            await self.closing.wait()
        cut(request)
        return web.Response()  # goes nowhere


def _answer_of(error: ApiError) -> Answer:
    return Answer(error.status, error.body)


def _spoiled(fault: Fault, *, took_effect: bool) -> Verdict:
    if fault.name == "cloudflare":
        headers = {"Retry-After": str(fault.retry_after)}
        return Verdict(Answer(429, _BAN_PAGE), headers, fault, took_effect)
    if fault.name == "answer":
        return Verdict(Answer(fault.status, fault.body), VIA, fault, took_effect)
    if fault.name == "status":
        # Discord's own 500s are JSON; the others come from what stands before it.
        body: Any = plain_refusal(500).body if fault.status == 500 else f"error code: {fault.status}"
        return Verdict(Answer(fault.status, body), VIA, fault, took_effect)
    return Verdict(None, {}, fault, took_effect)


def _response(answer: Answer, headers: Headers) -> web.Response:
    if answer.body is None:
        return web.Response(status=answer.status, headers=headers)
    if isinstance(answer.body, str):
        return web.Response(status=answer.status, headers=headers, text=answer.body, content_type="text/html")
    # discord.py parses JSON only if the type is exactly this, without a charset.
    body = json.dumps(answer.body, separators=(",", ":")).encode()
    return web.Response(status=answer.status, headers=headers, body=body, content_type="application/json")
