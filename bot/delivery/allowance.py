"""How many requests a second Discord admits of a bot, and how many of them are made."""

from __future__ import annotations

from bot.delivery.jitter import HEADROOM
from bot.settings import RequestRate

_ALLOWED = 50  # by Discord's documentation, of every bot
# It says, too, that large bots get more, and not how many. The number is nirn-proxy's, which large bots use
# (GetBotGlobalLimit in its lib/discord.go).
_LEAST_OF_LARGE_BOTS, _FOR_EACH_IDENTIFY = 500, 25


def full_rate(chosen: RequestRate, max_concurrency: int = 1) -> float:
    """Requests a second, as `chosen` or else as `session_start_limit.max_concurrency` allows."""
    return allowed(max_concurrency) * HEADROOM if chosen == "auto" else chosen


def allowed(max_concurrency: int) -> int:
    """What Discord refuses more of: only large bots may begin several sessions at once."""
    if max_concurrency <= 1:
        return _ALLOWED
    return max(_LEAST_OF_LARGE_BOTS, _FOR_EACH_IDENTIFY * max_concurrency)
