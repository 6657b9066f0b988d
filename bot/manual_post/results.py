"""What became of a day in a channel, read off its rows: pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from bot.models import PENDING_STATES, Delivery, DeliveryState

_THERE = (DeliveryState.POSTED, DeliveryState.UNCONFIRMED)


class Fate(StrEnum):
    """What became of the day in a channel. A filtered one counts neither as posted nor as failed."""

    POSTED = "posted"
    POSTED_EARLIER = "had"  # before: it is never sent twice to a subscription
    FILTERED = "filtered"  # nothing left to show: too few votes, or all posted before
    FAILED = "failed"  # refused, perhaps there, or still waiting; `reason` in Discord's words, if it gave any


class Result(NamedTuple):
    """One subscription's line of the report; see `ChannelSettings.address`."""

    address: str
    fate: Fate
    reason: str | None = None


def is_posted(rows: Sequence[Delivery]) -> bool:
    """Whether all of the day is in the channel, or cannot be sent again because it may be."""
    return bool(rows) and all(row.state in _THERE for row in rows)


def waits(row: Delivery, until: datetime) -> bool:
    """Whether the message is tried before `until`; a paused channel's waits for its next due time."""
    return row.state in PENDING_STATES and row.next_attempt_at is not None and row.next_attempt_at < until


def result(address: str, rows: Sequence[Delivery]) -> Result:
    """What an attempt to send came to."""
    if any(row.state is DeliveryState.FILTERED for row in rows):
        return Result(address, Fate.FILTERED)
    missing = [row for row in rows if row.state is not DeliveryState.POSTED]
    if not missing:
        return Result(address, Fate.POSTED)
    return Result(address, Fate.FAILED, next((row.reason for row in missing if row.reason), None))
