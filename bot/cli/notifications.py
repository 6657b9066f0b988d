"""What `status` says of people's notifications: how many there are, and never of whom or of what."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from bot.cli.session import moment, tell
from bot.digests.status import DayVerdict, notification_troubles
from bot.store import Reading, notifications
from bot.store.outbox import Backlog

_TROUBLES = {DayVerdict.FAILED: "status-letters-failed", DayVerdict.UNCONFIRMED: "status-letters-unconfirmed"}


class NotificationCounts(NamedTuple):
    """All people's notifications: those still to be sent, and what came to nothing since the day `since`."""

    since: date
    backlog: Backlog
    troubles: dict[tuple[DayVerdict, str], int]


async def counted(view: Reading, since: date) -> NotificationCounts:
    """Count them."""
    ended = await notifications.came_to_nothing(view, since)
    return NotificationCounts(since, await notifications.outbox.backlog(view), notification_troubles(ended))


def report(counts: NotificationCounts) -> dict[str, Any]:
    """For `--json`."""
    waiting, next_attempt_at, on_hold = counts.backlog
    return {
        "waiting": waiting,
        "next_attempt_at": next_attempt_at and next_attempt_at.isoformat(),
        "held": on_hold,
        "since": counts.since.isoformat(),
        "troubles": [
            {"verdict": verdict, "reason": reason, "letters": count}
            for (verdict, reason), count in counts.troubles.items()
        ],
    }


def show(counts: NotificationCounts) -> None:
    """A few lines."""
    waiting, next_attempt_at, on_hold = counts.backlog
    if next_attempt_at:
        tell("status-letters", waiting=waiting, next=moment(next_attempt_at))
    else:
        tell("status-letters-idle")
    if on_hold:
        tell("status-letters-held", held=on_hold)
    for (verdict, reason), count in counts.troubles.items():
        tell(_TROUBLES[verdict], since=counts.since, letters=count, reason=reason)
