"""Kinds of values in the configuration that need a look of our own."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, HttpUrl, TypeAdapter
from pydantic_core import PydanticCustomError

# A database in memory would be gone after the command.
_FILE_URL = re.compile(r"sqlite\+aiosqlite:///(?!:memory:|file:|\?)[^\0]+")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?", re.ASCII)


def _base_url(text: str) -> str:
    return str(TypeAdapter(HttpUrl).validate_python(text)).rstrip("/")


def _database_url(text: str) -> str:
    if not _FILE_URL.fullmatch(text):
        raise PydanticCustomError("no_database_file", "not a file's URL")
    return text


def _utc_time(value: object) -> object:
    """Without this, pydantic would read 23 as seconds after midnight, and keep the zone of 23:00+09:00."""
    if isinstance(value, time) or (isinstance(value, str) and _TIME.fullmatch(value)):
        return value
    raise PydanticCustomError("no_utc_time", "not a UTC time")


BaseUrl = Annotated[str, AfterValidator(_base_url)]
DatabaseUrl = Annotated[str, AfterValidator(_database_url)]
UtcTime = Annotated[time, BeforeValidator(_utc_time)]
