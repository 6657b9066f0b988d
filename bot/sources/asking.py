"""One question to a server that is a stranger: bounded in time and in bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import NamedTuple

from aiohttp import ClientError, ClientSession, ClientTimeout, StreamReader

from bot.errors import SourceError, network_problem
from bot.sources.rate_limit import asked_wait

_CHUNK_BYTES = 65_536  # bytes: what is packed is unpacked in pieces of this order, so that a bomb ends early

Listener = Callable[[Mapping[str, str], float], None]


class PassingError(SourceError):
    """May be over at the next attempt; `wait` is how many seconds the server asked for."""

    def __init__(self, key: str, *, wait: float = 0.0, **values: object) -> None:
        super().__init__(key, **values)
        self.wait = wait


class SourceAnswer(NamedTuple):
    """What came back, neither 429 nor 5xx."""

    status: int
    body: bytes


class Site(NamedTuple):
    """A server: the keys of its sentences, and how many bytes (unpacked) an answer of it may have."""

    busy: str
    failing: str
    timeout: str
    unreachable: str
    too_large: str
    largest_body: int


async def ask(
    session: ClientSession,
    url: str,
    query: Mapping[str, str],
    *,
    site: Site,
    patience: ClientTimeout,
    listen: Listener | None = None,
) -> SourceAnswer:
    """The answer; PassingError where another attempt may help, SourceError if it is too large.

    `listen` is told the headers of every answer, and the seconds for which it wants no other question.
    """
    try:
        async with session.get(url, params=query, timeout=patience) as response:
            passing = _is_passing(response.status)
            wait = asked_wait(response.headers, datetime.now(UTC)) if passing else 0.0
            if listen:
                listen(response.headers, wait)
            if passing:
                key = site.busy if response.status == HTTPStatus.TOO_MANY_REQUESTS else site.failing
                raise PassingError(key, status=response.status, wait=wait)
            return SourceAnswer(response.status, await _body(response.content, site))
    except TimeoutError:
        raise PassingError(site.timeout, seconds=patience.total) from None
    except (ClientError, OSError, ValueError) as error:
        raise PassingError(site.unreachable, problem=network_problem(error)) from None


def _is_passing(status: int) -> bool:
    return status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR


async def _body(content: StreamReader, site: Site) -> bytes:
    body = bytearray()
    while chunk := await content.read(_CHUNK_BYTES):
        body += chunk
        if len(body) > site.largest_body:
            raise SourceError(site.too_large, megabytes=site.largest_body // 1_000_000)
    return bytes(body)
