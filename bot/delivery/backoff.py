"""How long to wait after a failed attempt."""

from __future__ import annotations

from random import Random

LONGEST_SECONDS = 15 * 60.0


def wait_seconds(attempts: int, first_seconds: float, random: Random) -> float:
    """Growing waits with jitter: `first_seconds` or less at first, doubling up to a quarter of an hour."""
    full = min(first_seconds * 2 ** min(attempts - 1, 20), LONGEST_SECONDS)
    return full * random.uniform(0.5, 1.0)
