"""How long a server asks to be left alone, and how often it may still be asked. Pure.

The one rule for all clients: Hugging Face and arXiv.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

LONGEST_WAIT = 300.0  # seconds: the window of Hugging Face's rate limit

_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]*)?", re.ASCII)
_SPENT = re.compile(r"r=0\s*;\s*t=([0-9]+)\b", re.ASCII)
_API = re.compile(r'"api"\s*;\s*r=([0-9]{1,9})\s*;\s*t=([0-9]{1,9})\b', re.ASCII)


class Left(NamedTuple):
    """How many questions are left, and for how many seconds that holds."""

    questions: int
    seconds: float


def asked_wait(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds until the next question is welcome, at most `LONGEST_WAIT`; 0 if the headers do not say.

    From `Retry-After` (RFC 9110: seconds or a date) and from Hugging Face's
    `RateLimit: "api";r=<left>;t=<seconds>`, of which only a spent quota (`r=0`) counts. `now` counts only
    if the server does not tell its own time.
    """
    spent = [float(seconds) for seconds in _SPENT.findall(headers.get("RateLimit", ""))]
    return min(LONGEST_WAIT, max([_retry_after(headers, now), *spent]))


def questions_left(headers: Mapping[str, str]) -> Left | None:
    """What Hugging Face says in `RateLimit: "api";r=<left>;t=<seconds>`; None if it says nothing."""
    match = _API.search(headers.get("RateLimit", ""))
    return Left(int(match[1]), min(LONGEST_WAIT, float(match[2]))) if match else None


def _retry_after(headers: Mapping[str, str], now: datetime) -> float:
    value = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    until = _moment(value)
    # Both times are the server's, so that no clock of ours matters.
    return max(0.0, (until - (_moment(headers.get("Date", "")) or now)).total_seconds()) if until else 0.0


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
