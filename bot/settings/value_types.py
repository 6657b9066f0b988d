"""Kinds of values in the configuration that need a look of our own."""

from __future__ import annotations

import json
import re
from datetime import time
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, HttpUrl, SecretStr, TypeAdapter
from pydantic_core import PydanticCustomError

from bot.models.shards import MOST_SHARDS, read_shards

# A database in memory would be gone after the command.
_FILE_URL = re.compile(r"sqlite\+aiosqlite:///(?!:memory:|file:|\?)[^\0]+")
# Where, and besides only whether the way there is encrypted, or in which folder its socket is.
_SERVER_URL = re.compile(
    r"postgresql\+asyncpg://(?:[^/@\s]+@)?(?:\[[0-9a-fA-F:]+\]|[^/@:\s\[\]]*)(?::\d{1,5})?/[^/?\s]+"
    r"(?:\?(?:ssl|host)=[^&\s]+(?:&(?:ssl|host)=[^&\s]+)?)?"
)
_PROCESS = re.compile(r"\d{1,4}/\d{1,4}", re.ASCII)
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?", re.ASCII)

# What a question says already, or would make answers that nobody reads.
_SET_BY_US = {"model", "messages", "response_format", "stream", "stream_options", "temperature", "n", "tools"}
_LONGEST_OPTIONS = 10_000  # characters as JSON
_HIGHEST_RATE = 10_000.0  # requests a second: Discord allows the largest bots fewer


def _base_url(text: str) -> str:
    return str(TypeAdapter(HttpUrl).validate_python(text)).rstrip("/")


def _database_url(url: SecretStr) -> SecretStr:
    if not any(kind.fullmatch(url.get_secret_value()) for kind in (_FILE_URL, _SERVER_URL)):
        raise PydanticCustomError("no_database", "no URL of a database")
    return url


def _utc_time(value: object) -> object:
    """Without this, pydantic would read 23 as seconds after midnight, and keep the zone of 23:00+09:00."""
    if isinstance(value, time) or (isinstance(value, str) and _TIME.fullmatch(value)):
        return value
    raise PydanticCustomError("no_utc_time", "not a UTC time")


def _request_rate(value: object) -> object:
    """Two refusals for one key, one of each kind of value, would tell nobody what to write."""
    if value == "auto":
        return value
    try:
        rate = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else 0.0
    except (ValueError, OverflowError):
        rate = 0.0
    if not 0 < rate <= _HIGHEST_RATE:
        raise PydanticCustomError("no_request_rate", "neither a rate nor auto")
    return rate


def _shard_choice(value: object) -> object:
    """All shards, so many of them, or some of so many, as `Settings.shards` reads it."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else "?"
    if not text or (text.isdecimal() and text.isascii() and 1 <= int(text) <= MOST_SHARDS):
        return text
    try:
        return str(read_shards(text))
    except ValueError:
        raise PydanticCustomError("no_shards", "no shards") from None


def _process_number(text: str) -> str:
    """One of so many, numbered from 0."""
    if text and not (_PROCESS.fullmatch(text) and int(text.partition("/")[0]) < int(text.partition("/")[2])):
        raise PydanticCustomError("no_process", "no number of a process")
    return text


def _model_options(options: dict[str, Any]) -> dict[str, Any]:
    for name in options:
        if name in _SET_BY_US:
            raise PydanticCustomError("option_of_ours", "set by Paperboy", {"expected": name})
    try:
        size = len(json.dumps(options, allow_nan=False))
    except (TypeError, ValueError, RecursionError):  # a date of TOML, nan, a key that is no text
        raise PydanticCustomError("no_json", "not JSON") from None
    if size > _LONGEST_OPTIONS:
        raise PydanticCustomError("no_json", "not JSON")
    return options


BaseUrl = Annotated[str, AfterValidator(_base_url)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_database_url)]
ModelOptions = Annotated[dict[str, Any], AfterValidator(_model_options)]
ProcessNumber = Annotated[str, AfterValidator(_process_number)]
RequestRate = Annotated[Literal["auto"] | float, BeforeValidator(_request_rate)]
ShardChoice = Annotated[str, BeforeValidator(_shard_choice)]
UtcTime = Annotated[time, BeforeValidator(_utc_time)]
