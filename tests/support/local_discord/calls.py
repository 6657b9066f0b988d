"""One request and its answer, free of HTTP: handlers are plain functions from a Call to an Answer.

They never wait, so that each request's effect happens at one moment.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from aiohttp import BodyPartReader, web

from .errors import Json, as_object, refusal


@dataclass(frozen=True, slots=True)
class Call:
    """A request as handlers see it. `ids` are the path's parameters; `body` is its JSON."""

    ids: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    body: Any = None
    files: tuple[Json, ...] = ()

    @property
    def json(self) -> Json:
        """The body as an object, empty if it is none."""
        return as_object(self.body)

    @property
    def channel_id(self) -> int:
        """The channel in the path, 0 where there is none."""
        return self.id("channel_id") if "channel_id" in self.ids else 0

    def id(self, name: str) -> int:
        """A parameter of the path as a number; 50035 if it is none."""
        return _snowflake(self.ids[name])

    def query_id(self, name: str) -> int | None:
        """A number of the query, None if absent."""
        return _snowflake(self.query[name]) if name in self.query else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: JSON, or nothing at all for 204."""

    status: int = 200
    body: Any = None


Handler = Callable[[Call], Answer]
Dispatch = Callable[[str, Json, int | None], None]  # event name, data, guild id (None: a DM)


def _snowflake(text: str) -> int:
    if not text.isdecimal():
        raise refusal(
            50035, errors={"_errors": [{"code": "NUMBER_TYPE_COERCE", "message": f"{text} is no id"}]}
        )
    return int(text)


async def read_call(request: web.Request) -> Call:
    """Reads the whole request: JSON, or multipart with `payload_json` and files."""
    body, files = (
        await _read_multipart(request) if "multipart" in request.content_type else await _read_json(request)
    )
    return Call(request.match_info, request.query, body, tuple(files))


async def _read_json(request: web.Request) -> tuple[Any, list[Json]]:
    text = await request.text()
    return (_parse(text) if text else None), []


async def _read_multipart(request: web.Request) -> tuple[Any, list[Json]]:
    body: Any = None
    files: list[Json] = []
    async for part in await request.multipart():
        part = cast(BodyPartReader, part)
        content = bytes(await part.read(decode=True))
        if part.name == "payload_json":
            body = _parse(content.decode())
        else:
            files.append({"filename": part.filename or "file", "size": len(content)})
    return body, files


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise refusal(50109) from None
