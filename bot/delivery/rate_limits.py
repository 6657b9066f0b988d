"""Answers of HTTP that say “too often”, told apart: a channel's limit, the bot's, and Cloudflare's ban.

Discord's own carry `Via`, `X-RateLimit-…`, and JSON with `retry_after`. A REST proxy in between may leave all
of that out but `Retry-After` (seen through @discordjs/proxy), or all but `X-RateLimit-…` (nirn). A ban of the
whole bot says that it is one: Cloudflare's page, its number 1015, its JSON, or Discord's words for it. An
answer that says nothing is no ban.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any, cast
from weakref import WeakKeyDictionary

from bot.texts.foreign import is_page

LONGEST_WAIT = 3600.0  # seconds: Discord's bans last up to an hour, and a stranger's number may be any
# Cloudflare's number for: you are being rate limited. Its documentation: "Error 1015".
_CLOUDFLARE_LIMIT = 1015
_LIMIT_IN_TEXT = re.compile(rf"\b{_CLOUDFLARE_LIMIT}\b")
_BLOCKED = "blocked from accessing our api"  # Discord's words for a ban, in JSON with code 0

_waits_in_bodies: WeakKeyDictionary[object, float] = WeakKeyDictionary()


def retry_after(headers: Mapping[str, str], body: str = "") -> float:
    """The seconds for which a 429 asks; 0 if it names no time that can be meant.

    The longer one, where headers and body differ: of some limits the true time stands in the body alone.
    """
    names = "Retry-After", "X-RateLimit-Reset-After"
    in_headers = next((seconds for name in names if (seconds := _seconds(headers.get(name)))), 0.0)
    answer = _json_object(body) or {}
    return max(in_headers, _seconds(answer.get("retry_after")))


def remember_wait(response: object, body: str) -> None:
    """Keep what the body names for as long as the response lives: discord.py's errors have it no more."""
    if seconds := retry_after({}, body):
        _waits_in_bodies[response] = seconds


def wait_of(response: object, headers: Mapping[str, str]) -> float:
    """The seconds that an answer names, in its headers or in the body that was remembered; else 0."""
    return max(retry_after(headers), _waits_in_bodies.get(response, 0.0))


def is_ban(headers: Mapping[str, str], body: str) -> bool:
    """Whether a 429 is a refusal of the whole bot by what stands before Discord."""
    if any(name.lower().startswith("x-ratelimit-") for name in headers):
        return False
    if (answer := _json_object(body)) is not None:
        is_cloudflare = (
            answer.get("cloudflare_error") is True or answer.get("error_code") == _CLOUDFLARE_LIMIT
        )
        return is_cloudflare or _BLOCKED in str(answer.get("message", "")).lower()
    if _LIMIT_IN_TEXT.search(body) or (is_page(body) and "cloudflare" in body.lower()):
        return True
    # Discord's own answers come through Cloudflare, too; but they are JSON.
    return not _is_json(body) and "cloudflare" in headers.get("Server", "").lower()


def is_global(headers: Mapping[str, str], body: str) -> bool:
    """Whether a 429 is the limit of the whole bot, by Discord itself."""
    if headers.get("X-RateLimit-Global") or headers.get("X-RateLimit-Scope") == "global":
        return True
    return (_json_object(body) or {}).get("global") is True


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return 0.0
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return 0.0
    return min(seconds, LONGEST_WAIT) if math.isfinite(seconds) and seconds > 0 else 0.0


def _json(body: str) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _is_json(body: str) -> bool:
    return body.strip() == "null" or _json(body) is not None


def _json_object(body: str) -> dict[str, Any] | None:
    value = _json(body)
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None
