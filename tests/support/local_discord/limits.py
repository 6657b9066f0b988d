"""Discord's rate limits, with the real headers."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field
from typing import Literal

from .errors import Json

Headers = dict[str, str]
Scope = Literal["user", "global"]

VIA = {"Via": "1.1 google"}  # in every answer of Discord's own; Cloudflare's lack it


@dataclass(slots=True)
class Window:
    """`limit` requests per `seconds`, in a window that opens with its first request: all may come at once."""

    limit: int
    seconds: float
    opened: float = -math.inf
    used: int = 0

    def take(self, now: float) -> bool:
        """Counts one request in, unless the window is full."""
        if now >= self.opened + self.seconds:
            self.opened, self.used = now, 0
        if self.used >= self.limit:
            return False
        self.used += 1
        return True

    def left(self, now: float) -> float:
        """Seconds until the next window may open."""
        return max(0.0, self.opened + self.seconds - now)


@dataclass(slots=True)
class TooMany:
    """A 429 of Discord's own."""

    headers: Headers
    body: Json


@dataclass(slots=True)
class Limits:
    """The limit of the whole bot, and one bucket per route kind and channel.

    `per_channel` maps a route kind to (requests, seconds). Interaction routes never come here.
    """

    enabled: bool = True
    per_channel: dict[str, tuple[int, float]] = field(
        default_factory=lambda: {
            "message_create": (5, 5.0),
            "message_edit": (5, 5.0),
            "publish": (10, 3600.0),
        }
    )
    whole_bot: Window = field(default_factory=lambda: Window(50, 1.0))
    _buckets: dict[tuple[str, int], Window] = field(default_factory=dict[tuple[str, int], Window])

    def set_whole_bot(self, requests: int, seconds: float) -> None:
        """Another limit for the whole bot, from the next request on."""
        self.whole_bot = Window(requests, seconds)

    def set_bucket(self, kind: str, requests: int, seconds: float) -> None:
        """Another limit per channel for one route kind; 0 requests: none."""
        self.per_channel.pop(kind, None)
        if requests:
            self.per_channel[kind] = (requests, seconds)
        self._buckets = {key: window for key, window in self._buckets.items() if key[0] != kind}

    def admit(self, kind: str, channel_id: int, now: float) -> TooMany | Headers:
        """The headers for the answer, or the 429 instead of one."""
        if not self.enabled:
            return {}
        if not self.whole_bot.take(now):
            return _too_many(self.whole_bot.left(now), "global", {"X-RateLimit-Global": "true"})
        bucket = self._bucket(kind, channel_id)
        if bucket is None:
            return {}
        admitted = bucket.take(now)
        headers = _bucket_headers(kind, bucket, now)
        return headers if admitted else _too_many(bucket.left(now), "user", headers)

    def _bucket(self, kind: str, channel_id: int) -> Window | None:
        if kind not in self.per_channel:
            return None
        return self._buckets.setdefault((kind, channel_id), Window(*self.per_channel[kind]))


def _bucket_headers(kind: str, bucket: Window, now: float) -> Headers:
    left = bucket.left(now)
    return {
        "X-RateLimit-Limit": str(bucket.limit),
        "X-RateLimit-Remaining": str(bucket.limit - bucket.used),
        "X-RateLimit-Reset": f"{now + left:.3f}",
        "X-RateLimit-Reset-After": f"{left:.3f}",
        "X-RateLimit-Bucket": hashlib.blake2b(kind.encode(), digest_size=16).hexdigest(),
    }


def _too_many(wait: float, scope: Scope, headers: Headers) -> TooMany:
    more = {"X-RateLimit-Scope": scope, "Retry-After": str(math.ceil(wait))}
    text = "You are being rate limited."
    body: Json = {"message": text, "retry_after": round(wait + 0.0005, 3), "global": scope == "global"}
    return TooMany(headers | more, body)
