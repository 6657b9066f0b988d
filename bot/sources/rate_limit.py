"""How long a server asks to be left alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"[0-9]{1,9}")
_SPENT = re.compile(r"r=0\s*;\s*t=([0-9]{1,9})\b")


def asked_wait(headers: Mapping[str, str]) -> float:
    """Seconds until the next question is welcome, 0 if the headers do not say.

    From `Retry-After` (RFC 9110: seconds or a date) and from Hugging Face's
    `RateLimit: "api";r=<left>;t=<seconds>`, of which only a spent quota (`r=0`) counts.
    """
    spent = [float(seconds) for seconds in _SPENT.findall(headers.get("RateLimit", ""))]
    return max([_retry_after(headers), *spent])


def _retry_after(headers: Mapping[str, str]) -> float:
    value = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        # Both times are the server's, so that no clock of ours matters.
        wait = parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return max(0.0, wait.total_seconds())
