"""Answers of HTTP that say “too often”, told apart: a channel's limit, the bot's, and Cloudflare's ban.

Discord's own carry `Via`, `X-RateLimit-…`, and JSON with `retry_after`. A REST proxy in between may leave all
of that out but `Retry-After` (seen through @discordjs/proxy), or all but `X-RateLimit-…` (nirn). A ban of the
whole bot is Cloudflare's, which says nothing of limits: a page, its number 1015, or JSON without a time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any, cast

from bot.texts.foreign import is_page

LONGEST_WAIT = 3600.0  # seconds: Discord's bans last up to an hour, and a stranger's number may be any
_BANNED = "1015"  # Cloudflare's number for: you are being rate limited


def retry_after(headers: Mapping[str, str]) -> float:
    """The seconds for which a 429 asks; 0 if it names no time that can be meant."""
    for name in ("Retry-After", "X-RateLimit-Reset-After"):
        try:
            seconds = float(headers.get(name, ""))
        except ValueError:
            continue
        if math.isfinite(seconds) and seconds > 0:
            return min(seconds, LONGEST_WAIT)
    return 0.0


def is_ban(headers: Mapping[str, str], body: str) -> bool:
    """Whether a 429 is a refusal of the whole bot by what stands before Discord."""
    if any(name.lower().startswith("x-ratelimit-") for name in headers):
        return False
    answer = _json_object(body)
    if answer is not None:
        return "retry_after" not in answer and not answer.get("code")
    return is_page(body) or _BANNED in body or "cloudflare" in headers.get("Server", "").lower()


def is_global(headers: Mapping[str, str], body: str) -> bool:
    """Whether a 429 is the limit of the whole bot, by Discord itself."""
    if headers.get("X-RateLimit-Global") or headers.get("X-RateLimit-Scope") == "global":
        return True
    return (_json_object(body) or {}).get("global") is True


def _json_object(body: str) -> dict[str, Any] | None:
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None
