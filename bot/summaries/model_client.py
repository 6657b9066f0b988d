"""The client library of OpenAI-compatible endpoints, imported at the first question."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from bot.errors import OutageError
from bot.settings import SummarySettings

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_HEADER = re.compile(r"[ -~]+")  # what may stand in one
CONNECT_SECONDS = 20.0


def open_client(settings: SummarySettings) -> AsyncOpenAI:
    """A client of the endpoint; OutageError if the library is missing or the key cannot be sent."""
    try:
        library = import_module("openai")
    except ImportError as error:
        raise OutageError("summary-not-installed") from error
    key = settings.api_key.get_secret_value().strip() or "none"  # local servers want none, the client does
    if not _HEADER.fullmatch(key):
        raise OutageError("summary-bad-key")
    client = cast("type[AsyncOpenAI]", library.AsyncOpenAI)
    return client(
        base_url=settings.base_url,
        api_key=key,
        timeout=library.Timeout(None, connect=min(settings.timeout_seconds, CONNECT_SECONDS)),
        max_retries=0,  # it would ask again after a silence, too
        default_headers={"Accept-Encoding": "identity"},  # so that bytes can be counted as they come
    )


async def chunks_of(response: Any) -> AsyncIterator[bytes]:
    """What comes, as bytes; ConnectionError if that breaks off, whatever lies below the client library."""
    try:
        async for chunk in response.iter_bytes():
            yield chunk
    except Exception as error:
        raise ConnectionError(str(error)) from error
