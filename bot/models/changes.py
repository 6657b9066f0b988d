"""What people changed about channel subscriptions."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.models.base import Model


class ChangeKind(StrEnum):
    """What was done."""

    ADDED = "added"
    EDITED = "edited"
    REMOVED = "removed"
    RESTORED = "restored"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    POSTED = "posted"  # a day by hand


class SubscriptionChange(Model):
    """One line of a guild's history.

    `before` and `after` hold the settings that differ, by their names in `ChannelSettings`, as JSON has them;
    of a day posted by hand `after` has the `day`. `user_id` is None for the command line, and for somebody
    who had their data erased.
    """

    guild_id: int
    channel_id: int
    name: str
    kind: ChangeKind
    user_id: int | None
    changed_at: datetime
    before: dict[str, Any]
    after: dict[str, Any]
