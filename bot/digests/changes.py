"""What of a subscription's settings a change changes: pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from bot.models import ChangeKind, ChannelSettings, SubscriptionChange

_ADDRESS = {"guild_id", "channel_id", "name"}


class Differences(NamedTuple):
    """The settings that differ, by name, as JSON has them; nothing `before` for what is new."""

    before: dict[str, Any]
    after: dict[str, Any]


def differences(before: ChannelSettings | None, after: ChannelSettings) -> Differences:
    """What `after` makes different."""
    earlier = before.model_dump(mode="json", exclude=_ADDRESS) if before else {}
    new = {
        name: value
        for name, value in after.model_dump(mode="json", exclude=_ADDRESS).items()
        if name not in earlier or earlier[name] != value
    }
    return Differences({name: earlier[name] for name in new if name in earlier}, new)


def change_of(
    settings: ChannelSettings,
    kind: ChangeKind,
    user_id: int | None,
    now: datetime,
    differing: Differences | None = None,
) -> SubscriptionChange:
    """The line of the history."""
    before, after = differing or Differences({}, {})
    return SubscriptionChange(
        guild_id=settings.guild_id,
        channel_id=settings.channel_id,
        name=settings.name,
        kind=kind,
        user_id=user_id,
        changed_at=now,
        before=before,
        after=after,
    )
