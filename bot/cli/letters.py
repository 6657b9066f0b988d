"""What `status` says of people's letters: how many there are, and never of whom or of what."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from bot.cli.session import moment, tell
from bot.digests.status import Verdict, letter_troubles
from bot.store import Reading, notifications
from bot.store.notifications import Backlog

_TROUBLES = {Verdict.FAILED: "status-letters-failed", Verdict.UNCONFIRMED: "status-letters-unconfirmed"}


class LetterCounts(NamedTuple):
    """All people's letters: what is still to be sent, and what came to nothing of the days since `since`."""

    since: date
    backlog: Backlog
    troubles: dict[tuple[Verdict, str], int]


async def counted(view: Reading, since: date) -> LetterCounts:
    """Count them."""
    ended = await notifications.came_to_nothing(view, since)
    return LetterCounts(since, await notifications.backlog(view), letter_troubles(ended))


def report(counts: LetterCounts) -> dict[str, Any]:
    """For `--json`."""
    waiting, next_attempt_at, held = counts.backlog
    return {
        "waiting": waiting,
        "next_attempt_at": next_attempt_at and next_attempt_at.isoformat(),
        "held": held,
        "since": counts.since.isoformat(),
        "troubles": [
            {"verdict": verdict, "reason": reason, "letters": count}
            for (verdict, reason), count in counts.troubles.items()
        ],
    }


def show(counts: LetterCounts) -> None:
    """A few lines."""
    waiting, next_attempt_at, held = counts.backlog
    if next_attempt_at:
        tell("status-letters", waiting=waiting, next=moment(next_attempt_at))
    else:
        tell("status-letters-idle")
    if held:
        tell("status-letters-held", held=held)
    for (verdict, reason), count in counts.troubles.items():
        tell(_TROUBLES[verdict], since=counts.since, letters=count, reason=reason)
