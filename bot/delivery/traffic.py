"""The pacer's place in discord.py: every HTTP attempt, also those that discord.py repeats by itself."""

from __future__ import annotations

import logging
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace

from aiohttp import (
    ClientSession,
    TraceConfig,
    TraceRequestChunkSentParams,
    TraceRequestEndParams,
    TraceRequestHeadersSentParams,
    TraceRequestStartParams,
)
from discord import RateLimited
from yarl import URL

from bot.delivery.discord_time import DiscordTime
from bot.delivery.invalid_requests import is_invalid
from bot.delivery.outcomes import OddAnswerError
from bot.delivery.pacer import Pacer
from bot.delivery.permit import keep_permit, require_permit
from bot.delivery.rate_limits import is_ban, is_global, remember_wait, retry_after
from bot.measures import REFUSALS

log = logging.getLogger(__name__)

TOO_MANY = 429
# A Cloudflare ban that names no end; Discord's own lasts up to an hour, asking costs one request a minute.
BAN_SECONDS = 60.0


@dataclass
class _Attempts:
    count: int = 0


_single: ContextVar[_Attempts | None] = ContextVar("single", default=None)


@contextmanager
def not_repeated() -> Generator[None]:
    """The request inside is made once.

    OddAnswerError where discord.py would repeat it, as it does after a 500 and a lost connection: what
    carries no nonce would be there twice. RateLimited where it would wait for a limit, perhaps for an hour.
    """
    token = _single.set(_Attempts())
    try:
        yield
    finally:
        _single.reset(token)


def pacing_trace(pacer: Pacer, discord_time: DiscordTime | None = None) -> TraceConfig:
    """The `http_trace` of a discord.py client: waits for the pacer before, learns from refusals after, and
    what time it is at Discord.

    `not_repeated` and `permit.only_while` rest on it, too.
    """

    async def before(_: ClientSession, context: SimpleNamespace, request: TraceRequestStartParams) -> None:
        context.turn = await pacer.turn() if is_paced(request.url) else None
        if attempts := _single.get():
            attempts.count += 1
            if attempts.count > 1:
                raise OddAnswerError("nothing clear, so that it may have been done")

    async def after(_: ClientSession, context: SimpleNamespace, request: TraceRequestEndParams) -> None:
        if context.turn is not None:
            pacer.answered(context.turn)
        if discord_time:
            discord_time.hear(request.response.headers.get("Date"))
        if is_invalid(request.response.status, request.response.headers):
            REFUSALS.labels(str(request.response.status)).inc()
            pacer.refused()
        if request.response.status == TOO_MANY and context.turn is not None:
            # aiohttp keeps what is read, so that discord.py reads the same.
            body = (await request.response.read()).decode(errors="replace")
            remember_wait(request.response, body)
            learn(pacer, request.response.headers, body, context.turn)
            if _single.get() and (seconds := retry_after(request.response.headers, body)):
                raise RateLimited(seconds)

    async def writing(_: ClientSession, __: SimpleNamespace, ___: TraceRequestHeadersSentParams) -> None:
        require_permit()

    async def writing_body(_: ClientSession, __: SimpleNamespace, ___: TraceRequestChunkSentParams) -> None:
        keep_permit()

    trace = TraceConfig()
    trace.on_request_start.append(before)
    # aiohttp calls them, whatever their names say, before it writes; and the headers go with the body.
    trace.on_request_headers_sent.append(writing)
    trace.on_request_chunk_sent.append(writing_body)
    trace.on_request_end.append(after)
    return trace


def is_paced(url: URL) -> bool:
    """Whether a request counts against the bot's 50 a second: answers to interactions do not."""
    answers = "/interactions/" in url.path or "/webhooks/" in url.path
    return not answers and url.scheme in ("http", "https")


def learn(pacer: Pacer, headers: Mapping[str, str], body: str, turn: float) -> None:
    """Take in a 429 to what left at this turn: nothing of one channel's limit; its message is tried later."""
    seconds = retry_after(headers, body)
    if is_ban(headers, body):
        log.warning("Cloudflare refuses the bot: no request for %.0f s", seconds or BAN_SECONDS)
        pacer.pause(seconds or BAN_SECONDS)
    elif is_global(headers, body) and pacer.slow_down(seconds, turn):
        log.warning("Discord's global rate limit: pausing %.1f s, then %.1f requests/s", seconds, pacer.rate)
