"""What was before and what is after, for people. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from discord.utils import format_dt

from bot.models import ChangeKind, ChannelSettings, Language, SubscriptionChange
from bot.texts import say, say_day
from cogs.channels.settings_text import setting_name, setting_value
from cogs.channels.text import mention_of

_DEEDS = {
    ChangeKind.ADDED: "changes-added",
    ChangeKind.EDITED: "changes-edited",
    ChangeKind.REMOVED: "changes-removed",
    ChangeKind.RESTORED: "changes-restored",
    ChangeKind.SUSPENDED: "changes-suspended",
    ChangeKind.RESUMED: "changes-resumed",
    ChangeKind.POSTED: "changes-posted",
}


def change_lines(before: Mapping[str, Any], after: Mapping[str, Any], language: Language) -> list[str]:
    """A line for each setting that differs: `papers: 10 → 5`."""
    return [
        say(
            language,
            "changes-line",
            setting=setting_name(name, language),
            before=setting_value(name, before[name], language),
            after=setting_value(name, value, language),
        )
        for name, value in after.items()
        if name in before
    ]


def history_lines(change: SubscriptionChange, language: Language) -> list[str]:
    """Who did what, when, and a line for each setting that it changed, as lists in Markdown."""
    settings = {"guild_id": change.guild_id, "channel_id": change.channel_id, "name": change.name}
    day = change.after.get("day")
    did = say(
        language,
        _DEEDS[change.kind],
        channel=mention_of(ChannelSettings.model_construct(None, **settings)),
        day=say_day(language, date.fromisoformat(day)) if day else "",
    )
    who = f"<@{change.user_id}>" if change.user_id else say(language, "changes-nobody")
    head = say(language, "changes-head", at=format_dt(change.changed_at, "f"), who=who, did=did)
    differing = change_lines(change.before, change.after, language)
    return [f"- {head}", *(f"  - {line}" for line in differing)]
