"""How long to wait after a failed attempt."""

from __future__ import annotations

from random import Random

FIRST_SECONDS = 5.0
LONGEST_SECONDS = 15 * 60.0


def wait_seconds(attempts: int, random: Random) -> float:
    """Growing waits with jitter: about 5 s after the first attempt, doubling up to a quarter of an hour."""
    full = min(FIRST_SECONDS * 2 ** min(attempts - 1, 20), LONGEST_SECONDS)
    return full * random.uniform(0.5, 1.0)
