"""What `status` says of people's notifications: how many there are, and never of whom or of what."""

from __future__ import annotations

from typing import Any

from bot.app.status_reports import NotificationCounts
from bot.cli.session import moment, tell
from bot.digests.status import DayVerdict

_TROUBLES = {DayVerdict.FAILED: "status-letters-failed", DayVerdict.UNCONFIRMED: "status-letters-unconfirmed"}


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
