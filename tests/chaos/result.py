"""What a round came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """What was due, and what became of it. `excused` are those of `unconfirmed` that nobody can look for."""

    due: int
    doubled: int
    lost: int
    unconfirmed: int
    excused: int = 0

    @property
    def is_good(self) -> bool:
        """Nothing doubled, nothing lost, and nothing left open that could be looked for."""
        return not self.doubled and not self.lost and self.unconfirmed == self.excused


@dataclass(frozen=True)
class Result:
    """`digests` counts messages in channels, `notifications` papers told to people by DM, `watched` those of
    which the news was told.

    `edits` counts posted messages, of which those are lost that show older votes than those of their last
    edit. `late_papers` tells how many came only after their readers had opened their DMs again.
    """

    seed: int
    kills: int
    digests: Count
    notifications: Count
    edits: Count
    watched: Count
    late_papers: int

    @property
    def is_good(self) -> bool:
        """All are."""
        return all(count.is_good for count in (self.digests, self.notifications, self.edits, self.watched))
