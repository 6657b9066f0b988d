"""What every message in the outbox has, whether it goes to a channel or to a person."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from bot.models.base import Model


class DeliveryState(StrEnum):
    """What became of one message."""

    PLANNED = "planned"  # to be sent (again) at `next_attempt_at`
    SENDING = "sending"  # handed to Discord; without an outcome it is looked for before it is sent again
    POSTED = "posted"  # there, as `message_id`
    FAILED = "failed"  # refused for good, with Discord's words in `reason`
    UNCONFIRMED = "unconfirmed"  # perhaps there; the history could not be read, so it was not sent again
    SKIPPED = "skipped"  # older than the channel's catch-up, or of a pause by hand; can be posted by hand
    FILTERED = "filtered"  # nothing left to show: too few votes, off the topics, or all posted before
    MERGED = "merged"  # its papers were ranked with those of a later day, in whose post they stand


# Reasons of ours, where a message was not sent since nobody wanted it.
REMOVED, SUSPENDED = "removed", "paused by hand"

PENDING_STATES = frozenset({DeliveryState.PLANNED, DeliveryState.SENDING})


class OutboxMessage(Model):
    """A message of an edition day: a row that exists before it is sent. Times are UTC.

    `unknown_since` is when it was first handed to Discord without our learning what became of it. Without
    `next_attempt_at` a pending one is held until somebody asks for it.
    """

    id: int
    day: date
    state: DeliveryState
    attempts: int
    planned_at: datetime
    next_attempt_at: datetime | None
    unknown_since: datetime | None
    posted_at: datetime | None
    message_id: int | None
    reason: str | None

    @property
    def log_id(self) -> str:
        """Its name in the log, the same from its plan on; nothing in it is a person's own."""
        raise NotImplementedError


class NextState(NamedTuple):
    """What an attempt makes of a message. A reason that is None leaves the earlier one."""

    state: DeliveryState
    next_attempt_at: datetime | None = None
    reason: str | None = None
    message_id: int | None = None
    posted_at: datetime | None = None

    @property
    def is_pending(self) -> bool:
        """Whether the message is still to be sent, or to be looked for."""
        return self.state in PENDING_STATES
