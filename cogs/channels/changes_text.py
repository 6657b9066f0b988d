"""What was before and what is after, for people. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, cast

from discord.utils import format_dt

from bot import due
from bot.models import WEEKDAYS, ChangeKind, ChannelSettings, Language, SubscriptionChange
from bot.rendering.escape import escape_within
from bot.texts import say, say_day, say_weekday
from cogs.channels.text import LANGUAGES, mention_of

VALUE = 120  # UTF-16 units shown of one setting
ORDER_KEYS: dict[str, str] = {"votes": "order-votes", "examples": "order-examples", "both": "order-both"}
_KEYS = {
    **LANGUAGES,
    **ORDER_KEYS,
    "full": "changes-full",
    "compact": "changes-compact",
    "thread": "changes-thread",
    "forum": "changes-forum",
    "True": "changes-yes",
    "False": "changes-no",
}
_DEEDS = {
    ChangeKind.ADDED: "changes-added",
    ChangeKind.EDITED: "changes-edited",
    ChangeKind.REMOVED: "changes-removed",
    ChangeKind.RESTORED: "changes-restored",
    ChangeKind.SUSPENDED: "changes-suspended",
    ChangeKind.RESUMED: "changes-resumed",
    ChangeKind.POSTED: "changes-posted",
}
_SETTINGS = {
    "language": "setting-language",
    "zone": "setting-zone",
    "due_time": "setting-due-time",
    "papers": "setting-papers",
    "min_votes": "setting-min-votes",
    "edit_late": "setting-edit-late",
    "live_votes": "setting-live-votes",
    "topics": "setting-topics",
    "excluded_topics": "setting-excluded-topics",
    "weekdays": "setting-weekdays",
    "layout": "setting-layout",
    "role_id": "setting-role-id",
    "role_topics": "setting-role-topics",
    "weekly": "setting-weekly",
    "weekly_time": "setting-weekly-time",
    "order": "setting-order",
    "examples": "setting-examples",
    "publish": "setting-publish",
}
_A_MONDAY = date(2024, 4, 1)


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


def history_line(change: SubscriptionChange, language: Language) -> str:
    """Who did what, when, and what it changed."""
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
    return "\n".join([head, *(f"  {line}" for line in differing)])


def setting_name(name: str, language: Language) -> str:
    """What the setting is called; its own name if a later version has others."""
    return say(language, _SETTINGS[name]) if name in _SETTINGS else name


def setting_value(name: str, value: Any, language: Language) -> str:
    """The value as people read it, within `VALUE`."""
    if value in (None, "", []):
        return say(language, "changes-none")
    if name == "role_id":
        return f"<@&{value}>"
    if isinstance(value, list):
        values = cast("list[str]", value)
        listed = _weekdays(values, language) if name == "weekdays" else "; ".join(map(str, values))
        return escape_within(listed, VALUE)
    key = _KEYS.get(str(value))
    return say(language, key) if key else escape_within(str(value), VALUE)


def _weekdays(weekdays: Collection[str], language: Language) -> str:
    days = [_A_MONDAY + number * due.DAY for number, day in enumerate(WEEKDAYS) if day in weekdays]
    return ", ".join(say_weekday(language, day) for day in days)
