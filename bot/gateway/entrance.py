"""What `GET /gateway/bot` says: where the gateway is, and how often it may be entered."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from yarl import URL

MOST_SHARDS = 10_000


class Entrance(NamedTuple):
    """`remaining` connections may be begun within the next `reset_seconds`."""

    url: URL
    shards: int
    remaining: int
    reset_seconds: float


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
    return Entrance(address, count, remaining, _whole(limit.get("reset_after", 0)) / 1000)


def _whole(value: object, most: int = 10**12) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError("no number that can be meant")
    return value
