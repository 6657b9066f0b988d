"""The pacer's place in discord.py: every HTTP attempt, also those that discord.py repeats by itself."""

from __future__ import annotations

import logging
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace

from aiohttp import ClientSession, TraceConfig, TraceRequestEndParams, TraceRequestStartParams
from yarl import URL

from bot.delivery.outcomes import OddAnswerError
from bot.delivery.pacer import Pacer
from bot.delivery.rate_limits import is_ban, is_global, remember_wait, retry_after

log = logging.getLogger(__name__)

TOO_MANY = 429
REFUSED = frozenset({401, 403, TOO_MANY})
# A Cloudflare ban that names no end; Discord's own lasts up to an hour, asking costs one request a minute.
BAN_SECONDS = 60.0


@dataclass
class _Attempt:
    may_be_done: bool = False


_single: ContextVar[_Attempt | None] = ContextVar("single", default=None)


@contextmanager
def not_repeated() -> Generator[None]:
    """OddAnswerError where discord.py would repeat the request inside: it does so after a 500 and a lost
    connection, and what carries no nonce would be there twice. After a 429 nothing was done.
    """
    token = _single.set(_Attempt())
    try:
        yield
    finally:
        _single.reset(token)


def pacing_trace(pacer: Pacer) -> TraceConfig:
    """The `http_trace` of a discord.py client: waits for the pacer before, learns from refusals after.

    `not_repeated` rests on it, too.
    """

    async def before(_: ClientSession, __: SimpleNamespace, request: TraceRequestStartParams) -> None:
        if is_paced(request.url):
            await pacer.turn()
        if attempt := _single.get():
            if attempt.may_be_done:
                raise OddAnswerError("nothing clear, so that it may have been done")
            attempt.may_be_done = True

    async def after(_: ClientSession, __: SimpleNamespace, request: TraceRequestEndParams) -> None:
        if (attempt := _single.get()) and request.response.status == TOO_MANY:
            attempt.may_be_done = False
        if request.response.status in REFUSED:
            pacer.refused()
        if request.response.status == TOO_MANY and is_paced(request.url):
            # aiohttp keeps what is read, so that discord.py reads the same.
            body = (await request.response.read()).decode(errors="replace")
            remember_wait(request.response, body)
            learn(pacer, request.response.headers, body)

    trace = TraceConfig()
    trace.on_request_start.append(before)
    trace.on_request_end.append(after)
    return trace


def is_paced(url: URL) -> bool:
    """Whether a request counts against the bot's 50 a second: answers to interactions do not."""
    answers = "/interactions/" in url.path or "/webhooks/" in url.path
    return not answers and url.scheme in ("http", "https")


def learn(pacer: Pacer, headers: Mapping[str, str], body: str) -> None:
    """Take in a 429: of one channel's limit nothing, since its message alone is tried later."""
    seconds = retry_after(headers, body)
    if is_ban(headers, body):
        log.warning("Cloudflare refuses the bot: no request for %.0f s", seconds or BAN_SECONDS)
        pacer.pause(seconds or BAN_SECONDS)
    elif is_global(headers, body):
        pacer.slow_down(seconds)
        log.warning("Discord's global rate limit: pausing %.1f s, then %.1f requests/s", seconds, pacer.rate)
