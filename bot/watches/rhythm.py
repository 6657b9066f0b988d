"""How often a watched paper is looked at: at most daily, and less as it ages. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.due import DAY

# Code, votes and second versions come in a paper's first weeks; later ones are rare and can wait.
_RHYTHM = ((timedelta(days=14), DAY), (timedelta(days=60), 3 * DAY), (timedelta(days=365), 7 * DAY))
_LATER = 30 * DAY
_UNKNOWN = 7 * DAY  # at least, for a paper that the source does not have


def next_look(published_at: datetime | None, now: datetime, *, is_unknown: bool) -> datetime:
    """When a paper that was looked at now is looked at again; one of unknown age is taken as new."""
    age = now - (published_at or now)
    pause = next((pause for limit, pause in _RHYTHM if age < limit), _LATER)
    return now + (max(pause, _UNKNOWN) if is_unknown else pause)
