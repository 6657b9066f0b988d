"""What `GET /gateway/bot` says: where the gateway is, and how often it may be entered."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from yarl import URL

MOST_SHARDS, MOST_AT_ONCE = 10_000, 1_000


class Entrance(NamedTuple):
    """`remaining` sessions of `total` may be begun in the next `reset_seconds`, `max_concurrency` at once."""

    url: URL
    shards: int
    total: int
    remaining: int
    reset_seconds: float
    max_concurrency: int


def read_entrance(shards: object, url: object, limits: object) -> Entrance:
    """The values that discord.py took from the answer unseen; ValueError if one of them cannot be meant."""
    address = URL(url) if isinstance(url, str) else URL()
    if address.scheme not in ("ws", "wss") or not address.host:
        raise ValueError("no address of a gateway")
    limit = cast("dict[str, Any]", limits) if isinstance(limits, dict) else {}
    count = _whole(shards, most=MOST_SHARDS)
    if count < 1:
        raise ValueError("no shards")
    remaining = _whole(limit.get("remaining", count))
    total = max(_whole(limit.get("total", remaining)), remaining)
    reset_seconds = _whole(limit.get("reset_after", 0)) / 1000
    concurrency = _whole(limit.get("max_concurrency", 1), most=MOST_AT_ONCE)
    return Entrance(address, count, total, remaining, reset_seconds, concurrency)


def _whole(value: object, most: int = 10**12) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError("no number that can be meant")
    return value
